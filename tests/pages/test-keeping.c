/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate takes certificates, logos and all data along: only what can be had is offered, terms
 * come first, nothing is asked for twice, and what is saved is whole or not there. The account's
 * history can be read, and leaving needs the password. */

#include <glib/gstdio.h>
#include <string.h>

#include "page-fixture.h"
#include "pages/ct-data-dialog.h"
#include "pages/ct-downloads-dialog.h"
#include "pages/ct-events-dialog.h"
#include "pages/ct-package-row.h"
#include "../client/signed-in.h"
#include "support/waiting.h"
#include "widgets/ct-badge.h"

#define ASK "POST /v1/packages"
#define FILE_OF "GET /v1/packages/p1/file"

#define DOWNLOAD(id, title, state, certificate, logo) \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"short_title\":\"SCS\",\"kind\":\"certification\"," \
  "\"state\":\"" state "\",\"certificate\":\"" certificate "\",\"logo\":\"" logo "\"}"

#define DOWNLOADS(logo) \
  DOWNLOAD ("1", "Endpoint", "active", "granted", logo) \
  "," DOWNLOAD ("2", "Gateway", "expired", "granted", \
                "expired") "," DOWNLOAD ("3", "Storage", "revoked", "revoked", "revoked")

#define PACKAGE(kind, state, rest) \
  "{\"id\":\"p1\",\"kind\":\"" kind "\",\"state\":\"" state "\",\"credential_ids\":[\"1\"]," \
  "\"paper\":\"a4\",\"done\":1" rest ",\"requested_at\":\"2026-03-01T12:00:00Z\"," \
  "\"expires_at\":\"2026-03-02T12:00:00Z\"}"
#define READY(kind) PACKAGE (kind, "ready", ",\"total\":1,\"size\":8")

#define TERMS(version) \
  "{\"id\":\"p\",\"name\":\"Program\",\"issuer\":\"I\",\"support_email\":\"s@example.com\"," \
  "\"retention_notice\":\"The number is kept.\"," \
  "\"logo_rule\":{\"agreement_id\":\"logos\"},\"agreements\":[{\"id\":\"logos\"," \
  "\"title\":\"Terms for Logos\",\"version\":\"" version "\",\"text\":\"Be kind.\"}]}"

static AdwDialog *
show (PageFixture *self, AdwDialog *dialog)
{
  gtk_window_present (self->window);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  return dialog;
}

static AdwDialog *
show_downloads (PageFixture *self, CtPackageKind kind, const char *id)
{
  AdwDialog *dialog = show (self, ct_downloads_dialog_new (self->client, kind, id));

  wait_until (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 0) != NULL);
  return dialog;
}

static void
close_dialog (AdwDialog *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_force_close (dialog);
  wait_until (dialog == NULL);
}

static void
set_up (PageFixture *self, gconstpointer data)
{
  page_fixture_set_up (self, data);
  page_fixture_answer (self, "v1/downloads", DOWNLOADS ("granted"));
  page_fixture_answer (self, "v1/packages", "");
  page_fixture_answer (self, "v1/events", "");
  page_fixture_show (self, GTK_WIDGET (adw_navigation_page_new (adw_bin_new (), "Page")));
}

static gboolean
is_choosable (AdwDialog *dialog, const char *title)
{
  return gtk_widget_get_sensitive (find_shown (dialog, ADW_TYPE_ACTION_ROW, title));
}

static void
test_only_what_can_be_had (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_downloads (self, CT_PACKAGE_KIND_CERTIFICATES, NULL);

  g_assert_true (is_choosable (dialog, "Endpoint"));
  g_assert_true (is_choosable (dialog, "Gateway"));
  g_assert_false (is_choosable (dialog, "Storage"));
  assert_hides (dialog, "Terms of Use for Logos");
  assert_usable (dialog);
  close_dialog (dialog);

  dialog = show_downloads (self, CT_PACKAGE_KIND_LOGOS, "1");
  g_assert_true (is_choosable (dialog, "Endpoint"));
  g_assert_false (is_choosable (dialog, "Gateway"));
  assert_shows (dialog, "Expired: there is no logo for it any more");
  /* What was chosen for its certificate is not shown as chosen here. */
  g_assert_null (
      find_widget (find_shown (dialog, ADW_TYPE_ACTION_ROW, "Gateway"), GTK_TYPE_CHECK_BUTTON, 0));
  assert_shows (dialog, "Terms of Use for Logos");
  g_assert_true (gtk_check_button_get_active (find_widget (dialog, GTK_TYPE_CHECK_BUTTON, 0)));
  close_dialog (dialog);
}

