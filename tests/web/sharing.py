#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protects: whom credentials were forwarded to sees with nothing but a browser whether they are
real and valid, and that what was withdrawn is."""

import json
import sys
import urllib.request

import web

RECIPIENT = "eva@example.org"


def share(visit):
    """The mail of a share opens a page with the credential and its certificate"""
    visit.credential = next(one for one in visit.candidate.list("credentials")
                            if one["state"] == "active")
    request = urllib.request.Request(visit.service.address + "v1/shares", json.dumps(
        {"credential_ids": [visit.credential["id"]], "recipients": [RECIPIENT],
         "message": "See <b>what</b> I hold", "shows_contact": True, "days": 30}).encode())
    request.add_header("Authorization", f"Bearer {visit.candidate.token}")
    request.add_header("Content-Type", "application/json")
    request.add_header("Idempotency-Key", '"web"')
    with urllib.request.urlopen(request) as answer:
        visit.share = json.load(answer)["id"]

    browser = visit.browser

    def look():
        visit.open("demo/mail")
        return browser.all(f"//a[contains(., '{visit.candidate.account['name']}')]")
    browser.wait(look, "no mail")
    browser.click(f"//a[contains(., '{visit.candidate.account['name']}')]")
    visit.page = browser.run("return [...document.links].find((one) => "
                             "one.href.includes('/share/')).href")
    browser.open(visit.page)
    visit.check("share", visit.credential["title"], visit.credential["number"],
                "See <b>what</b> I hold", visit.candidate.account["email"])
    certificate = browser.run("return [...document.links].find((one) => "
                              "one.href.includes('/certificate')).href")
    with urllib.request.urlopen(certificate) as answer:
        assert answer.read(5) == b"%PDF-"


def withdraw(visit):
    """What was withdrawn is not shown any more, and the page says so"""
    visit.candidate.ask(f"v1/shares/{visit.share}", "DELETE")
    visit.browser.open(visit.page)
    visit.browser.see("withdrawn")
    assert visit.credential["number"] not in visit.browser.text
    visit.browser.errors()  # that it is gone is one
    visit.check("withdrawn")


def verify(visit):
    """The code on a certificate tells whether it is valid, and a wrong one that it is not"""
    browser = visit.browser
    visit.open("no/such/page")
    browser.see("There Is Nothing Here")
    browser.errors()  # 404 is one
    visit.check("nothing-here")
    visit.open("")
    visit.check("front", "CertTracker application")
    browser.click("//a[contains(., 'Verify a Credential')]")
    visit.check("verify")
    browser.fill("code", visit.credential["verification_code"].lower())
    browser.press("Check")
    visit.check("verified", visit.credential["title"], visit.credential["number"])

    visit.open("verify")
    browser.fill("code", "AAAA-BBBB-CCCC-DDDD")
    browser.press("Check")
    browser.see("No Such Credential")
    browser.errors()  # 404 is one
    visit.check("not-verified")


if __name__ == "__main__":
    sys.exit(web.run(sys.argv[1], [share, withdraw, verify]))
