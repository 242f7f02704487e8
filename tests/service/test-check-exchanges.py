#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protects: check-exchanges.py finds what is not as promised, so that its silence means
something. Usage: test-check-exchanges.py OPENAPI"""

import base64
import contextlib
import io
import json
import pathlib
import runpy
import sys
import tempfile

openapi = sys.argv[1]
checker = runpy.run_path(pathlib.Path(__file__).with_name("check-exchanges.py"))

LOGIN = {"id": "1", "created_at": "2026-01-01T00:00:00Z", "last_used_at": "2026-01-01T00:00:00Z"}
SESSIONS = {"items": [{**LOGIN, "current": True}]}
ETAG = {"ETag": '"x"', "Content-Type": "application/json"}
PROBLEM = {"Content-Type": "application/problem+json"}


def exchange(method, path, status, headers, body):
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return {
        "test": "/test",
        "method": method,
        "path": path,
        "status": status,
        "headers": headers,
        "body": base64.b64encode(text).decode(),
    }


def complain(*exchanges):
    """What the checker says of these, apart from what was never seen."""
    with tempfile.TemporaryDirectory() as directory:
        record = pathlib.Path(directory) / "test.jsonl"
        record.write_text("".join(json.dumps(line) + "\n" for line in exchanges))
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = checker["main"](openapi, directory)
    lines = output.getvalue().splitlines()
    assert status == 1, "an incomplete record is no success"
    assert any("never seen" in line for line in lines)
    return [line for line in lines if "never seen" not in line]


without = {"items": [LOGIN]}
undocumented = {"items": [{**LOGIN, "current": True, "password": "x"}]}
wrong_time = {"items": [{**LOGIN, "current": True, "created_at": "yesterday"}]}
allow = {**PROBLEM, "Allow": "GET, HEAD, POST, DELETE"}

GOOD = [
    exchange("GET", "/v1/sessions?limit=1", 200, ETAG, SESSIONS),
    exchange("HEAD", "/v1/sessions", 200, ETAG, b""),
    exchange("GET", "/v1/sessions", 304, {"ETag": '"x"'}, b""),
    exchange("GET", "/v1/sessions", 401, {**PROBLEM, "WWW-Authenticate": "Bearer"}, {}),
    exchange("DELETE", "/v1/sessions/1", 204, {}, b""),
    exchange("PUT", "/v1/sessions", 405, allow, {"title": "No"}),
    exchange("GET", "/nothing", 404, PROBLEM, {"title": "No"}),
    exchange(None, None, 400, PROBLEM, {"detail": "No"}),
]
BAD = {
    "a member is missing": exchange("GET", "/v1/sessions", 200, ETAG, without),
    "a member too many": exchange("GET", "/v1/sessions", 200, ETAG, undocumented),
    "a date in words": exchange("GET", "/v1/sessions", 200, ETAG, wrong_time),
    "no ETag": exchange("GET", "/v1/sessions", 200, {"Content-Type": ETAG["Content-Type"]}, SESSIONS),
    "a weak ETag": exchange("GET", "/v1/sessions", 200, {**ETAG, "ETag": 'W/"x"'}, SESSIONS),
    "another type": exchange("GET", "/v1/sessions", 200, {**ETAG, "Content-Type": "text/html"}, b"x"),
    "a body in a 304": exchange("GET", "/v1/sessions", 304, {"ETag": '"x"'}, b"x"),
    "a body for HEAD": exchange("HEAD", "/v1/sessions", 200, ETAG, SESSIONS),
    "a status not promised": exchange("GET", "/v1/sessions", 202, ETAG, SESSIONS),
    "a path not promised": exchange("GET", "/v1/secrets", 200, ETAG, SESSIONS),
    "a method not promised": exchange("PUT", "/v1/sessions", 200, ETAG, SESSIONS),
    "a 405 without Allow": exchange("PUT", "/v1/sessions", 405, PROBLEM, {}),
    "a 405 that allows too little": exchange("PUT", "/v1/sessions", 405, {**allow, "Allow": "GET"}, {}),
    "a 401 that does not say how": exchange("GET", "/v1/sessions", 401, PROBLEM, {}),
    "a problem with more members": exchange("GET", "/nothing", 404, PROBLEM, {"stack": "x"}),
    "a problem as HTML": exchange("GET", "/nothing", 404, {"Content-Type": "text/html"}, b"x"),
    "an answer to noise": exchange(None, None, 200, ETAG, SESSIONS),
}

for good in GOOD:
    found = complain(good)
    assert not found, found
for name, bad in BAD.items():
    assert complain(bad), f"{name} was not found"
assert any("no exchanges" in line for line in complain()), "an empty record is no success"
print(f"{len(GOOD)} good and {len(BAD)} bad exchanges are told apart")
