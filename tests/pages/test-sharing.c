/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate forwards credentials: what is wrong is said where it is, what was typed survives
 * closing and failing, nothing is sent twice; and sees who looked, what did not arrive, and takes
 * it back. */

#include <string.h>

#include "model/ct-share.h"
#include "page-fixture.h"
#include "pages/ct-credentials-page.h"
#include "pages/ct-document-page.h"
#include "pages/ct-share-dialog.h"
#include "pages/ct-share-row.h"
#include "pages/ct-shares-page.h"
#include "pages/ct-transcript-dialog.h"
#include "support/waiting.h"

#define SEND "POST /v1/shares"

#define CREDENTIAL(id, title, state) \
  "{\"id\":\"" id "\",\"number\":\"N-" id "\",\"achievement_id\":\"x\",\"title\":\"" title \
  "\",\"short_title\":\"SCS\",\"kind\":\"certification\",\"field\":\"F\",\"name\":\"Jane Doe\"," \
  "\"state\":\"" state "\",\"issued_at\":\"2024-02-03T12:00:00Z\"," \
  "\"verification_code\":\"CODE-" id "\"}"

#define CREDENTIALS \
  CREDENTIAL ("1", "Endpoint", "active") \
  "," CREDENTIAL ("2", "Gateway", "expired") "," CREDENTIAL ("3", "Storage", "revoked")

#define SHARE(state, rest) \
  "{\"id\":\"s/" \
  "1\",\"credential_ids\":[\"1\",\"2\"],\"message\":\"Hello\",\"shows_contact\":false," \
  "\"state\":\"" state "\",\"created_at\":\"2026-03-01T12:00:00Z\"," \
  "\"expires_at\":\"2026-04-01T12:00:00Z\"" rest "," \
  "\"recipients\":[{\"id\":\"r1\",\"address\":\"eva@example.org\",\"delivery\":\"sent\"," \
  "\"views\":2,\"last_viewed_at\":\"2026-03-02T12:00:00Z\"}," \
  "{\"id\":\"r2\",\"address\":\"nobody@example.org\",\"delivery\":\"failed\"," \
  "\"failure\":\"550 No such user\",\"views\":0}]}"

static CtShareDialog *
show_dialog (PageFixture *self, const char *credential_id)
{
  CtShareDialog *dialog = CT_SHARE_DIALOG (ct_share_dialog_new (self->client, credential_id));

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
  wait_until (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 0) != NULL);
  return dialog;
}

static void
set_up (PageFixture *self, gconstpointer data)
{
  page_fixture_set_up (self, data);
  page_fixture_answer (self, "v1/credentials", CREDENTIALS);
  page_fixture_refresh (self);
  page_fixture_show (self, GTK_WIDGET (ct_credentials_page_new (self->client)));
}

static void
close_dialog (CtShareDialog *dialog)
{
  GtkWidget *widget = GTK_WIDGET (dialog);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &widget);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (widget == NULL);
}

static void
check (CtShareDialog *dialog, const char *title)
{
  GtkWidget *row = find_shown (dialog, ADW_TYPE_ACTION_ROW, title);

  gtk_check_button_set_active (find_widget (row, GTK_TYPE_CHECK_BUTTON, 0), TRUE);
}

static gpointer
get_address (CtShareDialog *dialog)
{
  return find_widget (dialog, ADW_TYPE_ENTRY_ROW, 0);
}

static gpointer
get_credentials (CtShareDialog *dialog)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), CT_TYPE_SHARE_DIALOG, "credentials");
}

static void
type_address (CtShareDialog *dialog, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_address (dialog)), text);
}

static void
press_send (CtShareDialog *dialog)
{
  GtkWidget *button
      = gtk_widget_get_ancestor (find_shown (dialog, GTK_TYPE_LABEL, "_Send"), GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_busy (CtShareDialog *dialog)
{
  return find_widget (dialog, ADW_TYPE_SPINNER, 0) != NULL;
}

static void
test_only_what_can_be_shared (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, "2");

  g_assert_cmpuint (count_widgets (dialog, GTK_TYPE_CHECK_BUTTON), ==, 2);
  assert_hides (dialog, "Storage");
  g_assert_false (gtk_check_button_get_active (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 0)));
  g_assert_true (gtk_check_button_get_active (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 1)));
  close_dialog (dialog);
}

