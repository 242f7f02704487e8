/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-help-topics.h"

#include <glib/gi18n.h>

/* The manual. Buttons and pages are called here what they are called where they are. */

#define HEADING(words) { CT_HELP_HEADING, words }
#define TEXT(words) { CT_HELP_TEXT, words }
#define STEP(words) { CT_HELP_STEP, words }
#define STATE(icon, tone, context, label, words) \
  { CT_HELP_STATE, words, label, context, icon, tone }
#define ACTION(words, leads_to) { CT_HELP_ACTION, words, .action = leads_to }
#define END { 0 }

static const CtHelpLine sign_in[] = {
  HEADING (N_ ("What You Need")),
  TEXT (N_ ("You need an account with a certification program, and the address of the program’s "
            "service. The address looks like https://certtracker.example.com and is in the emails "
            "that the program sends you. If you have neither, try the demo first.")),
  HEADING (N_ ("Sign In")),
  STEP (N_ ("Enter the address of the service. It is remembered, so you do this only once.")),
  STEP (N_ ("Enter your user name or one of your email addresses, and your password.")),
  STEP (N_ ("Choose Sign In.")),
  TEXT (N_ ("You stay signed in until you sign out. CertTracker keeps the session in the keyring "
            "of your desktop, and never your password.")),
  HEADING (N_ ("The First Time")),
  TEXT (N_ ("Choose First Time Here to create an account. A code is sent to your email address; "
            "enter it, and choose a user name and a password. If you took exams before you had an "
            "account, mention one of them, and its results appear in your history.")),
  HEADING (N_ ("If You Can’t Sign In")),
  TEXT (N_ ("Choose Forgot User Name or Password. Instructions are sent to any of your email "
            "addresses that you have verified.")),
  END,
};

static const CtHelpLine exams[] = {
  HEADING (N_ ("Register for an Exam")),
  STEP (N_ ("Open Exams and choose an exam.")),
  STEP (N_ ("If something is still missing, such as an agreement or your contact information, the "
            "page says what it is and leads there.")),
  STEP (N_ ("Choose Register. CertTracker tells Pearson VUE, which usually takes some minutes.")),
  STEP (N_ ("Choose Make an Appointment. Pearson VUE opens in your browser, where you select a "
            "test center and a time, and pay.")),
  TEXT (N_ ("Your appointment then appears on the page of the exam. From there you can add it to "
            "your calendar.")),
  HEADING (N_ ("Before You Go")),
  TEXT (N_ ("The name of your account must be the one on your identification. If it is not, ask "
            "for a change of name well before the day of the exam.")),
  HEADING (N_ ("Assessments")),
  TEXT (N_ ("Assessments are taken online. You need neither a registration nor an appointment.")),
  ACTION (N_ ("Show _Exams"), "win.page::exams"),
  END,
};

static const CtHelpLine results[] = {
  TEXT (
      N_ ("History lists every exam and assessment that you have taken. Choose one to see its "
          "score report: your score, the score needed to pass, and how you did in each section.")),
  HEADING (N_ ("What the Results Mean")),
  STATE ("ct-passed-symbolic",
         "success",
         "result",
         N_ ("Passed"),
         N_ ("You reached the passing score. The exam counts toward your credentials.")),
  STATE ("ct-failed-symbolic",
         "error",
         "result",
         N_ ("Not passed"),
         N_ ("You did not reach the passing score. The page of the exam says when you can take it "
             "again.")),
  STATE ("ct-pending-symbolic",
         "",
         "result",
         N_ ("Pending"),
         N_ ("The result has not arrived. It usually takes up to 3 days.")),
  STATE ("ct-no-show-symbolic",
         "",
         "result",
         N_ ("No show"),
         N_ ("You did not come to the appointment.")),
  STATE ("ct-revoked-symbolic",
         "error",
         "result",
         N_ ("Revoked"),
         N_ ("The program has taken the result back. Ask the Program Support Team why.")),
  TEXT (N_ ("When a result arrives while CertTracker is open, a notification tells you.")),
  ACTION (N_ ("Show _History"), "win.page::history"),
  END,
};

static const CtHelpLine credentials[] = {
  HEADING (N_ ("Earn a Credential")),
  TEXT (N_ ("Progress shows each accreditation and certification with its requirements, and which "
            "of them you meet. Choose a requirement to see how to meet it. When the last one is "
            "met, you receive the credential without asking for it.")),
  HEADING (N_ ("What the States Mean")),
  STATE ("ct-passed-symbolic",
         "success",
         "credentials",
         N_ ("Active"),
         N_ ("The credential is valid.")),
  STATE ("ct-pending-symbolic",
         "",
         "credentials",
         N_ ("Expired"),
         N_ ("The credential is no longer valid. Progress shows how to earn it again.")),
  STATE ("ct-revoked-symbolic",
         "error",
         "credentials",
         N_ ("Revoked"),
         N_ ("The program has taken the credential back.")),
  HEADING (N_ ("Certificates")),
  STEP (N_ ("Open Credentials and choose a credential.")),
  STEP (N_ ("Save the certificate as PDF, or print it. The menu has the paper size and the "
            "logos that you may use.")),
  TEXT (N_ ("Each certificate has a code by which anybody can verify it on the web page of the "
            "service.")),
  ACTION (N_ ("Show _Credentials"), "win.page::credentials"),
  END,
};

