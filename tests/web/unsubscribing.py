#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protects: whoever gets a notice by mail is rid of it with a link and a button, and nothing but
that changes."""

import re
import sys
import urllib.request

import web

SUBJECT = "A credential is about to expire"


def read(visit):
    """The sample candidate is told of a credential that expires soon"""
    browser = visit.browser

    address = visit.candidate.account["email"]
    mail = f"//div[a[.='{SUBJECT}'] and contains(., '{address}')]/a"

    def look():
        visit.open("demo/mail")
        return browser.all(mail)
    browser.wait(look, "no mail")
    browser.click(mail)
    browser.see("expires on")
    visit.page = re.search(r"http://\S+/unsubscribe/[\w-]+", browser.text)[0]


def unsubscribe(visit):
    """The link leads to a button, and only that unsubscribes"""
    browser = visit.browser
    browser.open(visit.page)
    visit.check("unsubscribe", "You get email about credentials that are about to expire.")
    assert "muted" not in visit.candidate.ask("v1/account")
    browser.press("Unsubscribe")
    visit.check("unsubscribed", "You Are Unsubscribed")
    assert visit.candidate.ask("v1/account")["muted"] == ["expiry"]


def subscribe(visit):
    """It can be taken back there"""
    visit.browser.press("Subscribe Again")
    visit.check("subscribed", "You get email about")
    assert "muted" not in visit.candidate.ask("v1/account")


def one_click(visit):
    """A mail reader does it by itself (RFC 8058)"""
    with urllib.request.urlopen(visit.page, b"List-Unsubscribe=One-Click") as answer:
        assert answer.status == 200
    assert visit.candidate.ask("v1/account")["muted"] == ["expiry"]


if __name__ == "__main__":
    sys.exit(web.run(sys.argv[1], [read, unsubscribe, subscribe, one_click]))