static void
test_asks_for_what_is_missing (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, NULL);

  press_send (dialog);
  assert_wrong (get_credentials (dialog), "Choose what to share.");
  assert_wrong (get_address (dialog), "Add at least one recipient.");
  check (dialog, "Endpoint");
  assert_right (get_credentials (dialog));
  press_send (dialog);
  assert_wrong (get_address (dialog), "Add at least one recipient.");
  g_assert_cmpuint (scripted_server_count (self->server, SEND), ==, 0);
  close_dialog (dialog);
}

static void
test_sends (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, "1");
  const char *body;

  scripted_server_answer (self->server, SEND, 201, "application/json", SHARE ("active", ""));
  page_fixture_answer (self, "v1/shares", SHARE ("active", ""));
  type_address (dialog, " eva@example.org; ola@example.org,EVA@example.org");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  press_send (dialog);
  g_assert_true (is_busy (dialog));
  wait_until (dialog == NULL);

  body = scripted_server_last_body (self->server, SEND);
  g_assert_cmpstr (body, ==,
                   "{\"credential_ids\":[\"1\"],\"recipients\":[\"eva@example.org\","
                   "\"ola@example.org\"],\"shows_contact\":false,\"days\":30}");
  g_assert_nonnull (scripted_server_last_header (self->server, SEND, "Idempotency-Key"));
  g_assert_cmpstr (self->asked, ==, "win.toast 'Credentials shared'");

  /* Nothing of it is left for the next. */
  dialog = show_dialog (self, NULL);
  assert_hides (dialog, "eva@example.org");
  g_assert_false (gtk_check_button_get_active (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 0)));
  close_dialog (dialog);
}

#define LINK \
  "{\"id\":\"l1\",\"kind\":\"link\",\"credential_ids\":[\"1\"],\"shows_contact\":false," \
  "\"state\":\"active\",\"created_at\":\"2026-03-01T12:00:00Z\"," \
  "\"expires_at\":\"2026-04-01T12:00:00Z\",\"uri\":\"https://x.example/share/S\",\"views\":3," \
  "\"last_viewed_at\":\"2026-03-02T12:00:00Z\"}"
#define TRANSCRIPT \
  "{\"id\":\"t1\",\"kind\":\"transcript\",\"credential_ids\":[\"1\"],\"attempt_ids\":[\"a1\"]," \
  "\"shows_contact\":false,\"state\":\"active\",\"created_at\":\"2026-03-01T12:00:00Z\"," \
  "\"expires_at\":\"2026-04-01T12:00:00Z\",\"code\":\"ABCD-2345\",\"views\":0}"

static void
take_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (PageFixture *self)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), NULL,
                                 take_text, &text);
  wait_until (text != NULL);
  return text;
}

/* Instead of being sent it becomes a link, which is on the clipboard. */
static void
test_copies_link (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, "1");
  GtkWidget *row = find_shown (dialog, ADW_TYPE_BUTTON_ROW, "Copy _Link");

  scripted_server_answer (self->server, SEND, 201, "application/json", LINK);
  page_fixture_answer (self, "v1/shares", LINK);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (row, "activated");
  wait_until (dialog == NULL);
  g_assert_cmpstr (scripted_server_last_body (self->server, SEND), ==,
                   "{\"credential_ids\":[\"1\"],\"kind\":\"link\",\"shows_contact\":false,"
                   "\"days\":30}");
  g_assert_cmpstr (self->asked, ==, "win.toast 'Link copied'");

  g_autofree char *text = read_clipboard (self);
  g_assert_cmpstr (text, ==, "https://x.example/share/S");
}

static void
test_says_where_it_is_wrong (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, "1");
  GtkWidget *row;

  scripted_server_answer (self->server, SEND, 422, "application/problem+json",
                          "{\"type\":\"urn:certtracker:invalid\",\"title\":\"x\",\"status\":422,"
                          "\"errors\":[{\"detail\":\"Not an address.\","
                          "\"pointer\":\"#/recipients/1\"},"
                          "{\"detail\":\"Too long.\",\"pointer\":\"#/message\"}]}");
  type_address (dialog, "eva@example.org ola");
  press_send (dialog);
  wait_until (!is_busy (dialog));

  row = find_shown (dialog, ADW_TYPE_ACTION_ROW, "ola");
  assert_shows (row, "Not an address.");
  assert_hides (find_shown (dialog, ADW_TYPE_ACTION_ROW, "eva@example.org"), "Not an address.");
  assert_shows (dialog, "Too long.");

  g_signal_emit_by_name (find_widget (row, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (
                        ct_share_draft_get_recipients (ct_client_get_share_draft (self->client))),
                    ==, 1);
  close_dialog (dialog);
}

