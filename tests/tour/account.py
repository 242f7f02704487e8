# SPDX-License-Identifier: GPL-3.0-or-later
"""The candidate's own account, step by step."""

import re

from main_job import MY_ACCOUNT, fill_in, overview

ADDRESS = "zofia.at.home@example.org"


def read_code(tour, address):
    """The code in the last mail to an address, which the demo shows in the browser."""
    mails = tour.candidate.read("demo/mail").decode()
    last = re.search(r'href="/(demo/mail/[^"]+)"(?:(?!href=).)*?' + re.escape(address), mails, re.S)
    mail = tour.candidate.read(last[1]).decode()
    return re.search(r"<code>(\d{6})</code>", mail)[1]


def preferences(tour):
    """See what can be chosen"""
    hands = tour.hands
    hands.key("ctrl+comma")
    hands.see("Notifications", "Exam Results")


def manual(tour):
    """Read the manual's list of topics"""
    hands = tour.hands
    hands.key("Escape")
    hands.key("F1")
    hands.see("Sign In and First Steps", "Keyboard")


def manual_of_page(tour):
    """Read what it says of the page that is shown"""
    hands = tour.hands
    hands.key("Escape")
    tour.go_to("History")
    hands.key("F1")
    hands.see("What the Results Mean", "No show")


def account(tour):
    """Open the own account"""
    hands = tour.hands
    hands.key("Escape")
    tour.choose_of_account(MY_ACCOUNT)
    hands.see("Name and Company", tour.candidate.account["name"], tour.candidate.account["email"])


def contact(tour):
    """See how one can be reached"""
    hands = tour.hands
    hands.click("list item", "Contact Information")
    form = hands.find("dialog", "Account")
    hands.in_view("text", "City", form)
    assert hands.find("text", "City", form).text == tour.candidate.account["city"]
    hands.see("Sweden", within=form)


def contact_limits(tour):
    """Be told what does not fit at Pearson VUE while it is typed"""
    hands = tour.hands
    hands.fill("Street and Number", "Stora Exempelgatan 12 C, third floor on the left")
    hands.see("8 characters too long: Pearson VUE takes at most 40.")


def contact_elsewhere(tour):
    """Learn that the same was changed on another device, and choose"""
    hands = tour.hands
    hands.fill("Street and Number", "Nygatan 2")
    tour.candidate.change(address_1="Storgatan 1", city="Malmö")
    hands.click("button", "Save")
    hands.see("Changed Elsewhere Meanwhile", "Yours: Nygatan 2", "Saved elsewhere: Storgatan 1")


def contact_saved(tour):
    """Keep what was typed here, and take over the rest"""
    hands = tour.hands
    hands.click("radio button", "Yours: Nygatan 2")
    hands.click("button", "Save")
    hands.see("Changes saved")
    changed = tour.candidate.ask("v1/account")
    assert (changed["address_1"], changed["city"]) == ("Nygatan 2", "Malmö"), changed


def about_you(tour):
    """See what one may tell, and need not"""
    hands = tour.hands
    hands.click("list item", "About You")
    hands.see("All of this is optional")


def emails(tour):
    """Add another address"""
    hands = tour.hands
    hands.click("button", "Back")
    hands.click("list item", re.compile("^E-Mail Addresses"))
    hands.fill("E-Mail Address", ADDRESS)
    hands.click("button", "Add")
    hands.see(f"the code that was sent to {ADDRESS}")


def wrong_code(tour):
    """Mistype its code"""
    hands = tour.hands
    hands.fill("Code", "12345")
    hands.key("Return")
    hands.see("This is not the code")


def email_verified(tour):
    """Give the code from the mail"""
    hands = tour.hands
    hands.fill("Code", read_code(tour, ADDRESS))
    hands.click("button", "Verify")
    hands.see("Address verified", "Verified", ADDRESS)


def email_primary(tour):
    """Make it the main address"""
    hands = tour.hands
    hands.click("button", f"Make {ADDRESS} the main address")
    hands.see("Main address changed")
    assert tour.candidate.ask("v1/account")["email"] == ADDRESS


def notices(tour):
    """Decline a kind of mail"""
    hands = tour.hands
    hands.click("button", "Back")
    hands.click("list item", re.compile("^Notifications"))
    hands.click("check box", "Credentials About to Expire")
    hands.wait(lambda: tour.candidate.ask("v1/account").get("muted") == ["expiry"],
               "that the service knows")


STEPS = [fill_in, overview, preferences, manual, manual_of_page, account, contact, contact_limits, contact_elsewhere, contact_saved,
         about_you, emails, wrong_code, email_verified, email_primary, notices]
