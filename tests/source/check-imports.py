#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports run downwards only, so that each folder of src/ can be read, tested and moved
without those that stand on it. Usage: check-imports.py SOURCE_ROOT"""

import pathlib
import re
import sys

MAY_IMPORT = {
    "model": "",
    "service": "model",
    "client": "model",
    "document": "model",
    "widgets": "client document model",
    "pages": "widgets client document model",
    "app": "pages widgets client document model",
}
GENERATED = re.compile(r"(config|[a-z-]*-(enum-types|enums|resources|shell-search))\.h")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')

source = pathlib.Path(sys.argv[1]) / "src"
files = sorted(source.rglob("*.[ch]"))
complaints = []

for path in files:
    folder = path.relative_to(source).parts[0]
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if not match or GENERATED.fullmatch(pathlib.PurePath(match[1]).name):
            continue
        target = match[1].split("/")[0]
        if not (source / match[1]).is_file():
            reason = "is not a path from src/"
        elif target != folder and target not in MAY_IMPORT.get(folder, "").split():
            reason = f"{folder}/ may not import {target}/"
        else:
            continue
        complaints.append(f"{path}:{number}: {match[1]}: {reason}")

unknown = {path.name for path in source.iterdir() if path.is_dir()} - MAY_IMPORT.keys()
complaints += [f"{source / name}: a folder that has no place in the order" for name in unknown]
if not files:
    complaints.append(f"{source}: no sources there")

print("\n".join(complaints) or f"{len(files)} files import downwards only")
sys.exit(1 if complaints else 0)
