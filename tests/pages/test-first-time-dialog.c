/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: first-time users are told what they ask, are led to an account or to their partner
 * contact, and lose nothing of what they typed on the way. */
#include "model/ct-company.h"
#include "page-fixture.h"
#include "pages/ct-code-help.h"
#include "pages/ct-first-time-dialog.h"
#include "pages/ct-newcomer-page.h"
#include "support/waiting.h"

#define ASK "POST /v1/enrolments"
#define CHECK "POST /v1/enrolments/check"
#define FINISH "POST /v1/enrolments/finish"
#define PROBLEM "application/problem+json"
#define PROGRAM \
  "{\"id\":\"p\",\"name\":\"R&D <Program>\",\"issuer\":\"I\",\"support_email\":\"s@example.com\"," \
  "\"is_sample\":false,\"terms\":\"Be kind.\",\"terms_version\":\"7\"," \
  "\"privacy_notice\":\"We tell nobody.\",\"privacy_version\":\"8\"," \
  "\"partner_guidance\":\"Guidance.\"," \
  "\"questions\":[{\"id\":\"q\",\"question\":\"How & why?\",\"answer\":\"So.\"}]," \
  "\"companies\":[{\"id\":\"m\",\"name\":\"Muestra\",\"is_partner\":true," \
  "\"domains\":[\"muestra.example.com\"],\"contact_name\":\"Pilar\"," \
  "\"contact_email\":\"pilar@muestra.example.com\"}," \
  "{\"id\":\"n\",\"name\":\"Namuna\",\"is_partner\":false}]}"

static AdwDialog *
show_dialog (PageFixture *self)
{
  AdwDialog *dialog;

  scripted_server_answer_json (self->server, "GET /v1/program", PROGRAM);
  ct_collection_refresh (ct_client_get_program (self->client));
  dialog = ct_first_time_dialog_new (self->client, NULL);
  gtk_window_present (self->window);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until (is_said (dialog, "How & why?"));
  g_assert_true (is_said (dialog, "R&D <Program>"));
  return dialog;
}

static gpointer
get_child (AdwDialog *dialog, const char *name)
{
  GObject *child
      = gtk_widget_get_template_child (GTK_WIDGET (dialog), CT_TYPE_FIRST_TIME_DIALOG, name);

  g_assert_nonnull (child);
  return child;
}

/* Of the page where newcomers say who they are. */
static gpointer
get_field (AdwDialog *dialog, const char *name)
{
  GObject *child
      = gtk_widget_get_template_child (get_child (dialog, "newcomer"), CT_TYPE_NEWCOMER_PAGE, name);

  g_assert_nonnull (child);
  return child;
}

static const char *
get_step (AdwDialog *dialog)
{
  return adw_navigation_page_get_tag (
      adw_navigation_view_get_visible_page (get_child (dialog, "view")));
}

static void
act (AdwDialog *dialog, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL);
}

static void
begin (AdwDialog *dialog, const char *step)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "first-time.begin", "s", step);
}

static void
finish (AdwDialog *dialog)
{
  gtk_widget_activate_action (get_child (dialog, "newcomer"), "newcomer.finish", NULL);
}

static void
go_to_newcomer (PageFixture *self, AdwDialog *dialog, const char *told)
{
  begin (dialog, "code");
  gtk_editable_set_text (get_child (dialog, "code"), " c0de ");
  scripted_server_answer_json (self->server, CHECK, told);
  g_signal_emit_by_name (get_child (dialog, "code"), "entry-activated");
  wait_until (g_str_equal (get_step (dialog), "newcomer"));
  g_assert_cmpstr (scripted_server_last_body (self->server, CHECK), ==, "{\"code\":\"c0de\"}");
}

/* Whoever waits for a code reads where it went, can have another after a while, and in the demo is
 * led to its email. */
