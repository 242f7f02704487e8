/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate changes the own account: what does not fit is said where it is typed, nothing typed
 * is lost by closing or failing, what was changed elsewhere is chosen from, and addresses are
 * verified. */

#include <string.h>

#include "page-fixture.h"
#include "pages/ct-about-you-page.h"
#include "pages/ct-account-dialog.h"
#include "pages/ct-contact-page.h"
#include "pages/ct-email-code-page.h"
#include "pages/ct-emails-page.h"
#include "pages/ct-notices-page.h"
#include "pages/ct-profile-combo.h"
#include "pages/ct-profile-entry.h"
#include "support/waiting.h"
#include "widgets/ct-copy-button.h"

#define BUSY "Try Again Later"
#define GET "GET /v1/account"
#define PATCH "PATCH /v1/account"

#define ACCOUNT(rest) \
  "{\"id\":\"c1\",\"candidate_id\":\"SAM-1\",\"user_name\":\"jane\",\"name\":\"Jané Doe\"," \
  "\"given_name\":\"Jane\",\"family_name\":\"Doe\",\"email\":\"jane@example.com\"," \
  "\"is_partner\":false,\"phone\":\"+46 31 4960517\",\"country\":\"SE\"," \
  "\"time_zone\":\"Europe/Stockholm\",\"language\":\"pt-BR\"," \
  "\"created_at\":\"2024-02-03T12:00:00Z\"," rest "}"

#define IN_LUND ACCOUNT ("\"city\":\"Lund\",\"address_1\":\"Nygatan 2\"")

static void
set_up (PageFixture *self, gconstpointer data)
{
  page_fixture_set_up (self, data);
  scripted_server_answer_json (self->server, GET, IN_LUND);
  page_fixture_refresh (self);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (ct_client_get_account (self->client))) == 1);
}

static gpointer
find_row (gpointer root, const char *field)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *row = find_widget (root, ADW_TYPE_PREFERENCES_ROW, i);
      g_autofree char *name = NULL;

      g_assert_nonnull (row);
      if (!CT_IS_PROFILE_ENTRY (row) && !CT_IS_PROFILE_COMBO (row))
        continue;
      g_object_get (row, "field", &name, NULL);
      if (g_str_equal (name, field))
        return row;
    }
}

static void
fill (gpointer page, const char *field, const char *text)
{
  gtk_editable_set_text (find_row (page, field), text);
}

static void
press_save (gpointer page)
{
  GtkWidget *button
      = gtk_widget_get_ancestor (find_shown (page, GTK_TYPE_LABEL, "_Save"), GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
}

static CtContactPage *
show_contact (PageFixture *self)
{
  CtContactPage *page = ct_contact_page_new (self->client);

  page_fixture_show (self, GTK_WIDGET (page));
  wait_until (find_widget (page, CT_TYPE_PROFILE_ENTRY, 0) != NULL);
  return page;
}

static void
test_limits_are_told (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  assert_hides (page, "left");
  fill (page, "address-1", "1234567890123456789012345678901234567");
  assert_shows (page, "3 characters left");
  fill (page, "address-1", "12345678901234567890123456789012345678901");
  assert_shows (page, "1 character too long: Pearson VUE takes at most 40.");
  fill (page, "address-1", "Łąkowa 3");
  assert_shows (page, "Pearson VUE can print only Western European letters, not “Ł”, “ą”.");
  fill (page, "city", "");
  assert_shows (page, "Needed to register for exams");
  fill (page, "phone", "031 4960517");
  assert_shows (page, "Begin with + and the code of the country, such as +44.");

  /* It is not even asked with what it would refuse. */
  press_save (page);
  g_assert_cmpuint (scripted_server_count (self->server, PATCH), ==, 0);
  assert_usable (page);
}

/* What is needed depends on the country. */
static void
test_country (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);
  CtAccount *draft = ct_profile_draft_get_account (ct_client_get_profile_draft (self->client));

  assert_hides (page, "Needed to register for exams");
  g_object_set (draft, "country", "US", NULL);
  assert_shows (page, "Needed to register for exams");
  assert_shows (page, "United States");
  fill (page, "region", "Texas");
  assert_shows (page, "Use the two-letter abbreviation, such as TX.");
  fill (page, "region", "TX");
  assert_hides (page, "two-letter");
}

