#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each icon that is named is there, and each that is there is named: a missing one shows as
a broken image that no other test sees. Usage: check-icons.py SOURCE_ROOT"""

import pathlib
import re
import sys
import xml.etree.ElementTree

root = pathlib.Path(sys.argv[1])
NAME = re.compile(r'"([a-z0-9-]+-symbolic)"')

named = {}
for path in [*root.glob("src/**/*.c"), *root.glob("data/ui/*.blp")]:
    for name in NAME.findall(path.read_text()):
        named.setdefault(name, path)

resources = xml.etree.ElementTree.parse(root / "data/certtracker.gresource.xml")
registered = {pathlib.PurePath(file.text).stem for file in resources.iter("file")}
drawn = {path.stem for path in root.glob("data/icons/scalable/actions/*.svg")}
theme = {path.stem for path in pathlib.Path("/usr/share/icons/Adwaita").rglob("*-symbolic.svg")}

complaints = [
    f"{path}: {name} is not there"
    for name, path in sorted(named.items())
    if name not in registered and name not in theme and (theme or name.startswith("ct-"))
]
complaints += [f"{name} is drawn but not in the resources" for name in sorted(drawn - registered)]
complaints += [f"{name} is drawn but nothing names it" for name in sorted(drawn - named.keys())]
if not named:
    complaints.append(f"{root}: no icon is named at all")

print("\n".join(complaints) or f"{len(named)} icons are named, and all are there")
sys.exit(1 if complaints else 0)