/* To send again what may have arrived already is safe; to send something else is new. */
static void
test_survives_failure (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, "1");
  g_autofree char *first = NULL;

  scripted_server_answer (self->server, SEND, 503, NULL, NULL);
  type_address (dialog, "eva@example.org");
  g_object_set (ct_client_get_share_draft (self->client), "message", "Dear Eva", NULL);
  press_send (dialog);
  wait_until (!is_busy (dialog));
  assert_shows (dialog, "Try Again Later");
  first = g_strdup (scripted_server_last_header (self->server, SEND, "Idempotency-Key"));
  close_dialog (dialog);

  dialog = show_dialog (self, NULL);
  assert_shows (dialog, "eva@example.org");
  g_assert_true (gtk_check_button_get_active (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 0)));
  press_send (dialog);
  wait_until (!is_busy (dialog));
  g_assert_cmpuint (scripted_server_count (self->server, SEND), ==, 2);
  g_assert_cmpstr (scripted_server_last_header (self->server, SEND, "Idempotency-Key"), ==, first);

  type_address (dialog, "ola@example.org");
  press_send (dialog);
  wait_until (!is_busy (dialog));
  g_assert_cmpstr (scripted_server_last_header (self->server, SEND, "Idempotency-Key"), !=, first);
  g_assert_nonnull (strstr (scripted_server_last_body (self->server, SEND), "Dear Eva"));
  close_dialog (dialog);
}

static void
test_typed_address_survives_closing (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, NULL);

  type_address (dialog, "eva@example.org");
  close_dialog (dialog);
  dialog = show_dialog (self, NULL);
  assert_shows (dialog, "eva@example.org");
  close_dialog (dialog);
}

/* Nothing but a page is opened by what the service says. */
static void
test_hostile_preview (PageFixture *self, gconstpointer data)
{
  CtShareDialog *dialog = show_dialog (self, "1");

  scripted_server_answer (self->server, "POST /v1/shares/preview", 201, "application/json",
                          "{\"uri\":\"file:///etc/passwd\"}");
  click (dialog, "_Preview");
  wait_until (!is_busy (dialog));
  assert_shows (dialog, "The Answer Cannot Be Read");
  close_dialog (dialog);
}

static void
show_shares (PageFixture *self, const char *items)
{
  page_fixture_answer (self, "v1/shares", items);
  page_fixture_refresh (self);
  page_fixture_show (self, GTK_WIDGET (ct_shares_page_new (self->client)));
}

/* With the slash of the id as servers write it, in one way or the other. */
static const char *const withdrawals[] = { "DELETE /v1/shares/s%2F1", "DELETE /v1/shares/s/1" };

static void
answer_withdrawal (PageFixture *self, guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (withdrawals); i++)
    scripted_server_answer (self->server, withdrawals[i], status, NULL, NULL);
}

static guint
count_withdrawals (PageFixture *self)
{
  return scripted_server_count (self->server, withdrawals[0])
         + scripted_server_count (self->server, withdrawals[1]);
}

static void
test_list (PageFixture *self, gconstpointer data)
{
  show_shares (self, SHARE ("active", ""));
  assert_shows (self->view, "Endpoint, Gateway");
  assert_shows (self->view, "Can be opened");
  assert_shows (self->view, "Shared on 1 March 2026 · Until 1 April 2026");
  assert_shows (self->view, "Opened 2 times, last on 2 March 2026");
  assert_shows (self->view, "Could not be delivered: 550 No such user");
  assert_hides (self->view, "sample program");
  assert_usable (self->view);
}

