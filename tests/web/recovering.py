#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protects: who forgot the password gets back in with nothing but a browser and the mail."""

import re
import sys

import web

PASSWORD = "a new and longer password"


def ask(visit):
    """A mail is asked for, and the answer tells nobody whether there is such an account"""
    visit.open("recover")
    visit.check("recover")
    visit.browser.fill("name", visit.service.user_name)
    visit.browser.press("Set a New Password")
    visit.check("asked", "Look into Your Mail")


def find_mail(visit):
    """The mail is there, with a link that opens a page"""
    def look():
        visit.open("demo/mail")
        return visit.browser.all("//a[contains(., 'Set a new password')]")
    visit.browser.wait(look, "no mail")
    visit.browser.click("//a[contains(., 'Set a new password')]")
    visit.browser.press("Set a New Password")


def set_password(visit):
    """The page sets a new password, or gives the code to the application"""
    browser = visit.browser
    visit.check("new-password", "10 characters")
    code = browser.uri.rpartition("/")[2]
    assert browser.link("Do This in CertTracker") == f"certtracker:recover?code={code}"
    browser.fill("password", PASSWORD)
    browser.press("Set Password")
    visit.check("password-set", "Your Password Is Set")
    web.Candidate(visit.service, visit.service.user_name, PASSWORD)

    visit.open(f"recover/{code}")
    browser.see("Ask for Another")


if __name__ == "__main__":
    sys.exit(web.run(sys.argv[1], [ask, find_mail, set_password]))