static void
test_code (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);
  CtCodeHelp *help = get_child (dialog, "help");

  begin (dialog, "address");
  gtk_editable_set_text (get_child (dialog, "email"), "nadia@example.org");
  scripted_server_answer (self->server, ASK, 202, NULL, NULL);
  act (dialog, "first-time.ask");
  wait_until (g_str_equal (get_step (dialog), "code"));
  wait_until (is_said (dialog, "the code that was sent to nadia@example.org"));
  g_assert_true (is_said (dialog, "You can ask for another code in"));
  g_assert_false (
      gtk_widget_is_sensitive (find_shown (help, GTK_TYPE_BUTTON, "Send _Another Code")));
  assert_hides (dialog, "Open the Demo");

  ct_code_help_sent (help, 0);
  assert_hides (dialog, "You can ask for another code in");
  click (help, "Send _Another Code");
  wait_until (scripted_server_count (self->server, ASK) == 2);
  wait_until (is_said (dialog, "You can ask for another code in"));
  g_assert_cmpstr (get_step (dialog), ==, "code");

  /* What went wrong is said where it was asked for. */
  ct_code_help_sent (help, 0);
  scripted_server_answer (self->server, ASK, 503, NULL, NULL);
  click (help, "Send _Another Code");
  wait_until (gtk_widget_get_visible (get_child (dialog, "code_fault")));

  scripted_server_answer_json (
      self->server, "GET /v1/program",
      "{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"I\",\"support_email\":\"s@example.com\","
      "\"is_sample\":true}");
  ct_collection_refresh (ct_client_get_program (self->client));
  wait_until (is_said (dialog, "can be read in the browser"));
  adw_dialog_force_close (dialog);
}

static void
note_sign_in (AdwDialog *dialog, const char *user_name, const char *password, gpointer data)
{
  g_set_str (data, user_name);
}

static void
test_account (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);
  g_autofree char *signed_in = NULL;

  g_signal_connect (dialog, "sign-in", G_CALLBACK (note_sign_in), &signed_in);
  begin (dialog, "report");
  g_assert_cmpstr (get_step (dialog), ==, "address");
  gtk_editable_set_text (get_child (dialog, "email"), " nadia@example.org ");
  adw_combo_row_set_selected (get_child (dialog, "company"), 2);
  scripted_server_answer (self->server, ASK, 202, NULL, NULL);
  g_signal_emit_by_name (get_child (dialog, "email"), "entry-activated");
  wait_until (g_str_equal (get_step (dialog), "code"));
  g_assert_cmpstr (scripted_server_last_body (self->server, ASK), ==,
                   "{\"email\":\"nadia@example.org\",\"company_id\":\"n\"}");

  go_to_newcomer (self, dialog, "{\"email\":\"nadia@example.org\",\"is_invitation\":false}");
  g_assert_cmpstr (gtk_editable_get_text (get_field (dialog, "user_name")), ==,
                   "nadia@example.org");
  g_assert_true (gtk_widget_get_visible (get_field (dialog, "registration_id")));

  /* What is missing is seen without asking. */
  finish (dialog);
  assert_wrong (get_field (dialog, "given_name"), "Fill in this field.");
  assert_wrong (get_field (dialog, "family_name"), "Fill in this field.");
  assert_wrong (get_field (dialog, "password"), "at least 10 characters");
  assert_wrong (get_field (dialog, "registration_id"), "Fill in this field.");
  assert_wrong (get_field (dialog, "accepts"), "there can be no account");
  assert_right (get_field (dialog, "user_name"));
  g_assert_cmpuint (scripted_server_count (self->server, FINISH), ==, 0);

  gtk_editable_set_text (get_field (dialog, "given_name"), "Nadia");
  gtk_editable_set_text (get_field (dialog, "family_name"), "Newcomer");
  gtk_editable_set_text (get_field (dialog, "user_name"), "nadia");
  gtk_editable_set_text (get_field (dialog, "password"), "long enough");
  gtk_editable_set_text (get_field (dialog, "registration_id"), "3199");
  adw_switch_row_set_active (get_field (dialog, "accepts"), TRUE);
  assert_right (get_field (dialog, "given_name"));
  assert_right (get_field (dialog, "accepts"));
  scripted_server_answer (self->server, FINISH, 422, PROBLEM,
                          "{\"type\":\"urn:certtracker:invalid\",\"status\":422,\"errors\":["
                          "{\"detail\":\"Taken.\",\"pointer\":\"#/user_name\"},"
                          "{\"detail\":\"Unknown.\",\"pointer\":\"#/registration_id\"}]}");
  finish (dialog);
  wait_until (is_said (dialog, "Taken."));
  assert_wrong (get_field (dialog, "user_name"), "Taken.");
  assert_wrong (get_field (dialog, "registration_id"), "Unknown.");
  assert_right (get_field (dialog, "given_name"));
  g_assert_cmpstr (gtk_editable_get_text (get_field (dialog, "password")), ==, "long enough");
  assert_usable (GTK_WIDGET (dialog));

  scripted_server_answer (self->server, FINISH, 201, "application/json",
                          "{\"user_name\":\"nadia\",\"candidate_id\":\"C&T-12345678\"}");
  finish (dialog);
  wait_until (g_str_equal (get_step (dialog), "done"));
  g_assert_true (is_said (dialog, "C&T-12345678"));
  const char *body = scripted_server_last_body (self->server, FINISH);
  g_assert_nonnull (strstr (body, "\"registration_id\":\"3199\""));
  g_assert_nonnull (strstr (body, "\"terms_version\":\"7\",\"privacy_version\":\"8\""));

  act (dialog, "first-time.sign-in");
  g_assert_cmpstr (signed_in, ==, "nadia");
  g_assert_cmpstr (ct_client_get_newcomer (self->client)->password, ==, "");
}

