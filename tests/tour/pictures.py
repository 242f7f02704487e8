#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures that README and the metainfo show, of the installed application with the demo's
candidate, light and dark. Usage: pictures.py PREFIX FOLDER. To be run by build-aux/pictures."""

import pathlib
import re
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))

import stage
from demo import Candidate, Service
from hands import Hands, run
from screen import Screen

SIZE = (1000, 700)  # with the shadow: what software centers show at most

prefix, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
screen = Screen()
stage.furnish()
service = Service(prefix / "libexec/certtracker-service", stage.HOME / "service")
candidate = Candidate(service, service.user_name, service.password)
credential = next(each for each in candidate.list("credentials") if each["state"] == "active")
achievement = next(each for each in candidate.list("progress") if 0 < each["done"] < each["total"])

# What is shown, by the name of its picture: the link that leads there, and what is seen then
LIGHT = {
    "overview": ("overview", re.compile(re.escape(candidate.account["given_name"]))),
    "exams": ("exams", None),
    "history": ("history", None),
    "progress": (f"progress/{achievement['id']}", achievement["title"]),
    "certificate": (f"credentials/{credential['id']}", re.compile("^Page 1")),
}
DARK = {name: LIGHT[name] for name in ("overview", "certificate")}


def settings():
    """Those of somebody who has to give the password alone."""
    path = stage.HOME / ".config/glib-2.0/settings"
    path.mkdir(parents=True, exist_ok=True)
    (path / "keyfile").write_text(
        f"[org/example/CertTracker]\nservice-address='{service.address}'\n"
        f"user-name='{service.user_name}'\n")


def take(pictures, dark):
    hands = Hands(SIZE)
    environment = stage.environment(prefix, dark)
    suffix = "-dark" if dark else ""
    settings()
    hands.start([prefix / "bin/certtracker"], environment, None)
    if not dark:  # later the keyring has the session
        hands.find("text", "Password")
        hands.type(service.password)
        hands.key("Return")
    hands.find("heading", LIGHT["overview"][1])
    for name, (link, seen) in pictures.items():
        subprocess.run([prefix / "bin/certtracker", f"certtracker:{link}"], env=environment, check=True)
        if seen:
            hands.see(seen)
        run("xdotool", "mousemove", "0", "0")
        hands.rest()
        screen.picture(int(hands.windows()[0]), *SIZE, folder / f"{name}{suffix}.png")
        print(folder / f"{name}{suffix}.png")
    hands.key("ctrl+q")
    hands.ends()


folder.mkdir(parents=True, exist_ok=True)
take(LIGHT, False)
take(DARK, True)
service.stop()
