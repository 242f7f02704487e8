# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first look to an account with an exam in it, step by step."""

import re
import subprocess

import main_job
import stage

ADDRESS = "nadia@example.org"
PASSWORD = "a new and long one"
NUMBER = "3199"
EXAM = "250-428"
RESULTS = ("RegistrationID\tClientCandidateID\tFirstName\tLastName\tExamSeriesCode\tExamDate\tGrade\t"
           "Score\tPassingScore\r\n"
           f"{NUMBER}\tVUE77\tNADIA\tNEWCOMER\t{EXAM}\t2026/04/05 08:00:00\tpass\t82\t70\r\n")


def dialog(tour):
    return tour.hands.find("dialog", "First Time Here?")


def first_time(tour):
    """Read what first-time users ask, before there is an account"""
    hands = tour.hands
    tour.program = tour.candidate.ask("v1/program")
    tour.start()
    hands.find("text", "Password")
    if not hands.all("text", "Address of the Service"):
        hands.click("button", "Change")
    hands.fill("Address of the Service", tour.service.address)
    hands.click("button", "First Time Here?")
    hands.see(tour.program["name"], "Create an Account", within=dialog(tour))


def question(tour):
    """Open an answer"""
    hands = tour.hands
    asked = tour.program["questions"][1]
    hands.click("list item", asked["question"], dialog(tour))
    hands.see(asked["answer"][:40], within=dialog(tour))


def partner(tour):
    """Be led to the partner contact, by the domain of the address"""
    hands = tour.hands
    company = next(company for company in tour.program["companies"] if company.get("domains"))
    hands.click("list item", re.compile("^I Have a Score Report"), dialog(tour))
    hands.fill("E-Mail Address", "ana@" + company["domains"][0])
    hands.click("button", "Send Me a Code")
    hands.see(company["contact_name"], company["contact_email"], within=dialog(tour))


def code_asked(tour):
    """Ask for a code with an address of one's own"""
    hands = tour.hands
    hands.click("button", "Back", dialog(tour))
    hands.fill("E-Mail Address", ADDRESS)
    hands.click("button", "Send Me a Code")
    hands.see("Copy the code from the mail", within=dialog(tour))


def kept(tour):
    """Close it, open it again, and find what was typed"""
    hands = tour.hands
    hands.click("button", "Close", dialog(tour))
    hands.wait(lambda: not hands.all("dialog", "First Time Here?"), "that the dialog closes")
    hands.click("button", "First Time Here?")
    hands.click("list item", re.compile("^Create an Account"), dialog(tour))
    hands.click("button", "Send Me a Code")
    hands.see("Copy the code from the mail", within=dialog(tour))


def find_code(tour, address):
    """The code of a mail to that address."""
    for path in re.findall(r'href="/(demo/mail/[^"]+)"', tour.candidate.read("demo/mail").decode()):
        mail = tour.candidate.read(path).decode()
        code = re.search(r"/enrol/([\w-]+)", mail)
        if code and address in mail:
            return code.group(1)
    return None


def code(tour):
    """Give the code from the mail"""
    hands = tour.hands
    found = hands.wait(lambda: find_code(tour, ADDRESS), "the mail")
    hands.fill("Code from the Email", found)
    hands.click("button", "Continue")
    hands.find("text", "Given Name")


def refused(tour):
    """Be told what is wrong, where it is"""
    hands = tour.hands
    hands.fill("Given Name", "Nadia")
    hands.fill("Family Name", "Newcomer")
    fill(tour, "User Name", tour.service.user_name)
    fill(tour, "New Password", PASSWORD)
    fill(tour, "Registration Number on the Report", "1")
    hands.click("check box", "I Have Read and Accept Them", dialog(tour))
    hands.click("button", "Create Account")
    hands.see("Somebody else has this user name.", "There is no result with this number")


def fill(tour, name, text):
    """Into a field that may have to be scrolled to."""
    tour.hands.in_view("text", name, dialog(tour))
    tour.hands.fill(name, text)


def admitted(tour):
    """Claim the exam on the score report, and get an account"""
    hands = tour.hands
    results = tour.pictures / "exam-newcomer.dat"
    results.write_bytes(RESULTS.encode())
    subprocess.run([tour.prefix / "libexec/certtracker-service", "import-pearson-vue", results,
                    "--data-dir", stage.HOME / "service"], check=False, capture_output=True)
    fill(tour, "User Name", "nadia")
    fill(tour, "Registration Number on the Report", NUMBER)
    hands.click("button", "Create Account")
    hands.see("Your Account Is Ready", re.compile("CT-[0-9]{8}"))


def inside(tour):
    """Sign in, and find the exam in the history"""
    hands = tour.hands
    title = next(exam["title"] for exam in tour.candidate.list("exams") if exam["id"] == EXAM)
    hands.click("button", "Sign In", dialog(tour))
    hands.find("heading", re.compile("Nadia"))
    tour.go_to("History")
    hands.see("1 attempt", title)


def invited(tour):
    """As a partner's employee: be in the partner record, and open the invitation"""
    hands = tour.hands
    company = next(company for company in tour.program["companies"] if company.get("is_partner"))
    contacts = tour.pictures / "contacts.csv"
    contacts.write_text("partnernet_id,company,given_name,family_name,email\r\n"
                        f"pn-1,{company['id']},Pia,Partner,pia@example.net\r\n"
                        "pn-2,nobody-knows-it,No,Body,nobody@example.net\r\n")
    report = subprocess.run(
        [tour.prefix / "libexec/certtracker-service", "import-partner-contacts", contacts,
         "--data-dir", stage.HOME / "service"], check=False, capture_output=True, text=True)
    assert report.returncode == 1 and "3:" in report.stdout + report.stderr, report
    invitation = hands.wait(lambda: find_code(tour, "pia@example.net"), "the invitation", 90)
    tour.choose_of_account(main_job.SIGN_OUT)
    hands.click("button", "First Time Here?")
    hands.click("list item", re.compile("^I Have a Code"), dialog(tour))
    hands.fill("Code from the Email", invitation)
    hands.click("button", "Continue")
    hands.find("text", "User Name")


def partner_inside(tour):
    """Choose how to sign in, and be there"""
    hands = tour.hands
    fill(tour, "User Name", "pia")
    fill(tour, "New Password", PASSWORD)
    hands.click("check box", "I Have Read and Accept Them", dialog(tour))
    hands.click("button", "Create Account")
    hands.see("Your Account Is Ready")
    hands.click("button", "Sign In", dialog(tour))
    hands.see("Welcome, Pia")


STEPS = [first_time, question, partner, code_asked, kept, code, refused, admitted, inside,
         invited, partner_inside]
