#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the installed application from outside against what no program of its kind can be
faster than, both in one run, and writes docs/performance.md. To be run by build-aux/bench."""

import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).parent.parent / name) for name in ("tour", "support")]
import main_job  # noqa: E402
import stage  # noqa: E402
from demo import Candidate, Service  # noqa: E402
from hands import Hands, run  # noqa: E402

SIZE = (1000, 700)
STALL = 16  # ms, a frame
N_ATTEMPTS = 100_000

HELD = 0.1  # s, as long as a hand holds a button; what shows it pressed is painted by then
STARTS = 75  # two of them differ by up to a third, so that it takes many to know a ratio
PATIENCE = 12  # runs for each that is wanted without the host taking a processor meanwhile
MOST = 200  # of them for one measure, for the bench to end; those least disturbed fill up


def median(values):
    return statistics.median(values)


def stolen():
    """How long the host of a virtual machine took processors from it so far, in the whole ticks of
    proc(5), which are shorter than the shortest stall that matters."""
    return int(pathlib.Path("/proc/stat").read_text().split()[8])


class Bench:
    def __init__(self, prefix, tools):
        self.prefix, self.tools = prefix, tools
        stage.furnish()
        # What moves on purpose takes as long as it is meant to, so nothing moves here.
        with open(stage.HOME / ".config/gtk-4.0/settings.ini", "a", encoding="utf-8") as settings:
            settings.write("gtk-enable-animations=false\n")
        self.stalls = stage.HOME / "stalls"
        self.environment = stage.environment(prefix)
        self.watched = dict(self.environment, LD_PRELOAD=str(tools / "stalls.so"),
                            STALLS=str(self.stalls))
        self.application = [prefix / "bin/certtracker"]
        self.hands = Hands(SIZE)
        self.service = Service(prefix / "libexec/certtracker-service", stage.HOME / "service")
        self.n_runs = self.n_kept = 0
        self.most_stolen = 0

    def undisturbed(self, wanted, *measures):
        """The values of each measure: those of all runs that were not disturbed, or else of so many
        that were disturbed least. A measure returns the ticks that the host took meanwhile, and the
        value; they take turns."""
        runs = [[] for _ in measures]
        for _ in range(min(wanted * PATIENCE, MOST)):
            for measure, results in zip(measures, runs):
                results.append(measure())
            if all(sum(taken == 0 for taken, _ in results) >= wanted for results in runs):
                break
        return [self.least_disturbed(wanted, results) for results in runs]

    def least_disturbed(self, wanted, results):
        best = sorted(results, key=lambda result: result[0])
        kept = [result for i, result in enumerate(best) if i < wanted or result[0] == 0]
        self.n_runs += len(results)
        self.n_kept += len(kept)
        self.most_stolen = max(self.most_stolen, kept[-1][0])
        return [value for _, value in kept]

    def painted(self, act, quiet=1000):
        """When what act() brings about was on screen: in ms after what act() returns, in s. And
        the ticks that the host took until then."""
        with subprocess.Popen([self.tools / "watch", str(quiet)], stdout=subprocess.PIPE,
                              text=True) as watch:
            watch.stdout.readline()
            before = stolen()
            begun = act()
            seen = json.loads(watch.stdout.read())
        if watch.returncode:
            raise RuntimeError("nothing changed on the screen")
        return seen["painted_us"] / 1000 - begun * 1000, seen["stolen"] - before

    def worst_stall(self, begun):
        """The longest in ms that the main loop stayed away since a time, in s."""
        stalls = [line.split() for line in self.stalls.read_text().splitlines()]
        return max((int(length) for back, length in stalls if int(back) > begun * 1e6),
                   default=0) / 1000

    def sign_in(self, user_name):
        hands = self.hands
        hands.start(self.application, self.watched, None)
        main_job.type_in(hands, self.service.address, user_name, self.service.password)
        hands.key("Return")
        hands.wait(lambda: hands.all("list", "Latest results"), "the overview", 300)
        hands.rest()

    def leave(self):
        self.hands.key("ctrl+q")
        self.hands.ends()

    # Start

    def start(self):
        self.sign_in(self.service.user_name)
        self.leave()
        programs = [lambda: self.start_once([self.tools / "empty-window"]),
                    lambda: self.start_once(self.application)]
        # The first of each fills the caches of the system.
        for program in programs:
            program()
        (floor_ms, floor_pss), (ours_ms, ours_pss) = (
            [median(values) for values in zip(*runs)]
            for runs in self.undisturbed(STARTS, *programs))
        return floor_ms, ours_ms, floor_pss, ours_pss

    def start_once(self, command):
        processes = []

        def act():
            begun = time.monotonic()
            processes.append(subprocess.Popen(command, env=self.environment))
            return begun
        milliseconds, taken = self.painted(act)
        process = processes[0]
        rollup = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        pss = int(re.search(r"^Pss: +(\d+) kB", rollup, re.M)[1]) / 1024
        process.terminate()
        process.wait()
        return taken, (milliseconds, pss)

    # Certificate

    def certificate(self):
        """Each certificate is opened once, for the first time since the application was started. The
        stalls are those of other runs: looking at the screen keeps the X server from its work."""
        candidate = Candidate(self.service, self.service.user_name, self.service.password)
        credentials = [credential for credential in candidate.list("credentials")
                       if credential["state"] != "revoked"]
        self.fetch_ahead(len(credentials))
        floor, ours = zip(*self.each_certificate(
            credentials, lambda credential: self.see_certificate(candidate, credential)))
        stalls = self.each_certificate(credentials, lambda _: self.stall_of_certificate(), 3)
        return median(floor), median(ours), max(stalls)

    def fetch_ahead(self, number):
        """The application does that by itself, for those who read offline."""
        self.hands.start(self.application, self.watched, None)
        folder = stage.HOME / ".local/share/certtracker"
        self.hands.wait(lambda: sum(b"%PDF-" in file.read_bytes() for file in folder.rglob("*")
                                    if file.is_file()) >= number, "the certificates' copies")
        self.leave()

    def each_certificate(self, credentials, look, wanted=1):
        self.shown = set()
        self.show_credentials()

        def measure(credential):
            if credential["id"] in self.shown:
                self.leave()
                self.show_credentials()
            self.shown.add(credential["id"])
            hands = self.hands
            row = hands.in_view("list item", main_job.starts(credential["title"]))
            x, y, width, _ = row.box
            run("xdotool", "mousemove", str(x + width // 4), str(y + 8))
            hands.rest()
            result = look(credential)
            hands.click("button", "Back")
            hands.rest()
            return result
        values = self.undisturbed(wanted, *(lambda credential=credential: measure(credential)
                                            for credential in credentials))
        self.leave()
        return [value for each in values for value in each]

    def show_credentials(self):
        self.shown.clear()
        self.hands.start(self.application, self.watched, None)
        self.hands.click("list item", "Credentials", self.hands.find("list", "Pages"))

    def see_certificate(self, candidate, credential):
        ours, taken = self.painted(self.click)
        page = self.hands.find("image", re.compile("^Page 1"))
        floor, taken_of_floor = self.pdftocairo(candidate, credential, page.box)
        return max(taken, taken_of_floor), (floor, ours)

    def stall_of_certificate(self):
        before, begun = stolen(), time.monotonic()
        self.click()
        time.sleep(0.5)
        return stolen() - before, self.worst_stall(begun)

    @staticmethod
    def click():
        run("xdotool", "mousedown", "1")
        time.sleep(HELD)
        begun = time.monotonic()
        run("xdotool", "mouseup", "1")
        return begun

    def pdftocairo(self, candidate, credential, box):
        pdf = stage.HOME / "certificate.pdf"
        pdf.write_bytes(candidate.read(f"v1/credentials/{credential['id']}/certificate"))
        before = stolen()
        begun = time.monotonic()
        run("pdftocairo", "-tiff", "-tiffcompression", "none", "-singlefile", "-scale-to-x",
            str(box[2]), "-scale-to-y", str(box[3]), str(pdf), str(stage.HOME / "certificate"))
        return (time.monotonic() - begun) * 1000, stolen() - before

    # History

    def history(self):
        """What a candidate with very many attempts does to the main loop."""
        hands = self.hands
        self.fill_history("samuel")
        hands.start(self.application, self.watched, None)
        hands.choose(main_job.ACCOUNT, main_job.SIGN_OUT)
        self.leave()
        self.sign_in("samuel")
        hands.click("list item", "History", hands.find("list", "Pages"))
        hands.wait(lambda: hands.shows(re.compile(f"^{N_ATTEMPTS}\\b")), "all attempts", 300)
        hands.wait(lambda: not hands.shows("Asking for news"), "the end of the news", 300)

        stalls = {what: max(self.undisturbed(3, lambda: self.stall_of(act, undo))[0])
                  for what, act, undo in (
                      ("sort", self.menu_item(main_job.BY_TITLE),
                       self.menu_item(main_job.NEWEST_FIRST)),
                      ("filter", self.menu_item(main_job.NOT_PASSED),
                       self.menu_item(main_job.ANY_RESULT)),
                      ("search", self.search, self.search_no_more))}
        self.leave()
        return stalls

    def menu_item(self, number):
        def prepare():
            """To be chosen without another look, since looking keeps the application busy too."""
            hands = self.hands
            hands.click("toggle button", main_job.VIEW)
            hands.find("menu item", "")
            hands.rest()
            item = hands.all("menu item")[number]
            return lambda: hands.click_thing(item)
        return prepare

    def search(self):
        def act():
            self.hands.key("ctrl+f")
            self.hands.type("250-42")
        return act

    def search_no_more(self):
        return lambda: self.hands.key("Escape")

    def stall_of(self, prepare, prepare_undoing):
        """The longest stall while something is done, which is undone afterwards."""
        act = prepare()
        self.hands.rest()
        before, begun = stolen(), time.monotonic()
        act()
        time.sleep(3)
        taken, stall = stolen() - before, self.worst_stall(begun)
        prepare_undoing()()
        self.hands.rest()
        time.sleep(1)
        return taken, stall

    def fill_history(self, user_name):
        path = stage.HOME / "service/certtracker.db"
        with sqlite3.connect(path) as database:
            account, = database.execute("SELECT id FROM accounts WHERE user_name = ?",
                                        [user_name]).fetchone()
            exams = database.execute("SELECT id, title, kind FROM exams").fetchall()
            count, = database.execute("SELECT count(*) FROM attempts WHERE account_id = ?",
                                      [account]).fetchone()
            newest = datetime.datetime(2020, 1, 1)
            for number in range(N_ATTEMPTS - count):
                code, title, kind = exams[number * 7 % len(exams)]
                score = 40 + number * 31 % 60
                database.execute(
                    "INSERT INTO attempts (id, account_id, exam_code, exam_title, kind, taken_at,"
                    " result, score, passing_score, number, sections) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                    [f"bench-{number}", account, code, title, kind,
                     (newest - datetime.timedelta(minutes=number)).isoformat() + "Z",
                     "passed" if score >= 70 else "failed", score, 70, 1,
                     json.dumps([{"title": "Section", "score": score, "questions": 20}])])

    def decode(self):
        turns = json.loads(run(str(self.tools / "bench-decode")))
        floor, ours = zip(*self.least_disturbed(
            3, [(turn["stolen"], (turn["parse_ms"], turn["decode_ms"])) for turn in turns]))
        return median(floor), median(ours)


def machine():
    cpu = re.search(r"^model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    return f"{os.cpu_count()} cores of {cpu[1] if cpu else platform.machine()}"


REPORT = """# Performance