/* Only what was changed is sent, based on what the service has at that moment. */
static void
test_saves (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  scripted_server_answer_json (self->server, PATCH,
                               ACCOUNT ("\"city\":\"Malmö\",\"address_1\":\"Nygatan 2\""));
  fill (page, "city", "Malmö");
  fill (page, "address-1", "");
  press_save (page);
  wait_until (!ct_profile_draft_is_changed (ct_client_get_profile_draft (self->client)));

  g_assert_cmpstr (scripted_server_last_body (self->server, PATCH), ==,
                   "{\"address_1\":null,\"city\":\"Malmö\"}");
  g_assert_nonnull (scripted_server_last_header (self->server, PATCH, "If-Match"));
}

static void
test_refused (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  scripted_server_answer (
      self->server, PATCH, 422, "application/problem+json",
      "{\"title\":\"Wrong\",\"status\":422,\"errors\":[{\"detail\":\"There is no "
      "such city.\",\"pointer\":\"#/city\"}]}");
  fill (page, "city", "Atlantis");
  press_save (page);
  wait_until (is_said (page, "There is no such city."));

  scripted_server_answer (
      self->server, PATCH, 422, "application/problem+json",
      "{\"title\":\"Wrong\",\"status\":422,\"errors\":[{\"detail\":\"It has more "
      "than 300 characters.\",\"pointer\":\"#/native_address\"}]}");

  /* It goes when that is changed. */
  fill (page, "city", "Atlanta");
  assert_hides (page, "There is no such city.");

  /* What has no row is said above. */
  press_save (page);
  wait_until (is_said (page, "It has more than 300 characters."));
}

static void
test_kept (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  scripted_server_answer (self->server, PATCH, 503, NULL, NULL);
  fill (page, "city", "Malmö");
  press_save (page);
  wait_until (is_said (page, "Try Again Later"));

  /* News of the account takes nothing away, nor does looking elsewhere. */
  scripted_server_answer_json (self->server, GET,
                               ACCOUNT ("\"city\":\"Lund\",\"address_1\":\"Storgatan 1\""));
  page_fixture_refresh (self);
  wait_until (is_said (page, "Malmö") || find_shown (page, CT_TYPE_PROFILE_ENTRY, NULL) != NULL);
  page = show_contact (self);
  g_assert_cmpstr (gtk_editable_get_text (find_row (page, "city")), ==, "Malmö");
  wait_until (g_str_equal (gtk_editable_get_text (find_row (page, "address-1")), "Storgatan 1"));
}

static void
choose (gpointer page, const char *words)
{
  GtkWidget *label = find_shown (page, GTK_TYPE_LABEL, words);

  g_assert_nonnull (label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                   gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON)),
                               TRUE);
}

static void
test_changed_elsewhere (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  fill (page, "city", "Malmö");
  fill (page, "address-1", "Storgatan 1");
  scripted_server_answer_json (
      self->server, GET,
      ACCOUNT ("\"city\":\"Kiruna\",\"address_1\":\"Tågatan\",\"region\":\"X\""));
  scripted_server_answer_json (self->server, PATCH, IN_LUND);
  press_save (page);
  wait_until (is_said (page, "Changed Elsewhere Meanwhile"));
  assert_shows (page, "Yours: Malmö");
  assert_shows (page, "Saved elsewhere: Kiruna");
  g_assert_cmpuint (scripted_server_count (self->server, PATCH), ==, 0);

  /* Nothing is saved until both are chosen. */
  choose (page, "Yours: Malmö");
  press_save (page);
  g_assert_cmpuint (scripted_server_count (self->server, PATCH), ==, 0);
  choose (page, "Saved elsewhere: Tågatan");
  press_save (page);
  wait_until (scripted_server_count (self->server, PATCH) == 1);
  g_assert_cmpstr (scripted_server_last_body (self->server, PATCH), ==, "{\"city\":\"Malmö\"}");
  wait_until (!is_said (page, "Changed Elsewhere Meanwhile"));
}

