# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop does for an application: opens links with it and for it, and shows its notices."""

import os
import pathlib
import subprocess

from gi.repository import Gio, GLib

HOME = pathlib.Path(os.environ["HOME"])
OPENED = HOME / "opened-uri"

NOTIFICATIONS = """
<node><interface name='org.freedesktop.Notifications'>
  <method name='GetCapabilities'><arg type='as' direction='out'/></method>
  <method name='GetServerInformation'>
    <arg type='s' direction='out'/><arg type='s' direction='out'/>
    <arg type='s' direction='out'/><arg type='s' direction='out'/>
  </method>
  <method name='Notify'>
    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
    <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>
    <arg type='u' direction='out'/>
  </method>
  <method name='CloseNotification'><arg type='u' direction='in'/></method>
  <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
  <signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
</interface></node>"""


def install_handlers(**handlers):
    """Who opens which scheme, by the names of desktop files."""
    lines = [f"x-scheme-handler/{scheme}={file}" for scheme, file in handlers.items()]
    (HOME / ".config/mimeapps.list").write_text("\n".join(["[Default Applications]", *lines, ""]))


def install():
    """A browser, which writes down what it is to open, and CertTracker for its own links."""
    browser = HOME / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{OPENED}.new"\nmv "{OPENED}.new" "{OPENED}"\n')
    browser.chmod(0o755)
    folder = HOME / ".local/share/applications"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tour-browser.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Browser\nExec={browser} %u\n"
        "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
    install_handlers(http="tour-browser.desktop", https="tour-browser.desktop",
                     certtracker="org.example.CertTracker.desktop")


def opened_uri():
    """What the browser was asked to open since this was last asked."""
    if not OPENED.exists():
        return None
    uri = OPENED.read_text()
    OPENED.unlink()
    return uri


def open_link(uri, environment):
    """As a browser or a mail program does, when a link is clicked."""
    subprocess.run(["gio", "open", uri], env=environment, check=True, capture_output=True)


class Notice:
    def __init__(self, number, title, body):
        self.number = number
        self.title = title
        self.body = body

    def __repr__(self):
        return f"“{self.title}: {self.body}”"


class Notices:
    """What was told on the desktop. It is taken in while the bus is listened to."""

    def __init__(self):
        self.told = []
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0]
        self.connection.register_object("/org/freedesktop/Notifications", interface, self.called)
        Gio.bus_own_name_on_connection(self.connection, "org.freedesktop.Notifications",
                                       Gio.BusNameOwnerFlags.NONE, None, None)

    def called(self, connection, sender, path, interface, method, arguments, invocation):
        answer = None
        if method == "Notify":
            _, _, _, title, body, _, _, _ = arguments.unpack()
            self.told.append(Notice(len(self.told) + 1, title, body))
            answer = GLib.Variant("(u)", (len(self.told),))
        elif method == "GetCapabilities":
            answer = GLib.Variant("(as)", (["actions", "body"],))
        elif method == "GetServerInformation":
            answer = GLib.Variant("(ssss)", ("tour", "tour", "1", "1.2"))
        invocation.return_value(answer)

    def find(self, title, words):
        return next((notice for notice in self.told
                     if notice.title == title and words in notice.body), None)

    def click(self, title, words):
        self.connection.emit_signal(None, "/org/freedesktop/Notifications",
                                    "org.freedesktop.Notifications", "ActionInvoked",
                                    GLib.Variant("(us)", (self.find(title, words).number, "default")))
