# SPDX-License-Identifier: GPL-3.0-or-later
"""Eyes and hands for an application from outside: it is looked at through the accessibility bus, as
a screen reader does, and moved by a real pointer and keyboard."""

import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 15  # seconds until something that should show is missed


class Missing(Exception):
    """What was looked for was not on screen; says what."""


class Thing:
    """One accessible object, as it was when it was looked at."""

    def __init__(self, accessible, parent):
        self.accessible = accessible
        self.parent = parent
        self.depth = parent.depth + 1 if parent else 0
        self.role = accessible.get_role_name()
        self.name = accessible.get_name() or ""
        self.description = accessible.get_description() or ""
        self.states = {state.value_nick for state in accessible.get_state_set().get_states()}
        self.text = Atspi.Text.get_text(accessible, 0, -1) if accessible.get_text_iface() else ""
        self.box = (0, 0, 0, 0)
        if accessible.get_component_iface():
            box = accessible.get_extents(Atspi.CoordType.WINDOW)
            self.box = (box.x, box.y, box.width, box.height)

    def says(self, pattern):
        return any(pattern.search(words) for words in (self.name, self.text, self.description))

    def ancestors(self):
        thing = self.parent
        while thing:
            yield thing
            thing = thing.parent

    def __str__(self):
        x, y, width, height = self.box
        words = " ".join(repr(words) for words in (self.text, self.description) if words)
        return f"{self.role} “{self.name}” {words} {width}×{height}+{x}+{y} {' '.join(sorted(self.states))}"


def walk(accessible, parent=None):
    """What shows of an accessible object and of all below it."""
    try:
        thing = Thing(accessible, parent)
        if parent and "showing" not in thing.states:
            return
        yield thing
        for index in range(accessible.get_child_count()):
            child = accessible.get_child_at_index(index)
            if child:
                yield from walk(child, thing)
    except GLib.Error:
        pass  # it went away while it was looked at


def pattern_of(words):
    """Words stand for themselves, wherever they are; a pattern for what it matches."""
    return words if isinstance(words, re.Pattern) else re.compile(re.escape(words))


def fits(name, text):
    return name.search(text) is not None if isinstance(name, re.Pattern) else name == text


def called(name):
    return f"/{name.pattern}/" if isinstance(name, re.Pattern) else f"“{name}”"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Hands:
    """One application in a window of this size at the corner of the screen."""

    def __init__(self, size):
        self.size = size
        self.process = None

    # Beginning and ending

    def start(self, command, env, stderr):
        self.process = subprocess.Popen(command, env=env, stderr=stderr)
        window = self.wait(lambda: next(iter(self.windows()), None), "the window")
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

    def wait(self, look, what):
        """What look() returns, as soon as it is something."""
        until = time.monotonic() + PATIENCE
        while True:
            if not self.is_there():
                raise Missing(f"the application: it ended with status {self.process.returncode}")
            try:
                found = look()
            except GLib.Error:
                found = None
            if found:
                return found
            if time.monotonic() > until:
                raise Missing(what)
            time.sleep(0.05)

    def windows(self):
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()

    def things(self, within=None):
        """All that shows, in the order of the tree."""
        if within:
            return list(walk(within.accessible))
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_process_id() == self.process.pid:
                application.set_cache_mask(Atspi.Cache.NONE)
                return list(walk(application))
        return []

    def all(self, role, name=re.compile(""), within=None):
        return [thing for thing in self.things(within)
                if thing.role == role and fits(name, thing.name) and min(thing.box[2:]) > 0]

    def find(self, role, name, within=None):
        """The first thing with this role and accessible name."""
        return self.wait(lambda: self.all(role, name, within), f"a {role} named {called(name)}")[0]

    def shows(self, words, within=None):
        return any(thing.says(pattern_of(words)) for thing in self.things(within))

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
            geometry = dict(line.split("=") for line in
                            run("xdotool", "getwindowgeometry", "--shell", window).split())
            size = (int(geometry["WIDTH"]), int(geometry["HEIGHT"]))
            for popup in thing.ancestors():
                if popup.box[2:] == size and size != self.size:
                    return (x + int(geometry["X"]) - popup.box[0],
                            y + int(geometry["Y"]) - popup.box[1], width, height)
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

    # Keeping

    def rest(self):
        """Waits until nothing moves on the screen, and returns it as a picture."""
        picture = None
        for _ in range(40):
            before = picture
            picture = subprocess.run(["import", "-window", "root", "png:-"], check=True,
                                     capture_output=True).stdout
            if picture == before:
                break
            time.sleep(0.1)
        return picture

    def picture(self, path):
        run("xdotool", "mousemove", str(self.size[0] - 1), str(self.size[1] - 1))
        path.write_bytes(self.rest())

    def tree(self):
        return "\n".join(f"{'  ' * thing.depth}{thing}" for thing in self.things())
