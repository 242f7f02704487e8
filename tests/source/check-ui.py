#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each Blueprint file has to say, since what happens when it says nothing is wrong: where a
shortcut works; whether a list is one stop of the Tab key or each of its rows is one, as in a form;
and on a page or in a dialog, when the service cannot be reached.
Usage: check-ui.py SOURCE_ROOT"""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
OBJECT = re.compile(r"\b(ShortcutController|ListBox|ListView|GridView)(?: \w+)? \{")
SAYS = {"ShortcutController": "scope", "ListBox": "tab-behavior", "ListView": "tab-behavior",
        "GridView": "tab-behavior"}
TELLS_OFFLINE = re.compile(r"\$Ct(Faces|OfflineBanner|ProfileForm)\b")
NEEDS_NO_SERVICE = {"help-dialog", "preferences-dialog"}
SIGNED_OUT = {"first-time-dialog", "newcomer-page", "recovery-dialog", "sign-in-page"}


def own_text(text, start):
    """What stands between the braces of an object, without the objects in it."""
    depth, own = 1, []
    for char in text[start:]:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            break
        if depth == 1:
            own.append(char)
    return "".join(own)


found = 0
complaints = []
for path in sorted(root.glob("data/ui/*.blp")):
    text = path.read_text()
    is_place = path.stem.endswith(("-page", "-dialog")) and (
        path.stem not in SIGNED_OUT | NEEDS_NO_SERVICE
    )
    if is_place and not TELLS_OFFLINE.search(text):
        complaints.append(f"{path.relative_to(root)}: does not say that the service is out of reach")
    for match in OBJECT.finditer(text):
        found += 1
        name = SAYS[match[1]]
        if not re.search(rf"^\s*{name}:", own_text(text, match.end()), re.MULTILINE):
            line = text.count("\n", 0, match.start()) + 1
            complaints.append(f"{path.relative_to(root)}:{line}: {match[1]} without its {name}")
if not found:
    complaints.append(f"{root}: there is nothing to look at")

print("\n".join(complaints) or f"{found} lists and controllers say what they have to")
sys.exit(1 if complaints else 0)
