# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in a sandbox, found from outside of it, and what portals show beside it."""

import os
import pathlib
import signal
import subprocess
import time

from hands import Hands, Missing, run

OUR_HOME = f"HOME={os.environ['HOME']}".encode()


def read(path):
    """What a file of /proc says, whose process may be gone by now."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def processes(program):
    """The folders in /proc of this tour's processes of that program, the oldest first: what one of
    them starts looks the same for a moment."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        command = read(folder / "cmdline").split(b"\0")[0]
        if (pathlib.PurePath(command.decode(errors="replace")).name == program
                and OUR_HOME in read(folder / "environ").split(b"\0")):
            found.append(folder)
    return sorted(found, key=lambda folder: int(folder.name))


class Process:
    """One that somebody else started, with what is used of subprocess.Popen."""

    def __init__(self, folder):
        self.folder = folder
        self.pid = int(folder.name)
        self.returncode = None

    def poll(self):
        if not read(self.folder / "cmdline"):
            self.returncode = 0  # as far as can be known
        return self.returncode

    def terminate(self):
        os.kill(self.pid, signal.SIGTERM)

    def wait(self, patience=10):
        until = time.monotonic() + patience
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.folder), patience)
            time.sleep(0.05)
        return self.returncode


class SandboxedHands(Hands):
    """For the application, which the display and the bus know by other numbers than we do."""

    program = "certtracker"

    def found(self):
        """Its process, in the sandbox."""
        return next((folder for folder in processes(self.program)
                     if (folder / "root/.flatpak-info").exists()), None)

    def take(self):
        """One that the bus started."""
        self.process = Process(self.wait_for(self.found, "the application, started by the bus"))
        self.place_window()

    def wait_for(self, look, what):
        self.process = None
        return self.wait(look, what)

    def is_there(self):
        return self.process is None or super().is_there()

    def windows(self):
        """By their class, as GTK tells no process in a sandbox."""
        search = ["xdotool", "search", "--onlyvisible", "--classname", f"^{self.program}$"]
        return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()

    def application(self):
        """It speaks through the proxy that its sandbox has."""
        return next((root for owner, root in self.bus.applications()
                     if read(pathlib.Path(f"/proc/{owner}/comm")).strip() == b"xdg-dbus-proxy"), None)


class PortalHands(Hands):
    """For the dialogs that portals show, by a process of their own."""

    program = "xdg-desktop-portal-gtk"

    def __init__(self, application):
        super().__init__(application.size)
        self.application_hands = application

    def dialog(self, what):
        """Waits for one to come, and leads the keyboard there."""
        folder = self.application_hands.wait(lambda: next(iter(processes(self.program)), None),
                                             self.program)
        self.process = Process(folder)
        window = self.wait(lambda: next(iter(self.windows()), None), what)
        run("xdotool", "windowmove", window, "0", "0", "windowfocus", "--sync", window)
        self.rest()
        return window

    def gone(self, window, what):
        self.wait(lambda: window not in self.windows(), f"that {what} closes")
        run("xdotool", "windowfocus", self.application_hands.windows()[0])

    def choose_file(self, path, tour):
        """Types where to save to, or what to open."""
        window = self.dialog("the portal's dialog for files")
        self.key("ctrl+a")
        self.type(str(path))
        tour.picture_beside("dialog")
        self.key("Return")
        self.gone(window, "the portal's dialog for files")


def kill(program):
    """Ends this tour's processes of a program."""
    for folder in processes(program):
        process = Process(folder)
        process.terminate()
        try:
            process.wait()
        except subprocess.TimeoutExpired:
            raise Missing(f"the end of {program}") from None
