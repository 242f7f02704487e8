#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protects: the link in the mail makes an account with nothing but a browser, once."""

import sys

import web

ADDRESS = "nadia@example.org"
PASSWORD = "a new and long one"


def ask(visit):
    """A mail leads to a page that asks who they are"""
    visit.candidate.ask("v1/enrolments", "POST", email=ADDRESS)

    def look():
        visit.open("demo/mail")
        return visit.browser.all("//a[contains(., 'Create your CertTracker account')]")
    visit.browser.wait(look, "no mail")
    visit.browser.click("//a[contains(., 'Create your CertTracker account')]")
    visit.browser.press("Create the Account")
    visit.check("enrol", "Given name", "Terms of Use", "Privacy Notice")
    code = visit.browser.uri.rpartition("/")[2]
    assert visit.browser.link("Do This in CertTracker") == f"certtracker:enrol?code={code}"


def refused(visit):
    """What is wrong is said, and what was typed is still there"""
    browser = visit.browser
    browser.fill("given_name", "Nadia")
    browser.fill("family_name", "Newcomer")
    browser.fill("user_name", visit.service.user_name)
    browser.fill("password", PASSWORD)
    browser.click("//input[@name='accepts']")
    browser.press("Create Account")
    visit.check("enrol-refused", "Somebody else has this user name.")
    assert browser.all("//input[@name='given_name' and @value='Nadia']")
    assert browser.all("//input[@name='accepts' and @checked]")


def admitted(visit):
    """The account is there, and the link has ended"""
    browser = visit.browser
    link = browser.uri.rpartition("/")[2]
    browser.fill("user_name", "nadia")
    browser.fill("password", PASSWORD)
    browser.press("Create Account")
    visit.check("enrolled", "Your Account Is Ready", "CT-")
    account = web.Candidate(visit.service, "nadia", PASSWORD).account
    assert account["given_name"] == "Nadia", account
    assert {a["agreement_id"] for a in account["acceptances"]} == {"terms", "privacy-notice"}

    visit.open(f"enrol/{link}")
    visit.check("enrol-ended", "This Link No Longer Works")


if __name__ == "__main__":
    sys.exit(web.run(sys.argv[1], [ask, refused, admitted]))
