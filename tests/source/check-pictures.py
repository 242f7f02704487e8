#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures that the metainfo names are there, as software centers ask for them: at most 1000x700
and transparent around the window. Usage: check-pictures.py SOURCE_ROOT"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

RED_GREEN_BLUE_ALPHA = 6

root = pathlib.Path(sys.argv[1])
metainfo = ElementTree.parse(root / "data/org.example.CertTracker.metainfo.xml.in")
names = {image.text for image in metainfo.iter("image")}
kept = {path.name for path in root.glob("docs/images/*.png")}

complaints = [f"docs/images/{name} is not there" for name in sorted(names - kept)]
complaints += [f"docs/images/{name} is shown nowhere" for name in sorted(kept - names)]
for name in sorted(names & kept):
    head = (root / "docs/images" / name).read_bytes()[:26]
    width, height, kind = (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big"),
                           head[25])
    if width > 1000 or height > 700 or kind != RED_GREEN_BLUE_ALPHA:
        complaints.append(f"docs/images/{name} is {width}x{height}, of kind {kind}")
if not names:
    complaints.append("the metainfo names no picture")

print("\n".join(complaints) or f"{len(names)} pictures are named, and all are there")
sys.exit(1 if complaints else 0)