static gboolean
is_faded (AdwDialog *dialog, const char *title)
{
  CtBadge *badge = find_widget (find_shown (dialog, ADW_TYPE_ACTION_ROW, title), CT_TYPE_BADGE, 0);
  gboolean faded;

  g_object_get (badge, "faded", &faded, NULL);
  return faded;
}

/* What has ended looks like that, whether its certificate can be had or not. */
static void
test_looks_as_it_is (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_downloads (self, CT_PACKAGE_KIND_CERTIFICATES, NULL);

  g_assert_false (is_faded (dialog, "Endpoint"));
  g_assert_true (is_choosable (dialog, "Gateway"));
  g_assert_true (is_faded (dialog, "Gateway"));
  g_assert_true (is_faded (dialog, "Storage"));
  close_dialog (dialog);
}

static void
press_request (AdwDialog *dialog)
{
  click (dialog, "_Request");
}

/* To ask again after a failure asks for nothing twice; to ask for something else is new. */
static void
test_asks (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_downloads (self, CT_PACKAGE_KIND_CERTIFICATES, "1");
  GtkWidget *button = find_shown (dialog, GTK_TYPE_BUTTON, "_Request");
  g_autofree char *key = NULL;

  scripted_server_answer (self->server, ASK, 503, NULL, NULL);
  press_request (dialog);
  wait_until (gtk_widget_get_sensitive (button));
  assert_shows (dialog, "busy at the moment");
  key = g_strdup (scripted_server_last_header (self->server, ASK, "Idempotency-Key"));

  scripted_server_answer (self->server, ASK, 201, "application/json", READY ("certificates"));
  page_fixture_answer (self, "v1/packages", READY ("certificates"));
  press_request (dialog);
  wait_until (is_said (dialog, "1 certificate"));
  g_assert_cmpstr (scripted_server_last_header (self->server, ASK, "Idempotency-Key"), ==, key);
  g_assert_true (g_str_has_prefix (scripted_server_last_body (self->server, ASK),
                                   "{\"kind\":\"certificates\",\"credential_ids\":[\"1\"],"));
  assert_shows (dialog, "Ready: 8");
  assert_hides (dialog, "busy at the moment");

  click (dialog, "_All");
  press_request (dialog);
  wait_until (scripted_server_count (self->server, ASK) == 3);
  g_assert_cmpstr (scripted_server_last_header (self->server, ASK, "Idempotency-Key"), !=, key);
  wait_until (gtk_widget_get_sensitive (button));
  close_dialog (dialog);
}

/* Nothing is asked for before the terms are accepted, and then it goes on by itself. */
static void
test_terms (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog, *terms;

  scripted_server_answer_json (self->server, "GET /v1/program", TERMS ("2"));
  page_fixture_answer (self, "v1/downloads", DOWNLOADS ("terms-missing"));
  page_fixture_refresh (self);
  dialog = show_downloads (self, CT_PACKAGE_KIND_LOGOS, "1");
  press_request (dialog);
  wait_until ((terms = adw_window_get_visible_dialog (ADW_WINDOW (self->window))) != dialog);
  wait_until (is_said (terms, "Be kind."));
  g_assert_cmpuint (scripted_server_count (self->server, ASK), ==, 0);

  const char *account
      = "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\","
        "\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:00Z\",\"acceptances\":["
        "{\"agreement_id\":\"logos\",\"version\":\"2\","
        "\"accepted_at\":\"2026-01-01T00:00:00Z\"}]}";
  scripted_server_answer (self->server, "POST /v1/account/acceptances", 201, "application/json",
                          account);
  scripted_server_answer_json (self->server, "GET /v1/account", account);
  scripted_server_answer (self->server, ASK, 201, "application/json", READY ("logos"));
  page_fixture_answer (self, "v1/packages", READY ("logos"));
  page_fixture_answer (self, "v1/downloads", DOWNLOADS ("granted"));
  click (terms, "I Accept This Agreement");
  wait_until (is_said (dialog, "Logo of 1 credential"));
  g_assert_nonnull (strstr (scripted_server_last_body (self->server, ASK), "\"logos\""));
  close_dialog (dialog);
}

/* Who closes the terms without accepting them gets nothing. */
static void
test_terms_declined (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog, *terms;

  scripted_server_answer_json (self->server, "GET /v1/program", TERMS ("2"));
  page_fixture_answer (self, "v1/downloads", DOWNLOADS ("terms-missing"));
  page_fixture_refresh (self);
  dialog = show_downloads (self, CT_PACKAGE_KIND_LOGOS, "1");
  press_request (dialog);
  wait_until ((terms = adw_window_get_visible_dialog (ADW_WINDOW (self->window))) != dialog);
  close_dialog (terms);
  handle_pending ();
  g_assert_cmpuint (scripted_server_count (self->server, ASK), ==, 0);
  close_dialog (dialog);
}

