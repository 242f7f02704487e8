#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever can fail in libsecret is given a place for its error: where the bus has no keyring,
libsecret looks into an error that it was not given, and crashes. libsecret's headers say which
argument that is. Usage: check-libsecret.py SOURCE_ROOT INCLUDE_FOLDER"""

import pathlib
import re
import sys

root, include = map(pathlib.Path, sys.argv[1:])
DECLARATION = re.compile(r"\b(secret_\w+)\s*\(([^();]*\bGError\s*\*\*[^();]*)\)")
CALL = re.compile(r"\b(secret_\w+)\s*\(")


def arguments(text):
    """The arguments of a call, of which TEXT is what follows its opening parenthesis."""
    depth = 0
    found = [""]
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if depth < 0:
            break
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return [argument.strip() for argument in found]


place = {}
for header in include.glob("libsecret-1/libsecret/*.h"):
    for name, parameters in DECLARATION.findall(header.read_text()):
        place[name] = next(i for i, each in enumerate(parameters.split(",")) if "GError" in each)

complaints = []
calls = 0
for path in [*root.glob("src/**/*.[ch]"), *root.glob("tests/**/*.[ch]")]:
    text = path.read_text()
    for call in CALL.finditer(text):
        if call[1] in place:
            calls += 1
            if arguments(text[call.end() :])[place[call[1]]] in ("NULL", "0", "nullptr"):
                line = text.count("\n", 0, call.start()) + 1
                complaints.append(f"{path}:{line}: {call[1]}() without a place for its error")
if not calls:
    complaints.append(f"{root}: no call of libsecret was found, or {include} does not declare it")

print("\n".join(complaints) or f"{calls} calls of libsecret, each with a place for its error")
sys.exit(1 if complaints else 0)
