#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every answer that the tests of the service had is one that docs/openapi.yaml promises, and
everything that it promises was seen, but for the paths that no test asks for yet.
Usage: check-exchanges.py OPENAPI DIRECTORY [PATH...]"""

import base64
import functools
import gzip
import json
import pathlib
import re
import sys

import jsonschema
import yaml

METHODS = ("get", "post", "put", "patch", "delete")
# What any request can be answered, whatever its path: it is too big, too slow, or no HTTP.
ANYWHERE = {400, 408, 413, 414, 417, 431, 501, 505}

# Pages for browsers, which the document leaves out.
PAGES = ("/demo/", "/unsubscribe/", "/vue/")


class Contract:
    """What an OpenAPI document promises."""

    def __init__(self, document):
        self.document = document
        self.paths = [
            (re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path)), path, operations)
            for path, operations in sorted(document["paths"].items(), key=lambda i: "{" in i[0])
        ]

    def resolve(self, thing):
        while "$ref" in thing:
            target = self.document
            for part in thing["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            thing = target
        return thing

    def schema_errors(self, schema, value):
        formats = jsonschema.FormatChecker(formats=())
        formats.checks("date-time")(
            lambda text: re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text) is not None
        )
        whole = {**schema, "components": self.document["components"]}
        validator = jsonschema.Draft202012Validator(whole, format_checker=formats)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    def find(self, path):
        for pattern, name, operations in self.paths:
            if pattern.fullmatch(path):
                return name, operations
        return None, None

    def problem_errors(self, exchange):
        if exchange.method == "HEAD":
            return ["it has content"] if exchange.body else []
        if exchange.type != "application/problem+json":
            return [f"a problem as {exchange.type}"]
        problem = {"$ref": "#/components/schemas/Problem"}
        return self.schema_errors(problem, json.loads(exchange.content))


class Exchange:
    """A request and its answer, from a line of the record."""

    def __init__(self, line):
        record = json.loads(line)
        self.test = record["test"]
        self.method = record["method"]
        self.path = record["path"] and record["path"].split("?")[0]
        self.status = record["status"]
        self.headers = {name.lower(): value for name, value in record["headers"].items()}
        self.type = self.headers.get("content-type")
        self.body = base64.b64decode(record["body"])

    @property
    def content(self):
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    def __str__(self):
        return f"{self.test}: {self.method} {self.path}: {self.status}"


def check_allow(exchange, operations):
    promised = {method.upper() for method in METHODS if method in operations}
    if "GET" in promised:
        promised.add("HEAD")
    allowed = set(exchange.headers.get("allow", "").replace(" ", "").split(","))
    if allowed != promised:
        return [f"allows {sorted(allowed)}, not {sorted(promised)}"]
    return []


def check_content(contract, exchange, content):
    if not content:
        return ["it has content"] if exchange.body else []
    if exchange.method == "HEAD":
        return ["it has content"] if exchange.body else []
    if exchange.type not in content:
        return [f"{exchange.type} is not promised"]
    if exchange.type.endswith("json"):
        return contract.schema_errors(content[exchange.type]["schema"], json.loads(exchange.content))
    return []


def check_headers(contract, exchange, headers):
    for name, header in headers.items():
        header = contract.resolve(header)
        value = exchange.headers.get(name.lower())
        if value is None and header.get("required"):
            yield f"has no {name}"
        elif value is not None:
            for error in contract.schema_errors(header["schema"], value):
                yield f"{name}: {error}"


def check(contract, exchange, seen):
    """What is wrong with an exchange. Adds what was promised and kept to seen."""
    if not exchange.method or not exchange.path:
        if exchange.status not in ANYWHERE:
            return ["no answer to what is no request"]
        return contract.problem_errors(exchange)

    if exchange.path.startswith(PAGES):
        return []

    path, operations = contract.find(exchange.path)
    if exchange.status in ANYWHERE and exchange.type == "application/problem+json":
        return contract.problem_errors(exchange)
    if path is None:
        if exchange.status != 404:
            return ["an answer on a path that is not promised"]
        return contract.problem_errors(exchange)

    method = "get" if exchange.method == "HEAD" else exchange.method.lower()
    if method not in operations:
        if exchange.status != 405:
            return ["an answer to a method that is not promised"]
        return contract.problem_errors(exchange) + check_allow(exchange, operations)

    responses = operations[method]["responses"]
    status = str(exchange.status)
    if status not in responses:
        status = status[0] + "XX"
    if status not in responses:
        return ["a status that is not promised"]

    seen.add((method, path, status))
    if exchange.status == 401 and not exchange.headers.get("www-authenticate", "").startswith(
        "Bearer"
    ):
        if operations[method].get("security") != []:
            return ["a 401 that does not say how to sign in"]
    response = contract.resolve(responses[status])
    return [
        *check_headers(contract, exchange, response.get("headers", {})),
        *check_content(contract, exchange, response.get("content", {})),
    ]


def promised(contract):
    for _, path, operations in contract.paths:
        for method in METHODS:
            operation = operations.get(method, {})
            public = operation.get("security") == []
            for status in operation.get("responses", {}):
                if not status.startswith("5") and not (public and status == "4XX"):
                    yield method, path, status


@functools.cache
def load(openapi):
    return Contract(yaml.safe_load(pathlib.Path(openapi).read_text()))


def main(openapi, directory, *untried):
    contract = load(openapi)
    lines = [
        line
        for file in sorted(pathlib.Path(directory).glob("*.jsonl"))
        for line in file.read_text().splitlines()
    ]
    seen = set()
    complaints = [
        f"{exchange}: {fault}"
        for exchange in map(Exchange, lines)
        for fault in check(contract, exchange, seen)
    ]
    complaints += [
        f"{method.upper()} {path}: {status} was never seen"
        for method, path, status in promised(contract)
        if (method, path, status) not in seen and path not in untried
    ]
    complaints += [
        f"{path}: this is tried, and need not be excepted"
        for path in untried
        if any(path == tried for _, tried, _ in seen)
    ]
    if not lines:
        complaints.append(f"{directory}: no exchanges there")

    print("\n".join(complaints) or f"{len(lines)} exchanges are as promised")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
