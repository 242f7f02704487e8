# SPDX-License-Identifier: GPL-3.0-or-later
"""What a candidate comes for, where each way out of the sandbox is a portal, step by step."""

import os
import pathlib
import re
import subprocess

import desktop
import registering
import stage
import support
from hands import Missing, geometry, run
from main_job import SIGN_OUT, credentials, fill_in, history, overview, type_in
from sandbox import kill, processes

DOCUMENTS = stage.HOME / "Documents"
HERE = pathlib.Path(__file__).parent


def begin(tour):
    """Give address, user name and password"""
    desktop.install()
    tour.notices = desktop.Notices()
    fill_in(tour)


def kept(tour):
    """Leave, come back, and be known by the session that the Secret portal helps to keep"""
    hands = tour.hands
    tour.leave()
    keyring = tour.data / "data/keyrings/default.keyring"
    if not keyring.exists():
        raise Missing(f"the session in {keyring}")
    text = keyring.read_bytes()
    if tour.candidate.account["id"].encode() in text or b"refresh" in text:
        raise Missing(f"encryption in {keyring}")
    tour.start()
    hands.find("heading", re.compile(re.escape(tour.candidate.account["given_name"])))
    if hands.all("text", "Password"):
        raise Missing("a start without a password")


def certificate(tour):
    """Open a certificate"""
    hands = tour.hands
    credentials(tour)
    hands.click("list item", re.compile("^" + re.escape(tour.certified["title"])))
    page = hands.find("image", re.compile("^Page 1"))
    hands.see(tour.candidate.account["name"], tour.certified["number"], within=page)


def read_pdf(path):
    return subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True,
                          text=True).stdout


def expect_certificate(tour, path):
    text = tour.hands.wait(lambda: path.exists() and path.stat().st_size and read_pdf(path),
                           f"the certificate in {path}")
    if tour.certified["number"] not in text:
        raise Missing(f"the number {tour.certified['number']} in {path}")


def saved(tour):
    """Save it where the FileChooser portal lets one"""
    path = DOCUMENTS / "certificate.pdf"
    tour.hands.click("button", "Save…")
    tour.portal.choose_file(path, tour)
    expect_certificate(tour, path)


def printed(tour):
    """Print it to a file, by the Print portal"""
    portal = tour.portal
    tour.hands.click("button", "Print…")
    window = portal.dialog("the portal's dialog for printing")
    portal.click("table cell", "Print to File")
    tour.picture_beside("dialog")
    portal.click("button", "Print")
    portal.gone(window, "the portal's dialog for printing")
    expect_certificate(tour, DOCUMENTS / "output.pdf")


def link(tour):
    """Register for an exam, and be led to Pearson VUE in the browser by the OpenURI portal"""
    registering.exams(tour)
    tour.hands.click("list item", registering.row())
    registering.registered(tour)
    tour.hands.click("button", "Make an Appointment")
    uri = tour.hands.wait(desktop.opened_uri, "that the browser opens")
    if not uri.startswith(tour.service.address):
        raise Missing(f"an address of the service, it was {uri}")


def dropped(tour):
    """Drop a file on an incident, which the FileTransfer portal hands in"""
    hands = tour.hands
    support.support(tour)
    hands.click("button", "Ask the Team…")
    form = support.dialog(tour)
    hands.fill("Subject", support.SUBJECT)
    hands.click("text", "Message")
    hands.type(support.TEXT)
    file = DOCUMENTS / "receipt.txt"
    file.write_text("Paid on 3 May.")
    with subprocess.Popen(["/usr/bin/python3", HERE / "drag.py", file]) as source:
        try:
            drag(tour, source.pid, hands.find("text", "Message", form))
            hands.find("button", "Remove receipt.txt", form)
        finally:
            source.terminate()


