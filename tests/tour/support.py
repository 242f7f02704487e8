# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking the Program Support Team, step by step; the team answers with its commands."""

import re
import subprocess

import stage
from hands import run
from main_job import fill_in, overview

SUBJECT = "Two results are missing"
TEXT = "I took two exams in May, and I see none of them."
ANSWER = "They are on their way. You will see both by Friday."
NAME = ("Zofia Maria Wilk", "Zofia Maria", "Wilk")


def staff(tour, *arguments):
    command = [tour.prefix / "libexec/certtracker-service", "incidents",
               "--data-dir", tour.service_folder, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dialog(tour):
    return tour.hands.find("dialog", "New Incident")


def support(tour):
    """Find the questions that many ask, and who is there for me"""
    hands = tour.hands
    tour.go_to("Support")
    hands.see("Questions and Answers", "No Answer Found?")
    program = tour.candidate.ask("v1/program")
    hands.see(program["questions"][0]["question"], program["support_email"])


def search(tour, words):
    tour.hands.click("entry", "Search for an answer")
    tour.hands.key("ctrl+a")
    tour.hands.type(words)


def support_answer(tour):
    """Search them, and read an answer"""
    hands = tour.hands
    question = next(question for question in tour.candidate.ask("v1/program")["questions"]
                    if "score report" in question["answer"])["question"]
    search(tour, "score report")
    hands.click("list item", question)
    hands.see("score report")


def support_none(tour):
    """Search what nobody has written down"""
    hands = tour.hands
    search(tour, "elephants")
    hands.see("No answer has all of these words.")


def support_ask(tour):
    """Ask the team, and attach a file"""
    hands = tour.hands
    hands.click("button", "Ask the Team…")
    form = dialog(tour)
    hands.fill("Subject", SUBJECT)
    hands.click("text", "Message")
    hands.type(TEXT)
    attach(tour, stage.HOME / "receipt.txt", "Paid on 3 May.")
    hands.find("button", "Remove receipt.txt", form)


def attach(tour, path, text):
    """By the dialog that comes without a portal."""
    hands = tour.hands
    path.write_text(text)
    before = set(hands.windows())
    hands.click("button", "Attach Files…")
    window = hands.wait(lambda: set(hands.windows()) - before, "the dialog for files").pop()
    run("xdotool", "windowfocus", "--sync", window)
    hands.rest()
    files = hands.find("dialog", "Attach Files")
    hands.click_thing(hands.find("label", "Home", files))
    hands.find("label", path.name, files)
    hands.rest()
    x, y, width, height = hands.place(hands.find("label", path.name, files))
    run("xdotool", "mousemove", str(x + width // 2), str(y + height // 2),
        "click", "--repeat", "2", "--delay", "50", "1")
    hands.wait(lambda: set(hands.windows()) == before, "that the dialog for files closes")
    run("xdotool", "windowfocus", "--sync", before.pop())


def support_kept(tour):
    """Close it all, and find what was typed"""
    hands = tour.hands
    hands.key("Escape")
    hands.wait(lambda: not hands.all("dialog", "New Incident"), "that the dialog closes")
    tour.leave()
    tour.start()
    hands.see("Questions and Answers")
    hands.click("button", "Ask the Team…")
    hands.find("button", "Remove receipt.txt", dialog(tour))
    hands.wait(lambda: any(text.text == SUBJECT for text in hands.all("text", "Subject")),
               "the subject that was typed")


def support_sent(tour):
    """Send it"""
    hands = tour.hands
    hands.click("button", "Send")
    hands.see("Sent to the Program Support Team")
    hands.find("list item", re.compile(f"^{SUBJECT}, Waiting for an answer"))
    asked, = tour.candidate.list("incidents")
    assert asked["messages"][0]["text"] == TEXT
    assert asked["messages"][0]["attachments"][0]["name"] == "receipt.txt"


def support_answered(tour):
    """See the answer arrive"""
    hands = tour.hands
    hands.click("list item", re.compile(f"^{SUBJECT}"))
    hands.see(TEXT)
    staff(tour, "answer", "1", "--from", "Kim", "--text", ANSWER)
    hands.wait(lambda: hands.shows(ANSWER), "the answer", patience=40)
    hands.see("Kim, Program Support Team")


def support_written(tour):
    """Write back"""
    hands = tour.hands
    hands.click("text", "Your Message")
    hands.type("Thank you!")
    hands.key("ctrl+Return")
    hands.see("Message sent")


def support_closed(tour):
    """Close the incident"""
    hands = tour.hands
    hands.click("button", "Close Incident")
    hands.see("This incident is closed.")
    assert tour.candidate.list("incidents")[0]["state"] == "closed"


def support_reopened(tour):
    """Reopen it"""
    hands = tour.hands
    hands.click("button", "Reopen")
    hands.see("Waiting for an answer")
    hands.find("button", "Close Incident")


def support_name(tour):
    """Ask for another name"""
    hands = tour.hands
    hands.click("button", "Back")
    hands.click("button", "Ask the Team…")
    form = dialog(tour)
    hands.click("combo box", re.compile("Topic"), form)
    hands.rest()
    topics = tour.candidate.ask("v1/program")["topics"]
    number = next(i for i, topic in enumerate(topics) if topic["id"] == "name-change")
    hands.key(*["Down"] * number, "Return")
    for field, text in zip(["Name on Certificates", "Given Name", "Family Name"], NAME):
        hands.fill(field, text)
    hands.click("text", "Reason")
    hands.type("I have married.")


def support_name_sent(tour):
    """Send it, have it done, and have the new name"""
    hands = tour.hands
    hands.click("button", "Send")
    hands.click("list item", re.compile("^Change of name"))
    hands.see("Not decided yet")
    staff(tour, "accept", "2")
    hands.wait(lambda: hands.shows("Your account has been changed"), "the answer", patience=40)
    hands.see("Done", "This incident is closed.")
    account = tour.candidate.ask("v1/account")
    assert (account["name"], account["given_name"], account["family_name"]) == NAME


STEPS = [fill_in, overview, support, support_answer, support_none, support_ask, support_kept,
         support_sent, support_answered, support_written, support_closed, support_reopened,
         support_name, support_name_sent]