/* Between looking and saving, too: it looks again. */
static void
test_changed_just_now (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  scripted_server_answer (self->server, PATCH, 412, NULL, NULL);
  fill (page, "city", "Malmö");
  press_save (page);
  wait_until (is_said (page, "Changed Elsewhere"));
  g_assert_cmpuint (scripted_server_count (self->server, PATCH), ==, 3);
}

static void
test_choices (PageFixture *self, gconstpointer data)
{
  CtAboutYouPage *page = ct_about_you_page_new (self->client);
  CtAccount *draft = ct_profile_draft_get_account (ct_client_get_profile_draft (self->client));

  page_fixture_show (self, GTK_WIDGET (page));
  wait_until (find_widget (page, CT_TYPE_PROFILE_COMBO, 0) != NULL);
  assert_shows (page, "Not answered");
  adw_combo_row_set_selected (find_row (page, "gender"), 1);
  g_assert_cmpint (draft->gender, ==, CT_GENDER_UNDISCLOSED);
  assert_shows (page, "Prefer not to say");
  assert_usable (page);
}

/* What this computer does not know is shown and kept. */
static void
test_unknown_choices (PageFixture *self, gconstpointer data)
{
  CtContactPage *page = show_contact (self);

  assert_shows (page, "Stockholm, Sweden");
  assert_shows (page, "pt-BR");
  g_assert_false (ct_profile_draft_is_changed (ct_client_get_profile_draft (self->client)));
}

#define MAIN \
  "{\"id\":\"e1\",\"address\":\"jane@example.com\",\"is_primary\":true," \
  "\"added_at\":\"2024-02-03T12:00:00Z\",\"verified_at\":\"2024-02-03T12:00:00Z\"}"
#define HOME(rest) \
  "{\"id\":\"e2\",\"address\":\"jane@home.example\",\"is_primary\":false," \
  "\"added_at\":\"2024-02-04T12:00:00Z\"" rest "}"
#define VERIFIED ",\"verified_at\":\"2024-02-04T12:00:00Z\""

static CtEmailsPage *
show_emails (PageFixture *self, const char *emails)
{
  CtEmailsPage *page;

  page_fixture_answer (self, "v1/emails", emails);
  page_fixture_refresh (self);
  page = ct_emails_page_new (self->client);
  page_fixture_show (self, GTK_WIDGET (page));
  wait_until (is_said (page, "jane@example.com"));
  return page;
}

static void
test_adds_address (PageFixture *self, gconstpointer data)
{
  CtEmailsPage *page = show_emails (self, MAIN);
  GtkWidget *code;

  scripted_server_answer (self->server, "POST /v1/emails", 201, "application/json", HOME (""));
  page_fixture_answer (self, "v1/emails", MAIN "," HOME (""));
  gtk_editable_set_text (find_widget (page, ADW_TYPE_ENTRY_ROW, 0), " jane@home.example ");
  click (page, "Add");
  wait_until (is_said (self->view, "the code that was sent to jane@home.example"));
  g_assert_cmpstr (scripted_server_last_body (self->server, "POST /v1/emails"), ==,
                   "{\"address\":\"jane@home.example\"}");
  g_assert_nonnull (
      scripted_server_last_header (self->server, "POST /v1/emails", "Idempotency-Key"));

  /* A wrong code is said where it is; what was typed stays. */
  scripted_server_answer (
      self->server, "POST /v1/emails/e2/verification", 422, "application/problem+json",
      "{\"title\":\"Wrong\",\"status\":422,\"errors\":[{\"detail\":\"This is not "
      "the code.\",\"pointer\":\"#/code\"}]}");
  code = find_widget (adw_navigation_view_get_visible_page (self->view), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (code), "123456");
  click (self->view, "_Verify");
  wait_until (is_said (self->view, "This is not the code."));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, "123456");

  scripted_server_answer (self->server, "POST /v1/emails/e2/verification", 200, "application/json",
                          HOME (VERIFIED));
  page_fixture_answer (self, "v1/emails", MAIN "," HOME (VERIFIED));
  click (self->view, "_Verify");
  wait_until (is_said (self->view, "Verified"));
  assert_usable (page);
}

