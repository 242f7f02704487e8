# SPDX-License-Identifier: GPL-3.0-or-later
"""Forwarding credentials to third parties, step by step."""

import re

from main_job import fill_in, overview

RECIPIENT = "eva@example.org"


def share(tour):
    """Choose what to forward, and to whom"""
    hands = tour.hands
    tour.go_to("Credentials")
    hands.click("button", "Share Credentials…")
    form = hands.find("dialog", "Share Credentials")
    hands.click("check box", tour.certified["title"], form)
    hands.fill("E-Mail Address", f"{RECIPIENT}, not an address")
    hands.key("Return")
    hands.find("button", f"Remove {RECIPIENT}", form)


def share_refused(tour):
    """Be told what is wrong, where it is"""
    hands = tour.hands
    hands.click("button", "Send")
    hands.see("Nothing was sent yet", "This is no e-mail address.")


def share_kept(tour):
    """Close it, open it again, and find what was typed"""
    hands = tour.hands
    hands.key("Escape")
    hands.wait(lambda: not hands.all("dialog", "Share Credentials"), "that the dialog closes")
    hands.click("button", "Share Credentials…")
    for word in ["not", "an", "address"]:
        hands.click("button", f"Remove {word}")
    hands.find("button", f"Remove {RECIPIENT}")


def share_sent(tour):
    """Send it"""
    hands = tour.hands
    hands.click("button", "Send")
    hands.see("Credentials shared")


def shares(tour):
    """See what was forwarded, and whether it was looked at"""
    hands = tour.hands
    hands.click("list item", re.compile("^Shared"))
    hands.see(tour.certified["title"], RECIPIENT, "Can be opened")
    shared = tour.candidate.list("shares")
    assert [recipient["address"] for recipient in shared[0]["recipients"]] == [RECIPIENT]


def share_withdrawn(tour):
    """Take it back"""
    hands = tour.hands
    hands.click("button", "Withdraw")
    hands.see(re.compile("Withdrawn on"))


STEPS = [fill_in, overview, share, share_refused, share_kept, share_sent, shares, share_withdrawn]
