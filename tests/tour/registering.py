# SPDX-License-Identifier: GPL-3.0-or-later
"""Registering for an exam, from finding it to its credential, by way of the test center site in a
real browser, step by step."""

import re

import desktop
from browser import Browser
from main_job import fill_in, overview

EXAM = "250-447"
TITLE = "Administration of Symantec Client Management Suite 8.5"
ACHIEVEMENT = "Symantec Certified Specialist: Client Management Suite 8.5"


def row(title=TITLE):
    return re.compile("^" + re.escape(title))


def exams(tour):
    """See which exams there are, and where one stands with each"""
    tour.go_to("Exams")
    tour.hands.see("Open for Registration", "Retired")


def exams_needed(tour):
    """See only what is still needed"""
    hands = tour.hands
    hands.click("radio button", "Needed")
    hands.find("list item", row())
    hands.see_no("Administration of Symantec Endpoint Protection 12.1")


def exam_not_now(tour):
    """Be told what is in the way"""
    hands = tour.hands
    hands.click("radio button", "All")
    hands.click("list item", row("Administration of Symantec Endpoint Protection 12.1"))
    hands.see("Why You Can’t Register Yet", "It can no longer be taken. Another exam has taken its place.")


def exam_found(tour):
    """Find an exam by its code"""
    hands = tour.hands
    hands.click("button", "Back")
    tour.go_to("History")  # which has a search of its own
    hands.find("list", "Attempts")
    hands.rest()
    tour.go_to("Exams")
    hands.rest()
    hands.key("ctrl+f")
    hands.find("entry", "Search for a title, a code or an achievement")
    hands.type(EXAM)
    hands.see_no("Retired")
    hands.find("list item", row())


def exam(tour):
    """See what it takes"""
    hands = tour.hands
    hands.click("list item", row())
    hands.see("You can register for this exam.", "Passing Score", "Attempts")
    hands.see(f"{tour.candidate.account['given_name']} {tour.candidate.account['family_name']}")


def registered(tour):
    """Register for it"""
    hands = tour.hands
    hands.click("button", "Register")
    hands.see("You are registered.", "Pearson VUE has your contact information")
    registrations = tour.candidate.list("authorizations")
    assert [one["exam_code"] for one in registrations] == [EXAM]


def handed_over(tour):
    """Go to Pearson VUE in the browser, and choose a seat there"""
    tour.hands.click("button", "Make an Appointment")
    uri = tour.hands.wait(desktop.opened_uri, "that the browser opens")
    tour.browser.open(uri)
    tour.browser.see("Sample Test Center", EXAM)
    tour.browser.choose("place", "new-york")
    tour.browser.choose("hour", "11:30")
    tour.browser.press("Book This Seat")
    tour.browser.see("America/New_York")
    tour.browser.picture(tour.pictures / "browser-seat.png")
    tour.site = tour.browser.uri


def come_back(tour, name):
    """By the link on the page that Pearson VUE sends candidates back to."""
    tour.browser.open(f"{tour.service.address}vue/{name}")
    desktop.open_link(tour.browser.link("Back to CertTracker"), tour.environment)


def booked(tour):
    """Come back, and find the appointment"""
    hands = tour.hands
    tour.browser.press("Back to CertTracker")
    tour.browser.see("Welcome Back")
    tour.browser.picture(tour.pictures / "browser-back.png")
    come_back(tour, "return")
    hands.see("Your Appointment", "(New York, UTC", "Sample Test Center New York")


def appointment(tour):
    """See when it is, here and there, where, and what to bring"""
    hands = tour.hands
    hands.click("list item", re.compile("day, .*[0-9]:[0-9]"))
    hands.see("At the test center: New York, UTC", "11:30", "Where you are: Stockholm, UTC",
              "3 Sample Avenue", "Two forms of ID", "Save to Calendar…", "Reschedule or Cancel")


def calendar(tour):
    """Save it for the calendar"""
    hands = tour.hands
    hands.click("button", "Save to Calendar…")
    file = desktop.HOME / "exam.ics"
    hands.save_as(file)
    hands.see("Calendar file saved")
    text = file.read_bytes().decode().replace("\r\n ", "")
    assert f"SUMMARY:Exam {EXAM}: {TITLE}" in text and "STATUS:CONFIRMED" in text, text


def rescheduled(tour):
    """Move it to another place at Pearson VUE, and see that"""
    tour.hands.see_no("Calendar file saved")  # which lies on the button in a narrow window
    tour.hands.click("button", "Reschedule or Cancel")
    uri = tour.hands.wait(desktop.opened_uri, "that the browser opens")
    tour.browser.open(uri)
    tour.browser.choose("place", "online")
    tour.browser.press("Reschedule")
    tour.browser.find("//dd[normalize-space()='Online, proctored']")
    tour.site = tour.browser.uri
    come_back(tour, "return")
    tour.hands.see("Rescheduled", "Online, proctored", "A room to yourself")


def next_exam(tour):
    """See it on the overview"""
    hands = tour.hands
    tour.go_to("Overview")
    hands.see("Next Exam")
    hands.find("list item", row())


def taken(tour):
    """Take the exam, and be told its result by itself"""
    hands = tour.hands
    tour.browser.open(tour.site)
    tour.browser.press("Take It and Pass")
    tour.browser.see("There is no exam for which you could make an appointment.")
    for title, words in {"Exam Passed": TITLE, "Credential Earned": ACHIEVEMENT}.items():
        hands.wait(lambda: hands.things() and tour.notices.find(title, words),
                   f"that the desktop tells “{title}: {words}”", patience=60)


def result(tour):
    """Follow what the desktop tells to the result"""
    tour.notices.click("Exam Passed", TITLE)
    tour.hands.see("Score Report", TITLE, "Your score")


def progress(tour):
    """See how much further that is"""
    hands = tour.hands
    hands.click("button", "Back")
    tour.go_to("Progress")
    hands.click("list item", row(ACHIEVEMENT))
    hands.see("Active")


def credential(tour):
    """See the new credential"""
    hands = tour.hands
    tour.notices.click("Credential Earned", ACHIEVEMENT)
    hands.see(ACHIEVEMENT)
    hands.find("button", "Save…")


def begin(tour):
    """Have a desktop with a browser, and somebody who is told"""
    desktop.install()
    tour.notices = desktop.Notices()
    tour.browser = Browser(**({"width": 360, "height": 720, "dark": True} if tour.narrow else {}))
    fill_in(tour)


begin.__doc__ = fill_in.__doc__

STEPS = [begin, overview, exams, exams_needed, exam_not_now, exam_found, exam, registered,
         handed_over, booked, appointment, calendar,
         rescheduled, next_exam, taken, result, progress, credential]
