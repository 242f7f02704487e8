# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking along certificates, logos and all data, looking at the account's history, and leaving."""

import re
import zipfile

import stage
from main_job import DATA, EVENTS, fill_in, overview

FOLDER = stage.HOME / "Documents"


def save_as(tour, name):
    """Saves the file that is ready, and returns it once it is there."""
    hands = tour.hands
    file = FOLDER / name
    FOLDER.mkdir(parents=True, exist_ok=True)
    hands.click("button", "Save…")
    hands.find("text", re.compile("^Name"))
    hands.key("ctrl+a")
    hands.type(str(file))
    hands.key("Return")
    hands.see(f"Saved as {name}")
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert [left.name for left in FOLDER.iterdir() if left.name.endswith(".part")] == []
    return names


def certificates(tour):
    """Ask for certificates"""
    hands = tour.hands
    tour.go_to("Credentials")
    hands.click("list item", "Certificates and Logos")
    dialog = hands.find("dialog", "Certificates and Logos")
    hands.find("list item", re.compile(re.escape(tour.certified["title"])), dialog)
    hands.click("button", "All")


def certificates_ready(tour):
    """See them being made, and ready"""
    hands = tour.hands
    hands.click("button", "Request")
    hands.see(re.compile("^Ready: "))


def certificates_saved(tour):
    """Save all of them as one zip"""
    names = save_as(tour, "Certificates.zip")
    held = [credential for credential in tour.credentials if credential["state"] != "revoked"]
    assert len(names) == len(held)
    assert all(name.endswith(".pdf") for name in names)


def logos(tour):
    """Look at the logos, of which those that are still held can be chosen"""
    hands = tour.hands
    hands.click("radio button", "Logos")
    hands.see("For your signature")


def logo_terms(tour):
    """Be asked to accept the terms of use first"""
    hands = tour.hands
    hands.click("button", "Request")
    hands.see("Terms of Use for Logos", "You have not accepted this yet.")


def logos_ready(tour):
    """Accept them once, and have the logos made"""
    hands = tour.hands
    hands.click("button", "I Accept This Agreement")
    hands.see(re.compile("^Logos? of [0-9]+ credential"))
    hands.find("button", "Save…")


def logos_saved(tour):
    """Save them"""
    names = save_as(tour, "Logos.zip")
    assert "Terms of use.txt" in names
    for end in (".svg", " 128.png", " 512.png", " 1024.png"):
        assert any(name.endswith(end) for name in names), end


def history(tour):
    """See what happened in the account, when, and from where"""
    hands = tour.hands
    hands.key("Escape")
    tour.choose_of_account(EVENTS)
    hands.find("dialog", "Account History")
    hands.see("Signed in", "Certificates or logos requested", "Agreement accepted")


def data(tour):
    """Look at what there is to take along, and how to leave"""
    hands = tour.hands
    hands.key("Escape")
    tour.choose_of_account(DATA)
    hands.find("dialog", "Your Data")
    hands.see("Take Your Data Along", "Leave")


def export_refused(tour):
    """Be told that this is not the password"""
    hands = tour.hands
    hands.click("button", "Export My Data…")
    hands.fill("Your Password", "not the password")
    hands.key("Return")
    hands.see("This is not your password.")


def export_ready(tour):
    """Say who one is, and have everything made"""
    hands = tour.hands
    hands.fill("Your Password", tour.service.password)
    hands.key("Return")
    hands.see("All your data", re.compile("^Ready: "))


def export_saved(tour):
    """Save it"""
    names = save_as(tour, "Data.zip")
    for wanted in ("Read me.txt", "data/accounts.json", "data/attempts.json", "data/events.json"):
        assert wanted in names, wanted
    assert any(name.startswith("certificates/") for name in names)


def deletion(tour):
    """Read what is deleted and what is kept"""
    hands = tour.hands
    hands.click("button", "Delete My Account…")
    hands.see("This cannot be undone", "Some things are kept")


def deletion_below(tour):
    """Give the password for it"""
    hands = tour.hands
    hands.in_view("button", "Delete My Account")
    hands.fill("Your Password", tour.service.password)


def deleted(tour):
    """Delete the account, and be out"""
    hands = tour.hands
    hands.click("button", "Delete My Account")
    hands.see("Your account was deleted")
    hands.find("button", "Sign In")
    hands.wait(lambda: not hands.find("text", "User Name or E-Mail").text,
               "that the user name is forgotten")


def nobody(tour):
    """Not get in again"""
    hands = tour.hands
    hands.fill("User Name or E-Mail", tour.user_name)
    hands.fill("Password", tour.service.password)
    hands.click("button", "Sign In")
    hands.see("The user name or the password is wrong")


STEPS = [fill_in, overview, certificates, certificates_ready, certificates_saved, logos, logo_terms,
         logos_ready, logos_saved, history, data, export_refused, export_ready, export_saved,
         deletion, deletion_below, deleted, nobody]