/* A link is copied again, and a transcript opened again, from where they are listed. */
static void
test_link_and_transcript (PageFixture *self, gconstpointer data)
{
  show_shares (self, LINK "," TRANSCRIPT);
  assert_shows (self->view, "Opened 3 times, last on 2 March 2026");
  assert_shows (self->view, "Code ABCD-2345 · Not verified by anyone yet");
  click (self->view, "Copy _Link");
  g_autofree char *link = read_clipboard (self);
  g_assert_cmpstr (link, ==, "https://x.example/share/S");
  click (self->view, "Copy _Code");
  g_autofree char *code = read_clipboard (self);
  g_assert_cmpstr (code, ==, "ABCD-2345");
  assert_usable (self->view);

  click (self->view, "_Open");
  wait_until (scripted_server_count (self->server, "GET /v1/shares/t1/transcript?paper=a4") == 1);
  g_assert_true (CT_IS_DOCUMENT_PAGE (adw_navigation_view_get_visible_page (self->view)));
}

/* A transcript lists what is chosen; what is valid and passed is at first. */
static void
test_creates_transcript (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *row;

  page_fixture_answer (self, "v1/attempts",
                       "{\"id\":\"a1\",\"exam_code\":\"1\",\"exam_title\":\"First\",\"kind\":"
                       "\"exam\",\"taken_at\":\"2026-02-01T10:00:00Z\",\"result\":\"passed\"},"
                       "{\"id\":\"a2\",\"exam_code\":\"2\",\"exam_title\":\"Second\",\"kind\":"
                       "\"exam\",\"taken_at\":\"2026-01-01T10:00:00Z\",\"result\":\"failed\"},"
                       "{\"id\":\"a3\",\"exam_code\":\"3\",\"exam_title\":\"Third\",\"kind\":"
                       "\"exam\",\"taken_at\":\"2026-01-01T10:00:00Z\",\"result\":\"pending\"}");
  show_shares (self, LINK);
  ct_transcript_dialog_present (CT_PAGE (adw_navigation_view_get_visible_page (self->view)));
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  wait_until (is_said (dialog, "First"));
  assert_shows (dialog, "Gateway");
  assert_hides (dialog, "Storage");
  assert_hides (dialog, "Third");
  assert_usable (dialog);

  row = find_shown (dialog, ADW_TYPE_ACTION_ROW, "Second");
  gtk_check_button_set_active (find_widget (row, GTK_TYPE_CHECK_BUTTON, 0), TRUE);
  scripted_server_answer (self->server, SEND, 201, "application/json", TRANSCRIPT);
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_shown (dialog, GTK_TYPE_LABEL,
                                                              "_Create Transcript"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  wait_until (scripted_server_count (self->server, "GET /v1/shares/t1/transcript?paper=a4") == 1);
  g_assert_cmpstr (scripted_server_last_body (self->server, SEND), ==,
                   "{\"kind\":\"transcript\",\"credential_ids\":[\"1\"],\"attempt_ids\":[\"a1\","
                   "\"a2\"],\"days\":365}");
  g_assert_true (CT_IS_DOCUMENT_PAGE (adw_navigation_view_get_visible_page (self->view)));
}

/* Whoever shared something with the sample is told where its mail is. */
static void
test_sample (PageFixture *self, gconstpointer data)
{
  scripted_server_answer_json (
      self->server, "GET /v1/program",
      "{\"id\":\"p\",\"name\":\"Program\",\"issuer\":\"I\",\"is_sample\":true,"
      "\"support_email\":\"s@example.com\"}");
  show_shares (self, "");
  assert_shows (self->view, "Nothing Shared Yet");
  assert_hides (self->view, "sample program");
  page_fixture_answer (self, "v1/shares", SHARE ("active", ""));
  page_fixture_refresh (self);
  wait_until (is_said (self->view, "sample program"));
}

/* It is seen at once, and the service is told when nobody can undo it any more. */
static void
test_withdraws (PageFixture *self, gconstpointer data)
{
  show_shares (self, SHARE ("active", ""));
  answer_withdrawal (self, 204);
  click (self->view, "_Withdraw");
  assert_hides (self->view, "Can be opened");
  g_assert_null (find_shown (self->view, GTK_TYPE_BUTTON, "_Withdraw"));
  g_assert_cmpuint (count_withdrawals (self), ==, 0);

  page_fixture_answer (self, "v1/shares",
                       SHARE ("withdrawn", ",\"withdrawn_at\":\"2026-03-05T12:00:00Z\""));
  adw_toast_overlay_dismiss_all (self->toasts);
  wait_until (is_said (self->view, "Withdrawn on 5 March 2026"));
  g_assert_cmpuint (count_withdrawals (self), ==, 1);
}

static void
test_withdrawal_undone (PageFixture *self, gconstpointer data)
{
  show_shares (self, SHARE ("active", ""));
  click (self->view, "_Withdraw");
  click (self->window, "Undo");
  assert_shows (self->view, "Can be opened");
  adw_toast_overlay_dismiss_all (self->toasts);
  handle_pending ();
  g_assert_cmpuint (count_withdrawals (self), ==, 0);
}

/* Whoever goes on does not wait for a toast, and what fails then is not kept from them. */
static void
test_withdrawal_left (PageFixture *self, gconstpointer data)
{
  show_shares (self, SHARE ("active", ""));
  answer_withdrawal (self, 500);
  click (self->view, "_Withdraw");
  adw_navigation_view_replace (self->view, NULL, 0);
  wait_until (self->asked != NULL);
  g_assert_cmpuint (count_withdrawals (self), ==, 1);
  g_assert_true (g_str_has_prefix (self->asked, "win.toast "));
}

/* The window may be closed, and the application ends when the service was told. */
static void
test_withdrawal_before_quitting (PageFixture *self, gconstpointer data)
{
  show_shares (self, SHARE ("active", ""));
  answer_withdrawal (self, 204);
  click (self->view, "_Withdraw");
  gtk_window_close (self->window);
  self->window = GTK_WINDOW (adw_window_new ()); /* for the end of the test */
  wait_until (count_withdrawals (self) == 1);
}

static void
test_withdrawn_before_it_was_sent (PageFixture *self, gconstpointer data)
{
  show_shares (self, "{\"id\":\"s1\",\"credential_ids\":[\"1\"],\"shows_contact\":false,"
                     "\"state\":\"withdrawn\",\"created_at\":\"2026-03-01T12:00:00Z\","
                     "\"expires_at\":\"2026-04-01T12:00:00Z\","
                     "\"withdrawn_at\":\"2026-03-05T12:00:00Z\","
                     "\"recipients\":[{\"id\":\"r1\",\"address\":\"eva@example.org\","
                     "\"delivery\":\"dropped\",\"views\":0}]}");
  assert_shows (self->view, "The mail did not leave");
  assert_hides (self->view, "The mail is about to leave");
}

static void
test_empty (PageFixture *self, gconstpointer data)
{
  show_shares (self, "");
  g_assert_cmpstr (adw_navigation_page_get_title (
                       adw_navigation_view_get_visible_page (self->view)),
                   ==, "Shared");
  assert_shows (self->view, "Nothing Shared Yet");
  click (self->view, "_Share Credentials…");
  g_assert_cmpstr (self->asked, ==, "win.share ''");
}

#define add(path, function) \
  g_test_add (path, PageFixture, NULL, set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);

  add ("/sharing/only-what-can-be-shared", test_only_what_can_be_shared);
  add ("/sharing/asks-for-what-is-missing", test_asks_for_what_is_missing);
  add ("/sharing/sends", test_sends);
  add ("/sharing/says-where-it-is-wrong", test_says_where_it_is_wrong);
  add ("/sharing/survives-failure", test_survives_failure);
  add ("/sharing/typed-address-survives-closing", test_typed_address_survives_closing);
  add ("/sharing/hostile-preview", test_hostile_preview);
  add ("/sharing/list", test_list);
  add ("/sharing/withdraws", test_withdraws);
  add ("/sharing/withdrawal-undone", test_withdrawal_undone);
  add ("/sharing/withdrawal-left", test_withdrawal_left);
  add ("/sharing/withdrawal-before-quitting", test_withdrawal_before_quitting);
  add ("/sharing/withdrawn-unsent", test_withdrawn_before_it_was_sent);
  add ("/sharing/copies-link", test_copies_link);
  add ("/sharing/link-and-transcript", test_link_and_transcript);
  add ("/sharing/creates-transcript", test_creates_transcript);
  add ("/sharing/sample", test_sample);
  add ("/sharing/empty", test_empty);

  return page_test_run ();
}