static const CtHelpLine sharing[] = {
  TEXT (
      N_ ("Share credentials with an employer or a customer. They get a link to a page that shows "
          "what you chose, and that it is real and valid now. They need no account.")),
  STEP (N_ ("Open Credentials and choose Share.")),
  STEP (N_ ("Select the credentials, and say who receives them.")),
  STEP (N_ ("Choose how long the link works, and whether your contact details are shown.")),
  STEP (N_ ("Send it. Preview shows you first what the recipients see.")),
  HEADING (N_ ("Withdraw a Share")),
  TEXT (
      N_ ("Shared, below your credentials, lists what you have shared and how often it was opened. "
          "Choose Withdraw, and the links stop working for all recipients. For a few seconds you "
          "can undo it.")),
  ACTION (N_ ("_Share Credentials"), "win.share::"),
  END,
};

static const CtHelpLine account[] = {
  TEXT (N_ ("Your account is in the menu at the bottom of the sidebar.")),
  HEADING (N_ ("Contact Information")),
  TEXT (N_ ("Keep your postal address and phone number up to date: Pearson VUE needs them before "
            "you can register for an exam.")),
  HEADING (N_ ("Email Addresses")),
  TEXT (N_ ("You can sign in with each address that you have verified. Add one of your own besides "
            "that of your employer, so that you can sign in after you change jobs.")),
  HEADING (N_ ("Name and Company")),
  TEXT (
      N_ ("The Program Support Team changes these for you. Ask for it in your account; you may be "
          "asked for a copy of your identification.")),
  HEADING (N_ ("Signed-In Devices")),
  TEXT (N_ ("The account menu lists where you are signed in. Sign out a device that you don’t "
            "recognize, and set a new password.")),
  ACTION (N_ ("Open _Account"), "win.account"),
  END,
};

static const CtHelpLine support[] = {
  STEP (N_ ("Open Support and search for an answer.")),
  STEP (N_ ("If there is none, ask the Program Support Team. Add files, such as a screenshot or a "
            "copy of your identification, by dropping them on the message.")),
  STEP (N_ ("The answer comes by email, and appears on the same page. Reply there.")),
  TEXT (N_ ("What you have written is kept on this computer until you send it, also if CertTracker "
            "is closed in the meantime.")),
  ACTION (N_ ("Show S_upport"), "win.page::support"),
  END,
};

static const CtHelpLine offline[] = {
  TEXT (
      N_ ("CertTracker keeps a copy of what it has loaded on this computer. Without a network you "
          "can still read your history, your progress and the certificates that you have opened. "
          "The pages say how old the copy is.")),
  TEXT (N_ ("What needs the service, such as registering for an exam, waits until you are online "
            "again.")),
  HEADING (N_ ("Remove the Copy")),
  TEXT (
      N_ ("Signing out removes the copy. On a computer that others use as well, you can switch it "
          "off in Preferences.")),
  ACTION (N_ ("Open _Preferences"), "app.preferences"),
  END,
};

static const CtHelpLine privacy[] = {
  HEADING (N_ ("On This Computer")),
  TEXT (
      N_ ("The offline copy can be read by your user account only. The session is in the keyring. "
          "Your password is not stored.")),
  HEADING (N_ ("At the Service")),
  TEXT (N_ ("CertTracker talks to the service of your program and to nobody else. Pearson VUE "
            "receives what it needs for your appointments. About the Program shows the privacy "
            "notice of your program.")),
  HEADING (N_ ("Your Data")),
  TEXT (N_ ("Your Data, in the account menu, exports everything that the program knows about you, "
            "and deletes your account.")),
  ACTION (N_ ("About the _Program"), "win.program"),
  END,
};

static const CtHelpLine keyboard[] = {
  TEXT (N_ ("Everything can be done with the keyboard. Press Tab to go from one part of a page to "
            "the next, the arrow keys to move within a list, and Enter to open what is selected.")),
  TEXT (N_ ("Ctrl+1 to Ctrl+6 open the pages, Ctrl+F searches, Alt+Left goes back, F5 checks for "
            "updates, and F1 opens the help for the current page.")),
  ACTION (N_ ("Show All _Keyboard Shortcuts"), "app.shortcuts"),
  END,
};

static const CtHelpTopic topics[] = {
  { "sign-in", N_ ("Sign In and First Steps"), N_ ("Service, account, password"),
    "dialog-password-symbolic", sign_in },
  { "exams", N_ ("Exams and Registration"), N_ ("Register, make an appointment"),
    "ct-exam-symbolic", exams },
  { "results", N_ ("Results"), N_ ("History and score reports"), "ct-history-symbolic", results },
  { "credentials", N_ ("Credentials and Certificates"),
    N_ ("Progress, certificates, what states mean"), "ct-credential-symbolic", credentials },
  { "sharing", N_ ("Sharing"), N_ ("Show others what you have earned"), "ct-share-symbolic",
    sharing },
  { "account", N_ ("Account and Contact Data"), N_ ("Addresses, name, devices"),
    "avatar-default-symbolic", account },
  { "support", N_ ("Support"), N_ ("Ask the Program Support Team"), "ct-support-symbolic",
    support },
  { "offline", N_ ("Offline"), N_ ("Read without a network"), "network-offline-symbolic", offline },
  { "privacy", N_ ("Privacy"), N_ ("What is stored, and where"), "security-high-symbolic",
    privacy },
  { "keyboard", N_ ("Keyboard"), N_ ("Use CertTracker without a mouse"), "input-keyboard-symbolic",
    keyboard },
};

const CtHelpTopic *
ct_help_get_topics (guint *n_topics)
{
  g_return_val_if_fail (n_topics != NULL, NULL);

  *n_topics = G_N_ELEMENTS (topics);
  return topics;
}

const char *
ct_help_line_get_label (const CtHelpLine *line)
{
  g_return_val_if_fail (line != NULL, NULL);

  return line->label != NULL ? g_dpgettext2 (NULL, line->context, line->label) : NULL;
}
