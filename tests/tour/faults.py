# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong, and that there is a way on."""

import re

from hands import Missing
from main_job import fill_in, starts

OUT_OF_DATE = re.compile("^The Service Does Not Answer. This is as of ")


def wrong_password(tour):
    """A wrong password: what was typed stays"""
    hands = tour.hands
    fill_in(tour)
    hands.fill("Password", "not this one")
    hands.click("button", "Sign In")
    hands.see("The user name or the password is wrong")
    for field, text in [("Address of the Service", tour.service.address),
                        ("User Name or E-Mail", tour.user_name)]:
        hands.wait(lambda: hands.find("text", field).text == text, f"what was typed as {field}")


def right_password(tour):
    """The right one: signed in"""
    hands = tour.hands
    hands.fill("Password", tour.service.password)
    hands.key("Return")
    hands.find("heading", re.compile(tour.candidate.account["given_name"]))


def restarted(tour):
    """Started again: signed in without typing, on the page that was open"""
    hands = tour.hands
    tour.go_to("Progress")
    hands.find("list item", starts(tour.progress[0]["title"]))
    tour.leave()
    tour.start()
    hands.find("list item", starts(tour.progress[0]["title"]))
    if hands.first_size != hands.size:
        raise Missing(f"a window of {hands.size} again, it opened with {hands.first_size}")


def service_down(tour):
    """Started while the service is down: the offline copy, and of when it is"""
    hands = tour.hands
    tour.leave()
    tour.service.stop()
    tour.start()
    hands.find("list item", starts(tour.progress[0]["title"]))
    hands.see(OUT_OF_DATE)


def certificate_while_down(tour):
    """A certificate that was never opened, meanwhile: the offline copy has it"""
    hands = tour.hands
    tour.go_to("Credentials")
    hands.click("list item", starts(tour.certified["title"]))
    hands.find("image", re.compile("^Page 1"))


def service_up(tour):
    """The service is back: asked for news, all is as of now"""
    hands = tour.hands
    tour.service.start()
    hands.click("button", "Back")
    hands.key("ctrl+r")
    hands.see_no(OUT_OF_DATE)


def ended_elsewhere(tour):
    """The session was ended from another device: said, and signed in again"""
    hands = tour.hands
    tour.candidate.ask("v1/sessions", "DELETE")
    hands.key("ctrl+r")
    hands.see("You Are Signed Out")
    hands.find("button", "Sign In")


def no_such_address(tour):
    """An address that is none"""
    hands = tour.hands
    hands.click("button", "Change")
    hands.fill("Address of the Service", "http://example.com")
    hands.fill("Password", tour.service.password)
    hands.click("button", "Sign In")
    hands.see("This cannot be the address")


def demo(tour):
    """The demo instead: one button"""
    tour.hands.click("button", "Try the Demo")
    tour.hands.find("list", "Pages")
    tour.go_to("Overview")
    tour.hands.find("heading", re.compile("Zofia"))


def leave(tour):
    """Closed for good"""
    tour.leave()


STEPS = [wrong_password, right_password, restarted, service_down, certificate_while_down,
         service_up, ended_elsewhere, no_such_address, demo, leave]
