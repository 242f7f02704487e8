# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Chromium without a screen, driven by WebDriver's plain HTTP."""

import base64
import json
import re
import subprocess
import time
import urllib.error
import urllib.request

PATIENCE = 15  # seconds until something that should be there is missed
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver names one

# As it is said where a browser cannot be locked up any further, in a container
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
             "--no-first-run", "--disable-background-networking", "--hide-scrollbars"]


class Failed(Exception):
    """What the browser did not do; says what."""


class Browser:
    """One window; `with Browser() as browser`. Its clock and network are those of the computer."""

    def __init__(self, dark=False, width=1000, height=800):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        started = next(line for line in self.driver.stdout if "success" in line)
        port = re.search(r"on port (\d+)", started)[1]
        self.address = f"http://127.0.0.1:{port}"
        self.session = None
        self.session = self.ask("POST", "/session", capabilities={"alwaysMatch": {
            "browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"args": [*ARGUMENTS, f"--window-size={width},{height}"]}}})[
                "sessionId"]
        # A window may not be as narrow as a telephone, but what it shows may.
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        try:
            self.ask("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.driver.stdout.close()

    def ask(self, method, path, **body):
        address = self.address + (f"/session/{self.session}" if self.session else "") + path
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"},
                                         method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Failed(json.load(error)["value"]["message"]) from error

    def command(self, name, **parameters):
        """One of Chromium's own."""
        return self.ask("POST", "/goog/cdp/execute", cmd=name, params=parameters)

    # Looking

    def run(self, script, *arguments):
        """What a script returns that is run from outside, past the page's policy."""
        return self.ask("POST", "/execute/sync", script=script, args=list(arguments))

    def wait(self, look, what):
        until = time.monotonic() + PATIENCE
        while not (found := look()):
            if time.monotonic() > until:
                raise Failed(f"{what} on the page {self.uri}:\n{self.text}")
            time.sleep(0.05)
        return found

    @property
    def uri(self):
        return self.ask("GET", "/url")

    @property
    def text(self):
        """All that is read on the page."""
        return self.run("return document.body ? document.body.innerText : ''")

    def see(self, *all_words):
        for words in all_words:
            self.wait(lambda: words in self.text, f"no “{words}”")

    def all(self, path):
        """Elements by XPath."""
        return self.ask("POST", "/elements", using="xpath", value=path)

    def find(self, path):
        return self.wait(lambda: self.all(path), f"no {path}")[0]

    def link(self, words):
        """Where the link with these words leads."""
        return self.run("return arguments[0].getAttribute('href')",
                        self.find(f"//a[normalize-space()='{words}']"))

    def errors(self):
        """What the browser complained about since it was last asked, such as what the page's
        policy forbids."""
        return [entry["message"] for entry in self.ask("POST", "/se/log", type="browser")
                if entry["level"] in ("SEVERE", "WARNING")]

    def overflow(self):
        """By how many pixels the page is wider than the window."""
        root = "document.documentElement"
        return self.run(f"return {root}.scrollWidth - {root}.clientWidth")

    def unnamed(self):
        """Fields and buttons that have no name for those who do not see them."""
        return self.run("""
            return [...document.querySelectorAll('button, a, select, textarea, input')].filter(
              (one) => one.type !== 'hidden' && !one.labels?.length && !one.innerText.trim()
                       && !one.ariaLabel).map((one) => one.outerHTML)""")

    def picture(self, path):
        """The whole page, however long."""
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True,
                            clip={**size, "scale": 1})
        path.write_bytes(base64.b64decode(shot["data"]))

    # Doing

    def open(self, uri):
        self.ask("POST", "/url", url=uri)

    def click(self, path):
        self.ask("POST", f"/element/{self.find(path)[ELEMENT]}/click")

    def press(self, words, within=""):
        """The button or link with these words."""
        self.click(f"{within}//*[self::button or self::a][normalize-space()='{words}']")

    def fill(self, name, text):
        """Types into the field of that name, instead of what was there."""
        element = self.find(f"//*[@name='{name}']")[ELEMENT]
        self.ask("POST", f"/element/{element}/clear")
        self.ask("POST", f"/element/{element}/value", text=text)

    def choose(self, name, value):
        """An option of a select; None is the first."""
        option = "1" if value is None else f"@value='{value}'"
        self.click(f"(//select[@name='{name}'])[1]/option[{option}]")