static void
assert_led_to_contact (AdwDialog *dialog)
{
  g_assert_cmpstr (get_step (dialog), ==, "partner");
  g_assert_true (is_said (dialog, "Pilar"));
  g_assert_true (is_said (dialog, "pilar@muestra.example.com"));
}

/* By the address, by the company, or on their own. Nothing is asked of the service. */
static void
test_partner (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);

  begin (dialog, "address");
  gtk_editable_set_text (get_child (dialog, "email"), "ana@muestra.example.com");
  act (dialog, "first-time.ask");
  assert_led_to_contact (dialog);

  adw_navigation_view_pop (get_child (dialog, "view"));
  gtk_editable_set_text (get_child (dialog, "email"), "ana@example.org");
  adw_combo_row_set_selected (get_child (dialog, "company"), 1);
  act (dialog, "first-time.ask");
  assert_led_to_contact (dialog);

  adw_navigation_view_pop_to_tag (get_child (dialog, "view"), "welcome");
  begin (dialog, "partner");
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "contact")));
  adw_combo_row_set_selected (get_child (dialog, "partner"), 1);
  assert_led_to_contact (dialog);
  assert_usable (GTK_WIDGET (dialog));
  g_assert_cmpuint (scripted_server_count (self->server, ASK), ==, 0);
  adw_dialog_force_close (dialog);
}

/* Another copy of the list may be newer. */
static void
test_partner_by_service (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);

  begin (dialog, "address");
  gtk_editable_set_text (get_child (dialog, "email"), "ana@example.org");
  scripted_server_answer (self->server, ASK, 403, PROBLEM,
                          "{\"type\":\"urn:certtracker:partner-company\",\"status\":403,"
                          "\"detail\":\"Ask Pilar.\"}");
  act (dialog, "first-time.ask");
  wait_until (gtk_widget_get_visible (get_child (dialog, "address_fault")));
  g_assert_true (is_said (dialog, "Ask Pilar."));
  adw_dialog_force_close (dialog);
}

