# SPDX-License-Identifier: GPL-3.0-or-later
"""The service with the sample, for tests that come from outside."""

import json
import subprocess
import urllib.request


class Service:
    """certtracker-service with a folder of its own, at the same address however often it starts."""

    def __init__(self, executable, folder):
        self.command = [executable, "serve", "--demo", "--exit-with-stdin", "--data-dir", folder]
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        said = json.loads(self.process.stdout.readline())
        self.address = said["uri"]
        self.user_name = said["user_name"]
        self.password = said["password"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)


class Candidate:
    """What the service knows about somebody, asked for past the application."""

    def __init__(self, service, user_name, password):
        self.address = service.address
        self.token = None
        self.token = self.ask("v1/sessions", "POST", user_name=user_name, password=password,
                              device="a test")["access_token"]
        self.account = self.ask("v1/account")

    def ask(self, path, method="GET", **body):
        return json.loads(self.read(path, method, **body) or "null")

    def read(self, path, method="GET", **body):
        request = urllib.request.Request(self.address + path, method=method)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        data = json.dumps(body).encode() if body else None
        with urllib.request.urlopen(request, data) as answer:
            return answer.read()

    def change(self, **members):
        """Changes the account as another device would."""
        request = urllib.request.Request(self.address + "v1/account")
        request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request) as answer:
            etag = answer.headers["ETag"]
        request = urllib.request.Request(self.address + "v1/account", json.dumps(members).encode(),
                                         method="PATCH")
        request.add_header("Content-Type", "application/json")
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("If-Match", etag)
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    def list(self, path):
        """All items of a collection, page by page."""
        items, cursor = [], ""
        while cursor is not None:
            page = self.ask(f"v1/{path}?limit=100{cursor}")
            items += page["items"]
            cursor = f"&cursor={page['next_cursor']}" if page.get("next_cursor") else None
        return items
