#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tour of the Flatpak: the application in its sandbox, with the manifest's permissions only,
against the service in another one. What it may not reach itself it gets through real portals. Each
step leaves a picture; one that fails says what it missed and leaves what was there instead.

To be run by tests/flatpak/run.
"""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path += [str(HERE.parent / name) for name in ("tour", "support", "web")]

import stage  # noqa: E402
import steps  # noqa: E402
import tour as outside  # noqa: E402
from sandbox import PortalHands, SandboxedHands  # noqa: E402

COMMANDS = {"bin/certtracker": "flatpak run", "libexec/certtracker-service":
            "flatpak run --command=/app/libexec/certtracker-service"}


class Tour(outside.Tour):
    hands_class = SandboxedHands

    def __init__(self, options):
        options.dark = False
        options.candidate = None
        self.data = stage.HOME / ".var/app" / options.id
        self.service_folder = self.data / "data/service"
        self.service_folder.parent.mkdir(parents=True)
        steps.DOCUMENTS.mkdir()
        (stage.HOME / ".config").mkdir()
        (stage.HOME / ".config/user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
        super().__init__(options)
        # What the sandbox shows instead of a person's settings.
        shutil.copytree(stage.HOME / ".config/gtk-4.0", self.data / "config/gtk-4.0")
        self.environment = dict(os.environ, TZ="Europe/Stockholm")
        self.portal = PortalHands(self.hands)

    def picture_beside(self, name):
        """One more, of what is there in the midst of a step."""
        self.hands.picture(self.pictures / f"{self.count:02}-{name}.png")


def make_commands(folder, name):
    """What is elsewhere installed in a folder, by name."""
    for path, command in COMMANDS.items():
        file = folder / path
        file.parent.mkdir(parents=True)
        file.write_text(f'#!/bin/sh\nexec {command} {name} "$@"\n')
        file.chmod(0o755)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--id", required=True, help="which Flatpak")
    parser.add_argument("--pictures", required=True, help="where the pictures go")
    parser.add_argument("--size", type=outside.size, help=argparse.SUPPRESS)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as prefix:
        options.prefix = prefix
        make_commands(pathlib.Path(prefix), options.id)
        tour = Tour(options)
        for step in steps.STEPS:
            # Without having signed in, the rest would only fail one by one.
            if not tour.step(step) and tour.count <= 2:
                break
        tour.tell_what_did_not_fit()
        print(f"1..{tour.count}")
        tour.hands.stop()
        tour.service.stop()
        steps.end(tour)
    print(f"# The pictures are in {tour.pictures}")
    return 1 if tour.failed else 0


if __name__ == "__main__":
    sys.exit(main())
