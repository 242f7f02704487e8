# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands for an application from outside: a real pointer and a real keyboard, led by the eyes."""

import re
import subprocess
import time

from eyes import Bus, called, fits

PATIENCE = 15  # seconds until something that should show is missed


class Missing(Exception):
    """What was looked for was not on screen; says what."""


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def geometry(window):
    """Left, top, width, height."""
    lines = dict(line.split("=") for line in
                 run("xdotool", "getwindowgeometry", "--shell", window).split())
    return tuple(int(lines[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))


class Hands:
    """One application in a window of this size at the corner of the screen."""

    def __init__(self, size):
        self.size = size
        self.bus = Bus()
        self.process = None
        self.first_size = None  # that the window had by itself

    # Beginning and ending

    def start(self, command, env, stderr):
        self.process = subprocess.Popen(command, env=env, stderr=stderr)
        self.place_window()

    def place_window(self):
        window = self.wait(lambda: next(iter(self.windows()), None), "the window")
        self.first_size = self.window_size()
        if self.first_size != self.size:
            run("xdotool", "windowsize", "--sync", window, *map(str, self.size))
        run("xdotool", "windowmove", window, "0", "0", "windowfocus", window)

    def is_there(self):
        return self.process.poll() is None

    def stop(self):
        if self.process and self.is_there():
            self.process.terminate()
            self.process.wait()

    def ends(self):
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Missing("the application's end") from None
        if status != 0:
            raise Missing(f"status 0 at the application's end, it was {status}")

    # Looking

    def wait(self, look, what, patience=PATIENCE):
        """What look() returns, as soon as it is something."""
        until = time.monotonic() + patience
        while True:
            if not self.is_there():
                raise Missing(f"the application: it ended with status {self.process.returncode}")
            found = look()
            if found:
                return found
            if time.monotonic() > until:
                raise Missing(what)
            time.sleep(0.05)

    def application(self):
        return self.bus.application(self.process.pid)

    def windows(self):
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()

    def window_size(self):
        return geometry(self.windows()[0])[2:]

    def things(self, within=None):
        """All that shows, in the order of the tree."""
        root = within.again() if within else self.application()
        return root.walk() if root else []

    def all(self, role, name=re.compile(""), within=None):
        """Those that show with this role and accessible name, in the order of the tree."""
        return [thing for thing in self.things(within)
                if thing.role == role and fits(name, thing.name) and min(thing.box[2:]) > 0]

    def find(self, role, name, within=None):
        """The first thing with this role and accessible name."""
        return self.wait(lambda: self.all(role, name, within), f"a {role} named {called(name)}")[0]

    def shows(self, words, within=None):
        """Whether something is named so, or described so."""
        pattern = words if isinstance(words, re.Pattern) else re.compile(re.escape(words))
        things = self.things(within)
        return (any(pattern.search(thing.name) for thing in things)
                or within and any(pattern.search(thing.description) for thing in things))

    def see(self, *all_words, within=None):
        for words in all_words:
            self.wait(lambda: self.shows(words, within), f"the words {called(words)}")

    def see_no(self, *all_words):
        for words in all_words:
            self.wait(lambda: not self.shows(words), f"that the words {called(words)} go away")

    # Doing

    def click(self, role, name, within=None):
        self.click_thing(self.in_view(role, name, within))

    def click_thing(self, thing):
        x, y, width, height = self.place(thing)
        run("xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1")

    def choose(self, button, number):
        """An item of the menu that a button opens, counted from 0: GTK does not tell their names."""
        self.click("toggle button", button)
        self.find("menu item", "")
        self.click_thing(self.all("menu item")[number])
        self.wait(lambda: not self.all("menu item"), "that the menu closes")

    def in_view(self, role, name, within=None):
        """The thing, when the wheel was turned until it is seen and lies still."""
        before = None
        for _ in range(100):
            thing = self.find(role, name, within)
            pane = next((up for up in thing.ancestors() if up.role == "scroll pane"), None)
            left, top, width, height = pane.box if pane else (0, 0, *self.size)
            middle = thing.box[1] + thing.box[3] // 2
            if thing.box != before:
                time.sleep(0.05)
            elif top <= middle <= top + height:
                return thing
            else:
                run("xdotool", "mousemove", str(left + width // 2), str(top + height // 2),
                    "click", "5" if middle > top else "4")
            before = thing.box
        raise Missing(f"a way to bring the {role} named {called(name)} into view")

    def place(self, thing):
        """Where a thing is on the screen. What pops up is a window of its own, of the same size as
        the thing that fills it, and counts from another corner."""
        x, y, width, height = thing.box
        for window in self.windows()[1:]:
            left, top, *size = geometry(window)
            for popup in thing.ancestors():
                if popup.parent and popup.box[2:] == tuple(size):
                    return x + left - popup.box[0], y + top - popup.box[1], width, height
        return x, y, width, height

    def type(self, text):
        run("xdotool", "type", "--delay", "12", "--", text)

    def fill(self, name, text):
        """Types into the field of that name, instead of what was there."""
        self.click("text", name)
        self.key("ctrl+a")
        self.type(text)

    def key(self, *keys):
        run("xdotool", "key", *keys)

    def save_as(self, path):
        """In the dialog that asks for a file, which is a window of its own."""
        before = self.windows()
        window = self.wait(lambda: next(iter(self.windows()[1:]), None), "the file dialog")
        run("xdotool", "windowfocus", "--sync", window)
        self.rest()
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        self.wait(lambda: window not in self.windows(), "that the file dialog closes")
        run("xdotool", "windowfocus", before[0])

    # Keeping

    def rest(self):
        """Waits until nothing moves on the screen, and returns it as a picture."""
        picture = None
        for _ in range(40):
            before = picture
            picture = subprocess.run(["import", "-window", "root", "bmp:-"], check=True,
                                     capture_output=True).stdout
            if picture == before:
                break
            time.sleep(0.1)
        return picture

    def picture(self, path):
        run("xdotool", "mousemove", "0", "0")
        subprocess.run(["convert", "bmp:-", str(path)], input=self.rest(), check=True)

    def tree(self):
        return "\n".join(map(str, self.things()))