Written by `build-aux/bench` on {date}, on {machine}, Xvfb, cairo
renderer. Absolute times say something about that machine only; the ratios were taken in one run and
say something about CertTracker. Programs are measured from outside, as installed:
`tests/bench/watch.c` looks at the screen until nothing changes and says when nineteen twentieths of
that picture were first there,
`tests/bench/stalls.c` is preloaded and notes how long the main loop stays away from polling. The
stalls at a certificate are those of other runs, since looking at the screen keeps the X server busy.
Animations are off, since they take as long as they are meant to. A click is timed from when the
button is let go, {held_ms:.0f} ms after it was pressed; stalls from when it is pressed.

Those runs count during which the host of the machine took not one whole tick (10 ms) of its
processors, which proc(5) calls steal; where there were too few, those during which it took the
fewest. {n_kept} of {n_runs} runs count; the most ticks that it took during one of them: {most_stolen}.

| what | measured | against | ratio | limit | |
|---|---|---|---|---|---|
{rows}
"""


def row(what, measured, against, ratio, limit):
    """One line of the report; without a ratio the measured number itself is limited."""
    value = ratio if ratio is not None else float(measured.split()[0])
    met = value <= limit
    return (f"| {what} | {measured} | {against} | {f'{ratio:.2f}' if ratio is not None else ''} |"
            f" {limit:g}{'' if ratio is not None else ' ms'} | {'met' if met else '**not met**'} |",
            met)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefix", required=True, type=pathlib.Path)
    parser.add_argument("--tools", required=True, type=pathlib.Path)
    parser.add_argument("--report", required=True, type=pathlib.Path)
    options = parser.parse_args()
    bench = Bench(options.prefix, options.tools)
    rows = []

    def add(*measured):
        rows.append(row(*measured))
        print(rows[-1][0], flush=True)

    floor_ms, ours_ms, floor_pss, ours_pss = bench.start()
    add("signed-in start with the offline copy, to content on screen",
        f"{ours_ms:.0f} ms", f"an empty libadwaita window: {floor_ms:.0f} ms",
        ours_ms / floor_ms, 1.4)
    add("its memory (PSS)", f"{ours_pss:.0f} MB", f"the same: {floor_pss:.0f} MB",
                    ours_pss / floor_pss, 1.25)

    floor_ms, ours_ms, stall = bench.certificate()
    add("certificate, from click to the painted page, with the offline copy", f"{ours_ms:.0f} ms",
        f"pdftocairo of the same page and size: {floor_ms:.0f} ms",
        ours_ms / floor_ms, 1.5)
    add("longest main-loop stall at a certificate", f"{stall:.1f} ms", "", None, STALL)

    floor_ms, ours_ms = bench.decode()
    add(f"{N_ATTEMPTS:,} attempts decoded into models", f"{ours_ms:.0f} ms",
        f"json-glib's bare parse: {floor_ms:.0f} ms", ours_ms / floor_ms, 3)
    for what, stall in bench.history().items():
        add(f"longest main-loop stall of: {what}, {N_ATTEMPTS:,} attempts",
                        f"{stall:.1f} ms", "", None, STALL)
    bench.service.stop()

    report = REPORT.format(date=datetime.date.today().isoformat(), machine=machine(),
                           n_runs=bench.n_runs, n_kept=bench.n_kept,
                           most_stolen=bench.most_stolen, held_ms=HELD * 1000,
                           rows="\n".join(line for line, _ in rows))
    options.report.write_text(report)
    return 0 if all(met for _, met in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
