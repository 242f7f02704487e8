#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each command and option that a program explains is in its man page, and none is there besides."""

import pathlib
import re
import subprocess
import sys

APPLICATION, SERVICE, ROOT = sys.argv[1:]
MAN = pathlib.Path(ROOT) / "data/man"


def explain(*command):
    return subprocess.run([*command, "--help"], check=True, capture_output=True, text=True).stdout


def options(words):
    return set(re.findall(r"(?<![\w-])--([a-z][a-z-]*)", words))


def check(page, explained, commands=()):
    source = (MAN / page).read_text()
    documented = set(re.findall(r"\bFl -([a-z][a-z-]*)", source))
    expected = options(explained) | {"help", "version"}
    missing = [f"--{option}" for option in sorted(expected - documented)]
    missing += [command for command in commands
                if not re.search(rf"^\.It (Xo\n\.)?Cm {command}\b", source, re.MULTILINE)]
    unknown = sorted(documented - expected - {"help-all", "gapplication-service"})
    for name in missing:
        print(f"data/man/{page} does not explain {name}.")
    for name in unknown:
        print(f"data/man/{page} explains --{name}, which the program does not know.")
    return not missing and not unknown


def main():
    usage = explain(SERVICE)
    commands = re.findall(r"^  ([a-z-]+) ", usage, re.MULTILINE)
    assert commands, usage
    help_of_commands = "".join(explain(SERVICE, command) for command in commands)
    good = check("certtracker.1", explain(APPLICATION))
    good = check("certtracker-service.8", usage + help_of_commands, commands) and good
    sys.exit(0 if good else 1)


main()