def drag(tour, pid, target):
    """From the middle of that process's window, as slowly as a hand does."""
    hands = tour.hands
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    window = hands.wait(lambda: subprocess.run(search, capture_output=True, text=True,
                                               check=False).stdout.split(), "what to drag from")[0]
    left, top, width, height = geometry(window)
    x, y = left + width // 2, top + height // 2
    target_x, target_y = target.box[0] + target.box[2] // 2, target.box[1] + target.box[3] // 2
    run("xdotool", "mousemove", str(x), str(y), "mousedown", "1")
    for step in range(1, 21):
        run("xdotool", "mousemove", str(x + (target_x - x) * step // 20),
            str(y + (target_y - y) * step // 20), "sleep", "0.03")
    tour.hands.rest()
    run("xdotool", "mouseup", "1")


def told(tour):
    """Send it, and be told of the answer on the desktop"""
    hands = tour.hands
    support.support_sent(tour)
    tour.go_to("Overview")
    support.staff(tour, "answer", "1", "--from", "Kim", "--text", support.ANSWER)
    hands.wait(lambda: hands.things() and tour.notices.find("The Support Team Has Answered",
                                                            support.SUBJECT),
               "that the desktop tells of the answer", patience=60)


def followed(tour):
    """Click that, and read the answer"""
    if not tour.notices.find("The Support Team Has Answered", support.SUBJECT):
        raise Missing("something to click")
    tour.notices.click("The Support Team Has Answered", support.SUBJECT)
    tour.hands.see(support.ANSWER)


def led_in(tour):
    """Come from a link outside, such as of a mail"""
    desktop.open_link("certtracker:history", tour.environment)
    tour.expect_rows("Attempts", [attempt["exam_title"] for attempt in tour.attempts])


def activated(tour):
    """Quit, come from a link again, and be there by D-Bus activation"""
    hands = tour.hands
    tour.leave()
    desktop.open_link("certtracker:credentials", tour.environment)
    hands.take()
    hands.find("list item", re.compile("^" + re.escape(tour.certified["title"])))


def signed_out(tour):
    """Sign out, and be asked for the password the next time, too"""
    hands = tour.hands
    tour.choose_of_account(SIGN_OUT)
    hands.find("button", "Sign In")
    tour.leave()
    tour.start()
    hands.find("text", "Password")
    hands.see_no(tour.candidate.account["name"])


def no_keyring(tour):
    """Sign in where there is no keyring at all, and be told what that means"""
    hands = tour.hands
    tour.leave()
    kill("gnome-keyring-daemon")
    replace_portal(tour)
    tour.start()
    type_in(hands, tour.service.address, tour.user_name, tour.service.password)
    hands.click("button", "Sign In")
    hands.find("heading", re.compile(re.escape(tour.candidate.account["given_name"])))
    hands.see("No Keyring Found")


def not_kept(tour):
    """Leave, come back, and be asked again"""
    tour.leave()
    tour.start()
    tour.hands.find("text", "Password")


def replace_portal(tour):
    """By one of a desktop that offers everything but secrets."""
    folder = stage.HOME / "portals"
    folder.mkdir()
    (folder / "gtk.portal").write_bytes(
        pathlib.Path("/usr/share/xdg-desktop-portal/portals/gtk.portal").read_bytes())
    before = {path.name for path in processes("xdg-desktop-portal")}
    subprocess.Popen(["/usr/libexec/xdg-desktop-portal", "--replace"],
                     stderr=subprocess.DEVNULL,
                     env=dict(os.environ, XDG_DESKTOP_PORTAL_DIR=str(folder)))
    tour.hands.process = None
    tour.hands.wait(lambda: processes("xdg-desktop-portal")
                    and not before & {path.name for path in processes("xdg-desktop-portal")},
                    "the other portal")


def end(tour):
    """Leaves nothing behind."""
    for program in ("xdg-desktop-portal", "xdg-document-portal"):
        kill(program)


STEPS = [begin, overview, kept, history, certificate, saved, printed, link, dropped, told, followed,
         led_in, activated, signed_out, no_keyring, not_kept]