/* An address may have what is markup elsewhere. */
static void
test_odd_address (PageFixture *self, gconstpointer data)
{
  CtEmailCodePage *page = ct_email_code_page_new (self->client, "e2", "jane&co@home.example");

  page_fixture_show (self, GTK_WIDGET (page));
  wait_until (is_said (page, "the code that was sent to jane&co@home.example."));
}

static void
test_primary_address (PageFixture *self, gconstpointer data)
{
  CtEmailsPage *page = show_emails (self, MAIN "," HOME (VERIFIED));

  assert_shows (page, "Main address, where mail goes");
  scripted_server_answer_json (self->server, PATCH, IN_LUND);
  click (page, "Make It the Main Address");
  wait_until (scripted_server_count (self->server, PATCH) == 1);
  g_assert_cmpstr (scripted_server_last_body (self->server, PATCH), ==,
                   "{\"email\":\"jane@home.example\"}");
  g_assert_nonnull (scripted_server_last_header (self->server, PATCH, "If-Match"));
}

/* It is out of sight at once, and gone when nobody can undo it any more. */
static void
test_removes_address (PageFixture *self, gconstpointer data)
{
  CtEmailsPage *page = show_emails (self, MAIN "," HOME (""));

  assert_shows (page, "Waits for the code that was mailed to it");
  scripted_server_answer (self->server, "DELETE /v1/emails/e2", 204, NULL, NULL);
  click (page, "Remove");
  assert_hides (page, "jane@home.example");
  click (self->window, "Undo");
  assert_shows (page, "jane@home.example");
  g_assert_cmpuint (scripted_server_count (self->server, "DELETE /v1/emails/e2"), ==, 0);

  click (page, "Remove");
  page_fixture_answer (self, "v1/emails", MAIN);
  adw_toast_overlay_dismiss_all (self->toasts);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (ct_client_get_emails (self->client))) == 1);
  assert_hides (page, "jane@home.example");
  g_assert_cmpuint (scripted_server_count (self->server, "DELETE /v1/emails/e2"), ==, 1);
}

/* What the service refuses is there again, with its reason. */
static void
test_removal_refused (PageFixture *self, gconstpointer data)
{
  CtEmailsPage *page = show_emails (self, MAIN "," HOME (""));

  scripted_server_answer (self->server, "DELETE /v1/emails/e2", 500, NULL, NULL);
  click (page, "Remove");
  adw_toast_overlay_dismiss_all (self->toasts);
  wait_until (is_said (page, "jane@home.example"));
}

static void
test_notices (PageFixture *self, gconstpointer data)
{
  static const char *const notices[] = { "result", "expiry", "retirement" };
  CtNoticesPage *page = ct_notices_page_new (self->client);

  page_fixture_show (self, GTK_WIDGET (page));
  wait_until (find_widget (page, ADW_TYPE_SWITCH_ROW, 0) != NULL);
  g_assert_cmpuint (count_widgets (page, ADW_TYPE_SWITCH_ROW), ==, G_N_ELEMENTS (notices));
  assert_shows (page, "opt out at any time");
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      AdwSwitchRow *row = find_widget (page, ADW_TYPE_SWITCH_ROW, i);
      g_autofree char *expected
          = g_strdup_printf ("{\"muted\":[\"other\",\"news\",\"%s\"]}", notices[i]);

      g_assert_true (adw_switch_row_get_active (row));
      scripted_server_answer_json (self->server, GET, ACCOUNT ("\"muted\":[\"other\",\"news\"]"));
      scripted_server_answer_json (self->server, PATCH, IN_LUND);
      adw_switch_row_set_active (row, FALSE);
      wait_until (scripted_server_count (self->server, PATCH) == i + 1);
      g_assert_cmpstr (scripted_server_last_body (self->server, PATCH), ==, expected);
    }
  assert_usable (page);
}

