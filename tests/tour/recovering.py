# SPDX-License-Identifier: GPL-3.0-or-later
"""Back in without the password, and then the agreement that all waits for, step by step."""

import re

from demo import Candidate
from main_job import starts, type_in

USER_NAME = "ananya"  # whose passed exams wait for the agreement
PASSWORD = "a new and long one"


def dialog(tour, name):
    return tour.hands.find("dialog", name)


def forgotten(tour):
    """Say whose password is forgotten"""
    hands = tour.hands
    tour.waiting = Candidate(tour.service, USER_NAME, tour.service.password)
    tour.start()
    type_in(hands, tour.service.address, USER_NAME, "forgotten")
    hands.click("button", re.compile("^Forgot"))
    hands.click("button", "Set a New Password", dialog(tour, "Account Login Recovery"))
    hands.find("text", "Code from the Email")


def find_code(tour):
    for path in re.findall(r'href="/(demo/mail/[^"]+)"', tour.candidate.read("demo/mail").decode()):
        code = re.search(r"/recover/([\w-]+)", tour.candidate.read(path).decode())
        if code:
            return code.group(1)
    return None


def wrong_code(tour):
    """A wrong code: what was typed stays"""
    hands = tour.hands
    hands.fill("Code from the Email", "AAAA-BBBB-CCCC")
    hands.fill("New Password", PASSWORD)
    hands.click("button", "Set Password")
    hands.see("This is not the code of the mail")
    hands.wait(lambda: hands.find("text", "New Password").text, "what was typed")


def new_password(tour):
    """The code from the mail: the password is set"""
    hands = tour.hands
    hands.fill("Code from the Email", hands.wait(lambda: find_code(tour), "the mail"))
    hands.click("button", "Set Password")
    hands.find("button", "Sign In", dialog(tour, "Account Login Recovery"))
    Candidate(tour.service, USER_NAME, PASSWORD)


def back_in(tour):
    """Sign in with it"""
    hands = tour.hands
    hands.click("button", "Sign In", dialog(tour, "Account Login Recovery"))
    hands.wait(lambda: not hands.all("dialog"), "that the dialog closes")
    hands.fill("Password", PASSWORD)
    hands.key("Return")
    hands.find("heading", re.compile(tour.waiting.account["given_name"]))


def waits(tour):
    """See what waits for nothing but the agreement"""
    hands = tour.hands
    tour.waiting = Candidate(tour.service, USER_NAME, PASSWORD)
    tour.expected = next(one for one in tour.waiting.list("progress")
                         if one["state"] == "waiting")
    tour.go_to("Progress")
    hands.click("list item", starts(tour.expected["title"]))
    hands.see("One Step Left: the Agreement")


def agreement(tour):
    """Read it"""
    hands = tour.hands
    text = tour.candidate.ask("v1/program")["agreements"][0]
    hands.click("button", "Read the Agreement")
    hands.see(text["title"], within=dialog(tour, "Agreement"))


def accepted(tour):
    """Accept it, and have the credential at once"""
    hands = tour.hands
    hands.click("button", "I Accept This Agreement", dialog(tour, "Agreement"))
    hands.wait(lambda: not hands.all("button", "I Accept This Agreement"), "that it is accepted")
    hands.key("Escape")
    hands.wait(lambda: not hands.all("dialog"), "that the dialog closes")
    tour.go_to("Credentials")
    hands.find("list item", starts(tour.expected["title"]))


STEPS = [forgotten, wrong_code, new_password, back_in, waits, agreement, accepted]
