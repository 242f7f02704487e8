#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protects: a candidate gets through the browser's part of registering, from the page that hands
over to the test center site and back to the application, and the result arrives."""

import json
import sys
import urllib.request

import web

EXAM = "250-447"


def authorize(visit):
    request = urllib.request.Request(visit.service.address + "v1/authorizations",
                                     json.dumps({"exam_code": EXAM}).encode(), method="POST")
    request.add_header("Authorization", f"Bearer {visit.candidate.token}")
    request.add_header("Content-Type", "application/json")
    request.add_header("Idempotency-Key", '"web"')
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]


def hand_over(visit):
    """The hand-over page takes the browser to the test center by itself, once"""
    id = authorize(visit)
    uri = visit.candidate.ask(f"v1/authorizations/{id}/hand-over", "POST")["uri"]
    visit.browser.open(uri)
    visit.check("test-center", "Sample Test Center", EXAM, "Book This Seat")
    assert "/demo/testcenter/" in visit.browser.uri
    visit.site = visit.browser.uri

    visit.browser.open(uri)
    visit.browser.see("This Page Was Used Already")
    assert visit.browser.link("Back to CertTracker") == "certtracker:exams?from=hand-over"
    visit.browser.errors()  # 410 is one


def book(visit):
    """A seat is booked, moved, and given back"""
    browser = visit.browser
    browser.open(visit.site)
    browser.choose("place", "tokyo")
    browser.choose("hour", "11:30")
    browser.press("Book This Seat")
    visit.check("booked", "Sample Test Center Tokyo", "11:30", "Asia/Tokyo")

    browser.choose("place", "online")
    browser.press("Reschedule")
    browser.wait(lambda: "rescheduled" in [appointment["state"] for appointment
                                           in visit.candidate.list("appointments")], "not moved")
    browser.see("Online, proctored")
    browser.press("Cancel the Appointment")
    browser.see("Book This Seat")
    assert visit.candidate.list("appointments")[0]["state"] == "cancelled"


def take(visit):
    """The exam is taken, and its result and credential are there"""
    browser = visit.browser
    browser.press("Book This Seat")
    browser.press("Take It and Pass")
    visit.check("taken", "There is no exam for which you could make an appointment.")
    attempt = next(one for one in visit.candidate.list("attempts") if one["exam_code"] == EXAM)
    assert attempt["result"] == "passed"
    assert any(credential["achievement_id"] == "scs-management"
               for credential in visit.candidate.list("credentials"))


def back(visit):
    """Each way back says what happened and leads into the application"""
    visit.browser.press("Back to CertTracker")
    visit.check("return", "Welcome Back")
    for name, words in {"return": "Welcome Back", "error": "Nothing that you registered for is lost",
                        "timeout": "Your Time at Pearson VUE Is Over",
                        "logout": "You Have Left Pearson VUE"}.items():
        visit.open(f"vue/{name}")
        visit.check(name, words)
        assert visit.browser.link("Back to CertTracker") == f"certtracker:exams?from={name}"


if __name__ == "__main__":
    sys.exit(web.run(sys.argv[1], [hand_over, book, take, back]))
