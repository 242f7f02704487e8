# SPDX-License-Identifier: GPL-3.0-or-later
"""What the application needs around it: a keyring, a person's settings."""

import os
import pathlib
import subprocess

HOME = pathlib.Path(os.environ["HOME"])

# There is no desktop to say it: a font, and no frame around the window, as when it is maximized.
SETTINGS = "[Settings]\ngtk-font-name=Inter 11\n"
STYLE = "window.solid-csd { border: none; padding: 0; margin: 0; border-radius: 0; box-shadow: none; }\n"


def furnish():
    """A home with a desktop's settings and an unlocked keyring."""
    folder = HOME / ".config/gtk-4.0"
    folder.mkdir(parents=True)
    (folder / "settings.ini").write_text(SETTINGS)
    (folder / "gtk.css").write_text(STYLE)
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"],
                   input=b"open sesame", stdout=subprocess.DEVNULL, check=True)


def environment(prefix, dark=False):
    """What an installed application finds set, on a computer in Stockholm."""
    data = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
    env = dict(os.environ, PATH=f"{prefix}/bin:{os.environ['PATH']}",
               XDG_DATA_DIRS=f"{prefix}/share:{data}", GSETTINGS_BACKEND="keyfile",
               TZ="Europe/Stockholm")
    if dark:
        env["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    return env
