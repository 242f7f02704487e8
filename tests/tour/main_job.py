# SPDX-License-Identifier: GPL-3.0-or-later
"""What a candidate comes for, step by step."""

import re

# Where these are in their menus
ANY_RESULT, NOT_PASSED, NEWEST_FIRST, OLDEST_FIRST, BY_TITLE = 3, 5, 9, 10, 11
MY_ACCOUNT, EVENTS, LOGINS, DATA, SIGN_OUT = 0, 1, 2, 3, 4

VIEW = re.compile("^Filter and Sort", re.IGNORECASE)
ACCOUNT = re.compile(" [A-Z]{2,3}-[0-9]{6,8}")  # has the candidate's number in its name


def percent(number):
    return f"{number:g}%"


def starts(title):
    """The row of that title: what else it says comes behind."""
    return re.compile("^" + re.escape(title))


def first(items, **wanted):
    return next((item for item in items
                 if all(item.get(key) == value for key, value in wanted.items())), None)


def type_in(hands, address, user_name, password):
    hands.find("text", "Password")
    if not hands.all("text", "Address of the Service"):
        hands.click("button", "Change")
    hands.fill("Address of the Service", address)
    hands.fill("User Name or E-Mail", user_name)
    hands.fill("Password", password)


def fill_in(tour):
    """Give address, user name and password"""
    tour.start()
    type_in(tour.hands, tour.service.address, tour.user_name, tour.service.password)


def overview(tour):
    """Sign in and see where one stands"""
    hands = tour.hands
    hands.click("button", "Sign In")
    hands.find("heading", re.compile(re.escape(tour.candidate.account["given_name"])))
    if tour.attempts:
        results = hands.find("list", "Latest results")
        for attempt in tour.attempts[:2]:
            hands.find("list item", starts(attempt["exam_title"]), results)
    for credential in tour.credentials[:1]:
        hands.find("list item", starts(credential["title"]))


def history(tour):
    """See all attempts, the newest first"""
    hands = tour.hands
    tour.go_to("History")
    hands.see(f"{len(tour.attempts)} attempts")
    tour.expect_rows("Attempts", [attempt["exam_title"] for attempt in tour.attempts])
    for attempt in tour.attempts[:3]:
        if "score" in attempt:
            hands.see(percent(attempt["score"]))


def history_sorted(tour):
    """Sort them, the oldest first"""
    tour.hands.choose(VIEW, OLDEST_FIRST)
    tour.expect_rows("Attempts", [attempt["exam_title"] for attempt in reversed(tour.attempts)])


def history_filtered(tour):
    """Filter for those that were not passed"""
    tour.hands.choose(VIEW, NEWEST_FIRST)
    tour.hands.choose(VIEW, NOT_PASSED)
    failed = [attempt["exam_title"] for attempt in tour.attempts if attempt["result"] == "failed"]
    tour.hands.see(f"{len(failed)} of {len(tour.attempts)}")
    tour.expect_rows("Attempts", failed)


def history_searched(tour):
    """Search for an exam's code"""
    hands = tour.hands
    tour.hands.choose(VIEW, ANY_RESULT)
    code = tour.reported["exam_code"]
    hands.key("ctrl+f")
    hands.find("entry", "Search for a title or a code")
    hands.type(code)
    tour.expect_rows("Attempts", [attempt["exam_title"] for attempt in tour.attempts
                                  if attempt["exam_code"] == code])


def score_report(tour):
    """Open the score report of an attempt"""
    hands = tour.hands
    hands.click("list item", starts(tour.reported["exam_title"]))
    hands.see(percent(tour.reported["score"]), percent(tour.reported["passing_score"]))
    sections = hands.find("list", "Sections")
    for section in tour.reported["sections"]:
        row = hands.find("list item", starts(section["title"]), sections)
        hands.see(percent(section["score"]), within=row)


def score_report_below(tour):
    """Read the rest of the score report"""
    tour.hands.in_view("list item", starts("Registration Number"))


def progress(tour):
    """See how far every achievement is"""
    tour.go_to("Progress")
    for progress in tour.progress[:4]:
        tour.hands.find("list item", starts(progress["title"]))


def achievement(tour):
    """Open an achievement with what it takes"""
    hands = tour.hands
    way = tour.way
    hands.click("list item", starts(way["title"]))
    hands.find("heading", way["title"])
    requirements = hands.find("list", "Requirements")
    for leaf in leaves(way["requirement"]):
        hands.see(leaf.get("title") or leaf["ref"], within=requirements)


def leaves(requirement):
    """The requirements of a tree that are something to do."""
    children = requirement.get("requirements", [])
    if not children:
        return [requirement]
    return [leaf for child in children for leaf in leaves(child)]


def credentials(tour):
    """See what was earned, and hear what it is verified by"""
    hands = tour.hands
    tour.go_to("Credentials")
    for credential in tour.credentials:
        hands.find("list item", starts(credential["title"]))
    code = hands.find("button", f"Verification Code {tour.certified['verification_code']}")
    hands.see("Copy Verification Code", within=code)


def certificate(tour):
    """Open a certificate"""
    hands = tour.hands
    credential = tour.certified
    hands.click("list item", starts(credential["title"]))
    page = hands.find("image", re.compile("^Page 1"))
    hands.see(tour.candidate.account["name"], credential["title"], credential["number"],
              within=page)


def certificate_zoomed(tour):
    """Look at the certificate more closely"""
    hands = tour.hands
    before = hands.find("image", re.compile("^Page 1")).box
    for _ in range(3):
        hands.click("button", "Zoom In")
    hands.wait(lambda: hands.find("image", re.compile("^Page 1")).box[2] > before[2] * 1.2,
               "a larger page")


def logins(tour):
    """See where one is signed in"""
    hands = tour.hands
    tour.choose_of_account(LOGINS)
    hands.see("a test")  # the session of the tour's own questions to the service
    tour.hands.find("list", "Devices")


def sign_out(tour):
    """Sign out"""
    hands = tour.hands
    hands.key("Escape")
    tour.choose_of_account(SIGN_OUT)
    hands.find("button", "Sign In")
    hands.see_no(tour.candidate.account["name"])


def leave(tour):
    """Close the window"""
    tour.leave()


STEPS = [fill_in, overview, history, history_sorted, history_filtered, history_searched,
         score_report, score_report_below, progress, achievement, credentials, certificate,
         certificate_zoomed, logins, sign_out, leave]
