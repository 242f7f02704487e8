# SPDX-License-Identifier: GPL-3.0-or-later
"""What shows of an application, asked over the accessibility bus as a screen reader does. Questions
are asked many at a time, since an application has hundreds of objects."""

import re
from functools import cached_property

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
PROPERTIES = "org.freedesktop.DBus.Properties"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ROLES = {2: "alert", 7: "check box", 11: "combo box", 16: "dialog", 23: "frame", 27: "image",
         29: "label", 31: "list", 32: "list item", 33: "menu", 35: "menu item", 39: "panel",
         40: "text", 42: "progress bar", 43: "button", 44: "radio button", 49: "scroll pane",
         56: "table cell", 61: "text", 62: "toggle button", 63: "tool bar", 75: "application",
         79: "entry", 82: "document", 83: "heading", 98: "grouping", 116: "static"}
SHOWING = 1 << 25  # of the states
IN_WINDOW = 1  # of the ways to count coordinates


class Bus:
    """The accessibility bus."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                     None, None, Gio.DBusCallFlags.NONE, -1).unpack()
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags)

    def ask(self, questions):
        """Answers to (name, path, interface, method, arguments); None where there is none."""
        answers = [None] * len(questions)
        waiting = set(range(len(questions)))

        def answered(connection, result, index):
            waiting.discard(index)
            try:
                answer = connection.call_finish(result).unpack()
                answers[index] = answer[0] if len(answer) == 1 else answer
            except GLib.Error:
                pass  # it went away meanwhile, or has nothing of the kind

        for index, (name, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(name, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, -1, None, answered, index)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers

    def applications(self):
        """The roots of all applications' objects, each with the process that they come from."""
        for name, path in self.ask([(*REGISTRY, ACCESSIBLE, "GetChildren", None)])[0] or []:
            owner, = self.ask([("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                GLib.Variant("(s)", (name,)))])
            yield owner, Thing(self, name, path)

    def application(self, pid):
        """The root of a process's objects, if it is there."""
        return next((root for owner, root in self.applications() if owner == pid), None)


class Thing:
    """One accessible object; what is asked for once is not asked for again."""

    def __init__(self, bus, name, path, parent=None):
        self.bus = bus
        self.where = (name, path)
        self.parent = parent
        self.role = self.name = ""
        self.children = []

    def again(self):
        """The same object, of which nothing was asked yet."""
        return Thing(self.bus, *self.where, self.parent)

    def ask(self, interface, method, arguments=None):
        return self.bus.ask([(*self.where, interface, method, arguments)])[0]

    @cached_property
    def description(self):
        return self.ask(PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Description"))) or ""

    @cached_property
    def text(self):
        """What is written in it, for something to write in."""
        return self.ask("org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, -1))) or ""

    @cached_property
    def box(self):
        """Left, top, width, height, in the window."""
        return self.ask("org.a11y.atspi.Component", "GetExtents",
                        GLib.Variant("(u)", (IN_WINDOW,))) or (0, 0, 0, 0)

    def ancestors(self):
        thing = self.parent
        while thing:
            yield thing
            thing = thing.parent

    def walk(self):
        """Itself and all below it that shows, in the order of the tree."""
        level = self.look([self])
        while level:
            level = self.look([child for thing in level for child in thing.children])
        return list(self.flat())

    def look(self, things):
        """Asks what these are, and returns those that show, with their children."""
        name = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
        answers = self.bus.ask([question for thing in things for question in (
            (*thing.where, ACCESSIBLE, "GetState", None),
            (*thing.where, ACCESSIBLE, "GetRole", None),
            (*thing.where, PROPERTIES, "Get", name),
            (*thing.where, ACCESSIBLE, "GetChildren", None))])
        showing = []
        for thing, state, role, name, children in zip(things, *(answers[i::4] for i in range(4))):
            if not state or (thing.parent and not state[0] & SHOWING):
                thing.children, thing.role = [], ""
                continue
            thing.role, thing.name = ROLES.get(role, f"role {role}"), name or ""
            thing.children = [Thing(self.bus, *where, thing) for where in children or []]
            showing.append(thing)
        return showing

    def flat(self):
        if self.role:
            yield self
        for child in self.children:
            yield from child.flat()

    def __str__(self):
        depth = len(list(self.ancestors()))
        words = " ".join(repr(words) for words in (self.text, self.description) if words)
        return f"{'  ' * depth}{self.role} “{self.name}” {words} {self.box}"


def fits(name, text):
    """A name stands for itself, a pattern for what it matches."""
    return name.search(text) is not None if isinstance(name, re.Pattern) else name == text


def called(name):
    return f"/{name.pattern}/" if isinstance(name, re.Pattern) else f"“{name}”"
