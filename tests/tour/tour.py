#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tour: the real application against the real service, driven through the main job as a person
would, with pointer and keyboard, and looked at as a screen reader does. What should be on screen is
asked from the service. Each step leaves a picture; one that fails says what it missed and leaves
what was there instead. Speaks TAP, as it is a test too.

To be run by tests/tour/run.
"""

import argparse
import pathlib
import re
import sys

sys.path += [str(pathlib.Path(__file__).parents[1] / name) for name in ("support", "web")]

import account
import faults
import keeping
import main_job
import newcomers
import recovering
import registering
import sharing
import stage
from browser import Failed
import support
from demo import Candidate, Service
from hands import Hands, Missing


class Tour:
    hands_class = Hands
    service_folder = stage.HOME / "service"

    def __init__(self, options):
        self.prefix = pathlib.Path(options.prefix).resolve()
        self.pictures = pathlib.Path(options.pictures)
        self.narrow = options.size[0] < 600
        self.hands = self.hands_class(options.size)
        self.environment = stage.environment(self.prefix, options.dark)
        self.messages = self.pictures / "messages.txt"
        self.count = 0
        self.failed = 0
        self.browser = None  # of those who need one

        self.pictures.mkdir(parents=True, exist_ok=True)
        for old in [*self.pictures.glob("*.png"), *self.pictures.glob("*.txt")]:
            old.unlink()
        stage.furnish()
        self.service = Service(self.prefix / "libexec/certtracker-service", self.service_folder)
        self.user_name = options.candidate or self.service.user_name
        self.candidate = Candidate(self.service, self.user_name, self.service.password)
        self.attempts = self.candidate.list("attempts")
        self.progress = self.candidate.list("progress")
        self.credentials = self.candidate.list("credentials")

        # What is looked at closely
        self.reported = next(attempt for attempt in self.attempts if attempt.get("sections"))
        self.way = next(progress for progress in self.progress
                        if 0 < progress["done"] < progress["total"])
        self.certified = next(credential for credential in self.credentials
                              if credential["state"] == "active")

    def step(self, do):
        """Does a step, tells how it went, and keeps a picture of how it looked at the end."""
        self.count += 1
        picture = self.pictures / f"{self.count:02}-{do.__name__.replace('_', '-')}.png"
        try:
            do(self)
            if self.hands.is_there():
                self.hands.picture(picture)
            print(f"ok {self.count} - {do.__doc__}", flush=True)
            return True
        except (Missing, Failed) as missing:
            self.failed += 1
            picture = picture.with_stem(picture.stem + "-failed")
            self.hands.picture(picture)
            picture.with_suffix(".txt").write_text(self.hands.tree())
            print(f"not ok {self.count} - {do.__doc__}\n"
                  f"# missed {missing}\n# see {picture} and .txt", flush=True)
            return False

    def tell_what_did_not_fit(self):
        """The toolkit says on standard error what was wider than the window."""
        self.count += 1
        wide = [line for line in self.messages.read_text("utf-8").splitlines() if "exceeds" in line]
        self.failed += bool(wide)
        print(f"{'not ok' if wide else 'ok'} {self.count} - Everything fitted into the window")
        for line in wide[:5]:
            print(f"# {line}")

    # Ways that several steps go

    def start(self):
        with self.messages.open("a", encoding="utf-8") as messages:
            self.hands.start([self.prefix / "bin/certtracker"], self.environment, messages)

    def leave(self):
        self.hands.key("ctrl+q")
        self.hands.ends()

    def go_to_pages(self):
        """To the list of pages, which is a page of its own where the window is narrow."""
        while not self.hands.all("list", "Pages"):
            self.hands.click("button", "Back")
            self.hands.rest()

    def go_to(self, page):
        self.go_to_pages()
        self.hands.click("list item", page, self.hands.find("list", "Pages"))

    def choose_of_account(self, number):
        self.go_to_pages()
        self.hands.choose(main_job.ACCOUNT, number)

    def expect_rows(self, name, titles):
        """That the list of that name begins in view, with rows of these titles."""
        def look():
            rows = [row for row in self.hands.all("list item", within=found)]
            return len(rows) >= min(len(titles), 5) and rows[0].box[1] >= found.box[1] and all(
                row.name.startswith(title) for row, title in zip(rows, titles))
        found = self.hands.find("list", name)
        self.hands.wait(look, f"the rows {titles[:5]} at the top of the list “{name}”")


def size(text):
    width, height = text.split("x")
    return int(width), int(height)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prefix", required=True, help="where the application is installed")
    parser.add_argument("--pictures", required=True, help="where the pictures go")
    parser.add_argument("--narrow", action="store_true", help="a window as wide as a telephone")
    parser.add_argument("--dark", action="store_true", help="in the dark")
    parser.add_argument("--candidate", help="another sample candidate than the demo's")
    parser.add_argument("--faults", action="store_true", help="what goes wrong, not the main job")
    parser.add_argument("--account", action="store_true", help="the candidate's own account")
    parser.add_argument("--sharing", action="store_true", help="forwarding to third parties")
    parser.add_argument("--registering", action="store_true", help="from an exam to its credential")
    parser.add_argument("--support", action="store_true", help="asking the support team")
    parser.add_argument("--keeping", action="store_true", help="taking along, and leaving")
    parser.add_argument("--newcomers", action="store_true", help="getting an account")
    parser.add_argument("--recovering", action="store_true", help="back in, and the agreement")
    parser.add_argument("--size", type=size, default=(1280, 860), help=argparse.SUPPRESS)
    options = parser.parse_args()
    tour = Tour(options)

    steps = main_job.STEPS
    if options.faults:
        steps = faults.STEPS
    elif options.account:
        steps = account.STEPS
    elif options.sharing:
        steps = sharing.STEPS
    elif options.registering:
        steps = registering.STEPS
    elif options.support:
        steps = support.STEPS
    elif options.keeping:
        steps = keeping.STEPS
    elif options.newcomers:
        steps = newcomers.STEPS
    elif options.recovering:
        steps = recovering.STEPS
    for step in steps:
        # Without having signed in, the rest would only fail one by one.
        if not tour.step(step) and tour.count <= 2:
            break
    tour.tell_what_did_not_fit()
    print(f"1..{tour.count}")
    tour.hands.stop()
    if tour.browser:
        tour.browser.stop()
    tour.service.stop()
    print(f"# The pictures are in {tour.pictures}")
    return 1 if tour.failed else 0


if __name__ == "__main__":
    sys.exit(main())