static void
take_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* The candidate ID is copied with a click, which is said. */
static void
test_copy (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = ct_account_dialog_new (self->client);
  GtkWidget *button;
  char *text = NULL;

  page_fixture_show (self, GTK_WIDGET (ct_about_you_page_new (self->client)));
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until ((button = find_widget (dialog, CT_TYPE_COPY_BUTTON, 0)) != NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Copy Candidate ID");
  g_signal_emit_by_name (button, "clicked");
  assert_shows (dialog, "Candidate ID copied");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (button), NULL, take_text, &text);
  wait_until (text != NULL);
  g_assert_cmpstr (text, ==, "SAM-1");
  g_free (text);

  /* Also where contact information is changed. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "account.show", "s", "contact");
  wait_until (is_said (dialog, "Address in Your Script"));
  g_assert_nonnull (find_widget (dialog, CT_TYPE_COPY_BUTTON, 0));
  adw_dialog_force_close (dialog);
}

/* What went wrong is not said any more once it is tried again, nor on another page. */
static void
test_toasts (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = ct_account_dialog_new (self->client);
  GtkWidget *widget = GTK_WIDGET (dialog);
  AdwSwitchRow *row;

  page_fixture_show (self, GTK_WIDGET (ct_about_you_page_new (self->client)));
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until (is_said (dialog, "Jané Doe"));
  gtk_widget_activate_action (widget, "account.show", "s", "notices");
  wait_until ((row = find_widget (dialog, ADW_TYPE_SWITCH_ROW, 0)) != NULL);

  scripted_server_answer (self->server, PATCH, 503, NULL, NULL);
  adw_switch_row_set_active (row, FALSE);
  wait_until (is_said (dialog, BUSY));
  g_assert_true (adw_switch_row_get_active (row));

  scripted_server_answer_json (self->server, PATCH, IN_LUND);
  adw_switch_row_set_active (row, FALSE);
  handle_pending ();
  assert_hides (dialog, BUSY);

  gtk_widget_activate_action (widget, "account.toast", "s", "Address verified");
  assert_shows (dialog, "Address verified");
  g_assert_true (gtk_widget_activate_action (widget, "account.dismiss", NULL));
  assert_hides (dialog, "Address verified");

  gtk_widget_activate_action (widget, "account.toast", "s", "Changes saved");
  assert_shows (dialog, "Changes saved");
  gtk_widget_activate_action (widget, "account.show", "s", "emails");
  handle_pending ();
  assert_hides (dialog, "Changes saved");

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &widget);
  adw_dialog_force_close (dialog);
  wait_until (widget == NULL);
}

static void
test_dialog (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = ct_account_dialog_new (self->client);
  GtkWidget *widget = GTK_WIDGET (dialog);

  page_fixture_show (self, GTK_WIDGET (ct_about_you_page_new (self->client)));
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until (is_said (dialog, "Jané Doe"));
  assert_shows (dialog, "Jane Doe");
  assert_shows (dialog, "SAM-1");
  activate_row (dialog, "Change _Name…");
  g_assert_cmpstr (self->asked, ==, "win.request-change 'name-change'");
  gtk_widget_activate_action (widget, "account.show", "s", "contact");
  wait_until (find_widget (dialog, CT_TYPE_PROFILE_ENTRY, 0) != NULL);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &widget);
  adw_dialog_force_close (dialog);
  wait_until (widget == NULL);
}

#define ADD(name, function) \
  g_test_add ("/account/" name, PageFixture, NULL, set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);
  ADD ("limits", test_limits_are_told);
  ADD ("country", test_country);
  ADD ("saves", test_saves);
  ADD ("refused", test_refused);
  ADD ("kept", test_kept);
  ADD ("changed-elsewhere", test_changed_elsewhere);
  ADD ("changed-just-now", test_changed_just_now);
  ADD ("choices", test_choices);
  ADD ("unknown-choices", test_unknown_choices);
  ADD ("adds-address", test_adds_address);
  ADD ("odd-address", test_odd_address);
  ADD ("primary-address", test_primary_address);
  ADD ("removes-address", test_removes_address);
  ADD ("removal-refused", test_removal_refused);
  ADD ("notices", test_notices);
  ADD ("copy", test_copy);
  ADD ("toasts", test_toasts);
  ADD ("dialog", test_dialog);
  return page_test_run ();
}
