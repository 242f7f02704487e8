# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of browser pages share: steps that speak TAP, and what holds for every page."""

import os
import pathlib
import shutil
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))

from browser import Browser
from demo import Candidate, Service

# How each page is looked at: for a desk, and in the dark on a telephone
LOOKS = {"wide": {}, "narrow": {"dark": True, "width": 360, "height": 720}}


class Visit:
    """A browser at a service with the sample. Leaves a picture of what it looked at in the folder
    that PICTURES names, if it does."""

    def __init__(self, browser, service, look):
        self.browser = browser
        self.service = service
        self.look = look
        self.candidate = Candidate(service, service.user_name, service.password)

    def open(self, path):
        self.browser.open(self.service.address + path)

    def check(self, name, *words):
        """That the page says this, fits, is named, and did nothing that its policy forbids."""
        browser = self.browser
        browser.see(*words)
        if "PICTURES" in os.environ:
            folder = pathlib.Path(os.environ["PICTURES"])
            folder.mkdir(parents=True, exist_ok=True)
            browser.picture(folder / f"{name}-{self.look}.png")
        assert browser.overflow() <= 0, f"{name} is wider than the window"
        assert not browser.unnamed(), f"{name} has no names for {browser.unnamed()}"
        refusal = f"{browser.uri} - Failed to load resource"  # the page's own status
        errors = [error for error in browser.errors()
                  if "favicon" not in error and not error.startswith(refusal)]
        assert not errors, f"{name}: {errors}"


def run(executable, steps):
    """Runs steps, functions of a Visit, once for each look; tells by TAP how they went."""
    if not shutil.which("chromedriver"):
        print("1..0 # SKIP there is no Chromium with its driver")
        return 0
    count = failed = 0
    for look, options in LOOKS.items():
        with tempfile.TemporaryDirectory(prefix="certtracker-web-") as folder:
            service = Service(executable, folder)
            try:
                with Browser(**options) as browser:
                    visit = Visit(browser, service, look)
                    for step in steps:
                        count += 1
                        try:
                            step(visit)
                            print(f"ok {count} - {step.__doc__} ({look})", flush=True)
                        except Exception as error:  # whatever it was, the others are tried
                            failed += 1
                            words = str(error).replace("\n", "\n# ")
                            print(f"not ok {count} - {step.__doc__} ({look})\n# {words}", flush=True)
            finally:
                service.stop()
    print(f"1..{count}")
    return 1 if failed else 0
