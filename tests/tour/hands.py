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
        self.role = accessible.get_role_name()
        self.name = accessible.get_name() or ""
        self.states = {state.value_nick for state in accessible.get_state_set().get_states()}
        self.text = ""
        if accessible.get_text_iface():
            self.text = Atspi.Text.get_text(accessible, 0, -1) or ""
        self.box = (0, 0, 0, 0)
        if accessible.get_component_iface():
            box = accessible.get_extents(Atspi.CoordType.WINDOW)
            self.box = (box.x, box.y, box.width, box.height)

    @property
    def words(self):
        return " ".join(filter(None, [self.name, self.text, self.accessible.get_description()]))

    def ancestors(self):
        thing = self.parent
        while thing:
            yield thing
            thing = thing.parent

    def __str__(self):
        x, y, width, height = self.box
        return f"{self.role} “{self.name}” {self.text!r} {width}×{height} at {x},{y} {sorted(self.states)}"


def walk(accessible, parent=None):
    """Everything that shows below accessible, and itself."""
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


def like(wanted, text):
    return wanted.search(text) if isinstance(wanted, re.Pattern) else wanted == text


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Hands:
    def __init__(self, name, size):
        self.name = name
        self.size = size
        self.process = None

    # Starting and ending

    def start(self, command, env):
        self.process = subprocess.Popen(command, env=env)
        window = self.wait(lambda: self.window_id(), "the window")
        run("xdotool", "windowsize", "--sync", window, *map(str, self.size))
        run("xdotool", "windowmove", window, "0", "0", "windowfocus", "--sync", window)

    def window_id(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."],
            capture_output=True, text=True, check=False).stdout.split()
        return found[0] if found else None

    def application(self):
        if self.process.poll() is not None:
            raise Missing(f"the application, which ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self.process.pid:
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def wait_for_end(self):
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Missing("the application's end") from None

    # Looking

    def wait(self, look, what):
        until = time.monotonic() + PATIENCE
        while True:
            try:
                found = look()
            except GLib.Error:
                found = None
            if found:
                return found
            if time.monotonic() > until:
                raise Missing(what)
            time.sleep(0.05)

    def things(self, within=None):
        application = within.accessible if within else self.application()
        return list(walk(application)) if application else []

    def find(self, role, name, within=None):
        """The thing with this role and accessible name, waited for."""
        def look():
            for thing in self.things(within):
                if thing.role == role and like(name, thing.name) and min(thing.box[2:]) > 0:
                    return thing
            return None
        return self.wait(look, f"a {role} named {name_of(name)}")

    def see(self, *texts, within=None):
        """Each of these is waited for to show in some thing's name or text."""
        for text in texts:
            pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
            self.wait(lambda: any(pattern.search(thing.words) for thing in self.things(within)),
                      f"the words {name_of(text)}")

    def see_no(self, text):
        self.wait(lambda: not any(text in thing.words for thing in self.things()),
                  f"that “{text}” goes away")

    def names(self, role, within=None):
        return [thing.name for thing in self.things(within) if thing.role == role]

    # Doing

    def click(self, role, name, within=None):
        self.find(role, name, within)
        thing = self.scroll_to(role, name, within)
        x, y, width, height = thing.box
        run("xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1")
        return thing

    def scroll_to(self, role, name, within=None):
        """Turns the wheel until the thing is in view."""
        before = None
        for _ in range(60):
            thing = self.find(role, name, within)
            pane = next((up for up in thing.ancestors() if up.role == "scroll pane"), None)
            left, top, width, height = pane.box if pane else (0, 0, *self.size)
            middle = thing.box[1] + thing.box[3] // 2
            if top + 4 < middle < top + height - 4:
                if thing.box == before or not pane:
                    return thing
            elif thing.box != before:
                wheel = "5" if middle > top else "4"
                run("xdotool", "mousemove", str(left + width // 2), str(top + height // 2),
                    "click", wheel)
            before = thing.box
            time.sleep(0.05)
        raise Missing(f"a way to scroll to the {role} named {name_of(name)}")

    def type(self, text):
        run("xdotool", "type", "--delay", "2", "--", text)

    def key(self, *keys):
        run("xdotool", "key", *keys)

    # Keeping

    def picture(self, path):
        time.sleep(0.4)  # for the eye only: let what moves come to rest
        run("import", "-window", "root", str(path))

    def tree(self):
        return "\n".join(f"{'  ' * len(list(thing.ancestors()))}{thing}" for thing in self.things())


def name_of(name):
    return f"/{name.pattern}/" if isinstance(name, re.Pattern) else f"“{name}”"
