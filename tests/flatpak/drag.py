# SPDX-License-Identifier: GPL-3.0-or-later
"""drag.py FILE: a small window, as of a file manager, that a file can be dragged from."""

import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

FILE = pathlib.Path(sys.argv[1])


def give(widget, context, data, info, time):
    data.set_uris([FILE.as_uri()])


window = Gtk.Window(title=FILE.name, type=Gtk.WindowType.POPUP)
window.set_default_size(160, 60)
source = Gtk.EventBox()
source.add(Gtk.Label(label=FILE.name))
source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
source.drag_source_add_uri_targets()
source.connect("drag-data-get", give)
window.add(source)
window.move(0, 0)
window.show_all()
Gtk.main()