static void
test_invitation (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);

  go_to_newcomer (self, dialog,
                  "{\"email\":\"ana@muestra.example.com\",\"is_invitation\":true,\"name\":"
                  "\"Ana Prueba\",\"company\":\"Muestra\",\"candidate_id\":\"CT-1\"}");
  g_assert_false (gtk_widget_get_visible (get_field (dialog, "names")));
  g_assert_true (is_said (dialog, "Ana Prueba"));

  gtk_editable_set_text (get_field (dialog, "password"), "long enough");
  adw_switch_row_set_active (get_field (dialog, "accepts"), TRUE);
  scripted_server_answer (self->server, FINISH, 201, "application/json",
                          "{\"user_name\":\"ana@muestra.example.com\",\"candidate_id\":\"CT-1\"}");
  finish (dialog);
  wait_until (g_str_equal (get_step (dialog), "done"));
  g_assert_null (strstr (scripted_server_last_body (self->server, FINISH), "given_name"));
  adw_dialog_force_close (dialog);
}

/* Closed and opened again, all is there. */
static void
test_draft (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);

  begin (dialog, "address");
  gtk_editable_set_text (get_child (dialog, "email"), "nadia@example.org");
  adw_combo_row_set_selected (get_child (dialog, "company"), 2);
  go_to_newcomer (self, dialog, "{\"email\":\"nadia@example.org\",\"is_invitation\":false}");
  gtk_editable_set_text (get_field (dialog, "given_name"), "Nadia");
  gtk_editable_set_text (get_field (dialog, "password"), "long enough");
  adw_dialog_force_close (dialog);

  dialog = show_dialog (self);
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "email")), ==, "nadia@example.org");
  g_assert_cmpuint (adw_combo_row_get_selected (get_child (dialog, "company")), ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (get_field (dialog, "given_name")), ==, "Nadia");
  g_assert_cmpstr (gtk_editable_get_text (get_field (dialog, "password")), ==, "long enough");
  adw_dialog_force_close (dialog);
}

/* The link in a mail has the code in it. */
static void
test_link (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = ct_first_time_dialog_new (self->client, "c0de");

  gtk_window_present (self->window);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  g_assert_cmpstr (get_step (dialog), ==, "code");
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "code")), ==, "c0de");
  adw_dialog_force_close (dialog);
}

static void
test_failures (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self);

  begin (dialog, "address");
  act (dialog, "first-time.ask");
  assert_wrong (get_child (dialog, "email"), "Enter your email address.");
  gtk_editable_set_text (get_child (dialog, "email"), "nadia@example.org");
  assert_right (get_child (dialog, "email"));
  scripted_server_answer (self->server, ASK, 429, PROBLEM,
                          "{\"type\":\"urn:certtracker:rate-limited\",\"status\":429}");
  act (dialog, "first-time.ask");
  wait_until (scripted_server_count (self->server, ASK) == 1
              && gtk_widget_get_visible (get_child (dialog, "address_fault")));
  g_assert_cmpstr (get_step (dialog), ==, "address");

  begin (dialog, "code");
  gtk_editable_set_text (get_child (dialog, "code"), "old");
  scripted_server_answer (self->server, CHECK, 404, PROBLEM, "{\"status\":404}");
  act (dialog, "first-time.check");
  wait_until (gtk_widget_get_visible (get_child (dialog, "code_fault")));
  assert_wrong (get_child (dialog, "code"), "This code is wrong");
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "code")), ==, "old");
  adw_dialog_force_close (dialog);
}

#define ADD(name, function) \
  g_test_add ("/first-time-dialog/" name, PageFixture, NULL, page_fixture_set_up, function, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);
  ADD ("account", test_account);
  ADD ("partner", test_partner);
  ADD ("partner-by-service", test_partner_by_service);
  ADD ("invitation", test_invitation);
  ADD ("draft", test_draft);
  ADD ("link", test_link);
  ADD ("code", test_code);
  ADD ("failures", test_failures);
  return page_test_run ();
}