/* A package that is being made says how far it is, and then that it is ready. */
static void
test_follows (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog;
  GtkProgressBar *progress;

  page_fixture_answer (self, "v1/packages", PACKAGE ("logos", "requested", ",\"total\":4"));
  scripted_server_answer_json (self->server, "GET /v1/packages/p1",
                               PACKAGE ("logos", "requested", ",\"total\":2"));
  dialog = show_downloads (self, CT_PACKAGE_KIND_LOGOS, NULL);
  wait_until (is_said (dialog, "Requested: 1 of 2 files made"));
  progress = find_widget (dialog, GTK_TYPE_PROGRESS_BAR, 0);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (progress), ==, 0.5);
  g_assert_null (find_shown (dialog, GTK_TYPE_BUTTON, "_Save…"));

  scripted_server_answer_json (self->server, "GET /v1/packages/p1", READY ("logos"));
  wait_until (is_said (dialog, "Ready: 8"));
  g_assert_nonnull (find_shown (dialog, GTK_TYPE_BUTTON, "_Save…"));
  g_assert_null (find_widget (dialog, GTK_TYPE_PROGRESS_BAR, 0));
  close_dialog (dialog);
}

/* Saving. */

typedef struct
{
  char *folder;
  GFile *file;
} Place;

static void
make_place (Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  place->folder = g_dir_make_tmp ("keeping-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (place->folder, "Logos.zip", NULL);
  place->file = g_file_new_for_path (path);
}

static void
clear_place (Place *place)
{
  g_file_delete (place->file, NULL, NULL);
  /* Fails if anything else is left. */
  g_assert_no_errno (g_rmdir (place->folder));
  g_clear_object (&place->file);
  g_clear_pointer (&place->folder, g_free);
}

static AdwDialog *
show_ready (PageFixture *self, CtPackageRow **row)
{
  AdwDialog *dialog;

  page_fixture_answer (self, "v1/packages", READY ("logos"));
  dialog = show_downloads (self, CT_PACKAGE_KIND_LOGOS, NULL);
  wait_until ((*row = find_widget (dialog, CT_TYPE_PACKAGE_ROW, 0)) != NULL);
  return dialog;
}

static void
test_saves (PageFixture *self, gconstpointer data)
{
  CtPackageRow *row;
  AdwDialog *dialog = show_ready (self, &row);
  Place place;
  g_autofree char *contents = NULL;

  make_place (&place);
  scripted_server_answer (self->server, FILE_OF, 200, "application/zip", "PK whole");
  ct_package_row_save (row, place.file);
  wait_until (is_said (dialog, "Saved as Logos.zip"));
  g_assert_true (g_file_load_contents (place.file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "PK whole");
  g_assert_nonnull (find_shown (dialog, GTK_TYPE_BUTTON, "Show in Files"));
  close_dialog (dialog);
  clear_place (&place);
}

static void
test_cancelled (PageFixture *self, gconstpointer data)
{
  CtPackageRow *row;
  AdwDialog *dialog = show_ready (self, &row);
  Place place;

  make_place (&place);
  scripted_server_answer (self->server, FILE_OF, 200, "application/zip", "PK whole");
  scripted_server_hold (self->server, FILE_OF);
  ct_package_row_save (row, place.file);
  wait_until (is_said (dialog, "Saving…"));
  click (dialog, "Cancel");
  wait_until (is_said (dialog, "Ready: 8"));
  g_assert_false (g_file_query_exists (place.file, NULL));
  scripted_server_release (self->server, FILE_OF);
  close_dialog (dialog);
  clear_place (&place);
}

/* What is no zip, and where nothing can be written, is said; nothing is left. */
static void
test_not_saved (PageFixture *self, gconstpointer data)
{
  CtPackageRow *row;
  AdwDialog *dialog = show_ready (self, &row);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/folder/Logos.zip");
  Place place;

  make_place (&place);
  scripted_server_answer (self->server, FILE_OF, 200, "text/html", "<p>Sign in to the network");
  ct_package_row_save (row, place.file);
  wait_until (is_said (dialog, "is not what a CertTracker service sends"));
  g_assert_false (g_file_query_exists (place.file, NULL));

  scripted_server_answer (self->server, FILE_OF, 200, "application/zip", "PK whole");
  ct_package_row_save (row, nowhere);
  wait_until (is_said (dialog, "/nonexistent/folder"));
  g_assert_nonnull (find_shown (dialog, GTK_TYPE_BUTTON, "_Save…"));
  close_dialog (dialog);
  clear_place (&place);
}

static void
test_removes (PageFixture *self, gconstpointer data)
{
  CtPackageRow *row;
  AdwDialog *dialog = show_ready (self, &row);

  scripted_server_answer (self->server, "DELETE /v1/packages/p1", 404, "application/problem+json",
                          "{}");
  page_fixture_answer (self, "v1/packages", "");
  click (dialog, "Remove");
  wait_until (find_widget (dialog, CT_TYPE_PACKAGE_ROW, 0) == NULL);
  assert_hides (dialog, "Requested Files");
  close_dialog (dialog);
}

/* The account. */

static int
get_height (AdwDialog *dialog)
{
  return gtk_widget_get_height (adw_dialog_get_child (dialog));
}

/* As high as what is in it, so that there is nothing to scroll, and nothing is empty. */
static gboolean
fits (AdwDialog *dialog)
{
  GtkWidget *content = gtk_widget_get_first_child (adw_dialog_get_child (dialog));
  GtkScrolledWindow *scrolled = find_widget (dialog, GTK_TYPE_SCROLLED_WINDOW, 0);
  GtkAdjustment *scrolling;
  int height;

  if (scrolled == NULL || gtk_widget_get_width (content) == 0)
    return FALSE;

  scrolling = gtk_scrolled_window_get_vadjustment (scrolled);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (content), NULL,
                      &height, NULL, NULL);
  return get_height (dialog) == height
         && gtk_adjustment_get_upper (scrolling) <= gtk_adjustment_get_page_size (scrolling);
}

static AdwDialog *
show_events (PageFixture *self, guint n)
{
  g_autoptr (GString) events = g_string_new (NULL);
  AdwDialog *dialog;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (events,
                            "%s{\"id\":\"%u\",\"kind\":\"signed-in\","
                            "\"at\":\"2026-03-01T12:00:00Z\"}",
                            i > 0 ? "," : "", i);
  page_fixture_answer (self, "v1/events", events->str);
  dialog = show (self, ct_events_dialog_new (self->client));
  wait_until (is_said (dialog, "Signed in"));
  return dialog;
}

/* A dialog is not half empty where there is little in it, nor endless where there is much. */
static void
test_height (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog;
  int little, some;

  dialog = show (self, ct_data_dialog_new (self->client));
  wait_until (fits (dialog));
  close_dialog (dialog);

  dialog = show_events (self, 1);
  wait_until ((little = get_height (dialog)) > 0);
  close_dialog (dialog);

  dialog = show_events (self, 5);
  wait_until (fits (dialog));
  some = get_height (dialog);
  g_assert_cmpint (little, <, some);
  close_dialog (dialog);

  dialog = show_events (self, 100);
  wait_until (get_height (dialog) == 640);
  close_dialog (dialog);
}

static void
test_history (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog;

  page_fixture_answer (
      self, "v1/events",
      "{\"id\":\"3\",\"kind\":\"credential-shared\",\"detail\":\"2\",\"at\":\"2026-03-02T12:00:"
      "00Z\"},"
      "{\"id\":\"2\",\"kind\":\"session-ended\",\"detail\":\"Laptop\",\"at\":\"2026-03-01T13:00:"
      "00Z\","
      "\"address\":\"192.0.2.7\"},"
      "{\"id\":\"1\",\"kind\":\"signed-in\",\"at\":\"2026-03-01T12:00:00Z\",\"device\":\"Phone\","
      "\"address\":\"192.0.2.7\"}");
  dialog = show (self, ct_events_dialog_new (self->client));
  wait_until (is_said (dialog, "Signed in"));
  assert_shows (dialog, "2 March 2026");
  assert_shows (dialog, "1 March 2026");
  assert_shows (dialog, "With 2 recipients");
  assert_shows (dialog, "Device signed out from elsewhere");
  assert_shows (dialog, "Laptop");
  assert_shows (dialog, "Phone · 192.0.2.7");
  assert_usable (dialog);
  close_dialog (dialog);
}

static void
type_password (AdwDialog *dialog, const char *password)
{
  GtkEditable *entry;

  wait_until ((entry = find_widget (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, 0)) != NULL);
  gtk_editable_set_text (entry, password);
}

#define WRONG \
  "{\"type\":\"urn:certtracker:invalid\",\"title\":\"x\",\"status\":422,\"errors\":[" \
  "{\"detail\":\"This is not your password.\",\"pointer\":\"#/password\"}]}"
#define FULL \
  "{\"type\":\"urn:certtracker:invalid\",\"title\":\"Wrong\",\"status\":422,\"errors\":[" \
  "{\"detail\":\"There are many files to fetch already. Remove one first.\"}]}"

static void
test_export (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show (self, ct_data_dialog_new (self->client));

  scripted_server_answer (self->server, "POST /v1/account/export", 422, "application/problem+json",
                          WRONG);
  wait_until (find_shown (dialog, ADW_TYPE_BUTTON_ROW, "_Export My Data…") != NULL);
  activate_row (dialog, "_Export My Data…");
  type_password (dialog, "guess");
  click (dialog, "_Export");
  wait_until (is_said (dialog, "This is not your password."));

  scripted_server_answer (self->server, "POST /v1/account/export", 422, "application/problem+json",
                          FULL);
  type_password (dialog, "right");
  click (dialog, "_Export");
  wait_until (is_said (dialog, "There are many files to fetch already."));

  scripted_server_answer (self->server, "POST /v1/account/export", 201, "application/json",
                          READY ("data"));
  page_fixture_answer (self, "v1/packages", READY ("data"));
  type_password (dialog, "right");
  click (dialog, "_Export");
  wait_until (is_said (dialog, "All your data"));
  g_assert_cmpstr (scripted_server_last_body (self->server, "POST /v1/account/export"), ==,
                   "{\"password\":\"right\"}");
  assert_usable (dialog);
  close_dialog (dialog);
}

static void
note (gboolean *noted)
{
  *noted = TRUE;
}

#define DELETION "POST /v1/account/deletion"

/* An answer that was lost is asked for again with the same key, and the account is gone once. */
static void
test_deletion (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog;
  gboolean gone = FALSE;
  g_autofree char *key = NULL;

  scripted_server_answer_json (self->server, "GET /v1/program", TERMS ("2"));
  page_fixture_refresh (self);
  dialog = show (self, ct_data_dialog_new (self->client));
  g_signal_connect_swapped (dialog, "deleted", G_CALLBACK (note), &gone);
  wait_until (find_shown (dialog, ADW_TYPE_BUTTON_ROW, "_Delete My Account…") != NULL);
  activate_row (dialog, "_Delete My Account…");
  wait_until (is_said (dialog, "The number is kept."));

  scripted_server_answer (self->server, DELETION, 503, NULL, NULL);
  type_password (dialog, "secret");
  click (dialog, "_Delete My Account");
  wait_until (is_said (dialog, "busy at the moment"));
  g_assert_false (gone);
  key = g_strdup (scripted_server_last_header (self->server, DELETION, "Idempotency-Key"));

  scripted_server_answer (self->server, DELETION, 204, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  click (dialog, "_Delete My Account");
  wait_until (dialog == NULL);
  g_assert_true (gone);
  g_assert_cmpstr (scripted_server_last_header (self->server, DELETION, "Idempotency-Key"), ==,
                   key);
}

/* Nobody is asked to decide before it can be said what is kept. */
static void
test_deletion_unexplained (PageFixture *self, gconstpointer data)
{
  CtSession *session = ct_client_get_session (self->client);
  AdwDialog *dialog;

  sign_out_of (session);
  scripted_server_answer (self->server, "GET /v1/program", 503, NULL, NULL);
  sign_in_at (session, self->server);
  page_fixture_refresh (self);
  dialog = show (self, ct_data_dialog_new (self->client));
  wait_until (find_shown (dialog, ADW_TYPE_BUTTON_ROW, "_Delete My Account…") != NULL);
  activate_row (dialog, "_Delete My Account…");
  wait_until (is_said (dialog, "Try Again"));
  g_assert_null (find_shown (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL));

  scripted_server_answer_json (self->server, "GET /v1/program", TERMS ("2"));
  click (dialog, "Try Again");
  wait_until (is_said (dialog, "The number is kept."));
  wait_until (find_shown (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL) != NULL);
  close_dialog (dialog);
}

#define add(path, function) \
  g_test_add ("/keeping/" path, PageFixture, NULL, set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);

  add ("only-what-can-be-had", test_only_what_can_be_had);
  add ("looks-as-it-is", test_looks_as_it_is);
  add ("asks", test_asks);
  add ("terms", test_terms);
  add ("terms-declined", test_terms_declined);
  add ("follows", test_follows);
  add ("saves", test_saves);
  add ("cancelled", test_cancelled);
  add ("not-saved", test_not_saved);
  add ("removes", test_removes);
  add ("height", test_height);
  add ("history", test_history);
  add ("export", test_export);
  add ("deletion", test_deletion);
  add ("deletion-unexplained", test_deletion_unexplained);

  return page_test_run ();
}
