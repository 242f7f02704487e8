#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each header compiles alone, so that nobody has to know what to include before it. One that
its own source includes first has shown that by being built; the others are compiled here.
Usage: check-headers.py SOURCE_ROOT BUILD_ROOT"""

import concurrent.futures
import json
import pathlib
import re
import shlex
import subprocess
import sys

source = pathlib.Path(sys.argv[1]) / "src"
build = pathlib.Path(sys.argv[2])

# The headers of a folder see what all of its sources see.
compiler = {}
flags = {}
for command in json.loads((build / "compile_commands.json").read_text()):
    file = (build / command["file"]).resolve()
    if file.is_relative_to(source.resolve()):
        folder = file.relative_to(source.resolve()).parts[0]
        words = shlex.split(command["command"])
        compiler[folder] = words[: next(i for i, word in enumerate(words) if word[0] == "-")]
        flags.setdefault(folder, {}).update(
            dict.fromkeys(word for word in words if word.startswith(("-I", "-D", "-std", "-pthread")))
        )


def is_proven(header):
    own = header.with_suffix(".c")
    if not own.is_file():
        return False
    includes = re.findall(r'^#include [<"](.+)[>"]', own.read_text(), re.M)
    return [name for name in includes if name != "config.h"][:1] == [str(header.relative_to(source))]


def complaint(header):
    folder = header.relative_to(source).parts[0]
    if folder not in flags:
        return f"{header}: nothing in {folder}/ is compiled"
    text = f'#include "{header.relative_to(source)}"\n'
    result = subprocess.run(
        [*compiler[folder], *flags[folder], "-x", "c", "-fsyntax-only", "-"],
        cwd=build,
        input=text,
        text=True,
        capture_output=True,
    )
    return result.stderr if result.returncode else None


headers = sorted(source.rglob("*.h"))
alone = [header for header in headers if not is_proven(header)]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    complaints = [text for text in pool.map(complaint, alone) if text]
if not headers:
    complaints.append(f"{source}: no headers there")

print("\n".join(complaints) or f"{len(headers)} headers compile alone, {len(alone)} of them tried here")
sys.exit(1 if complaints else 0)
