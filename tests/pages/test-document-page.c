/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A certificate is shown, or there are words for why not and a way on; and whoever leaves in
 * the middle of it is not followed. */

#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-error.h"
#include "page-fixture.h"
#include "pages/ct-document-page.h"
#include "pages/ct-export.h"
#include "support/waiting.h"
#include "widgets/ct-document-view.h"
#include "widgets/ct-page-view.h"

#define A4 "GET /v1/credentials/1/certificate?paper=a4"
#define REPORT "GET /v1/attempts/a/1/report?paper=a4"
#define LETTER "GET /v1/credentials/1/certificate?paper=letter"

static GBytes *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static void
send_file (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GBytes) bytes = read_fixture (user_data);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/pdf", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static CtDocumentPage *
show_page (PageFixture *self)
{
  g_autoptr (CtCredential) credential
      = g_object_new (CT_TYPE_CREDENTIAL, "id", "1", "title", "Specialist: Endpoint", "name",
                      "Jane Doe", NULL);
  CtDocumentPage *page = CT_DOCUMENT_PAGE (ct_document_page_new (self->client, credential));

  page_fixture_show (self, GTK_WIDGET (page));

  return page;
}

static gboolean
shows (CtDocumentPage *page, const char *face)
{
  GtkStack *stack = find_widget (page, GTK_TYPE_STACK, 0);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), face) == 0;
}

static gboolean
is_open (CtDocumentPage *page)
{
  return shows (page, "content") && find_widget (page, CT_TYPE_PAGE_VIEW, 0) != NULL;
}

static gboolean
offers (gpointer root, const char *label)
{
  GtkButton *button;

  for (guint i = 0; (button = find_widget (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (button), label) == 0)
      return TRUE;

  return FALSE;
}

/* Whether a button with that tooltip can be used. */
static gboolean
can (CtDocumentPage *page, const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0; (button = find_widget (page, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      return gtk_widget_is_sensitive (button);

  g_assert_not_reached ();
}

/* Whether there is a button with that tooltip. */
static gboolean
is_there (gpointer page, const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0; (button = find_widget (page, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      return TRUE;

  return FALSE;
}

static void
test_content (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_handle (self->server, A4, send_file, (gpointer) "certificate.pdf");
  scripted_server_hold (self->server, A4);
  page = show_page (self);
  wait_until (shows (page, "loading"));
  g_assert_false (can (page, "Save…"));
  g_assert_false (can (page, "Print…"));

  scripted_server_release (self->server, A4);
  wait_until (is_open (page));
  g_assert_true (can (page, "Save…"));
  g_assert_true (can (page, "Print…"));
  gtk_test_accessible_assert_property (find_widget (page, CT_TYPE_DOCUMENT_VIEW, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Specialist: Endpoint");
}

/* A score report is one of these, too; there is nothing to share of it. */
static void
test_score_report (PageFixture *self, gconstpointer data)
{
  g_autoptr (CtAttempt) attempt
      = g_object_new (CT_TYPE_ATTEMPT, "id", "a/1", "exam-title", "Exam: Endpoint", NULL);
  GtkWidget *page = ct_document_page_new (self->client, attempt);

  scripted_server_handle (self->server, REPORT, send_file, (gpointer) "certificate.pdf");
  page_fixture_show (self, page);
  wait_until (is_open (CT_DOCUMENT_PAGE (page)));
  g_assert_true (is_said (page, "Score Report"));
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), ==,
                   "Exam: Endpoint");
  g_assert_true (can (CT_DOCUMENT_PAGE (page), "Save…"));
  g_assert_true (can (CT_DOCUMENT_PAGE (page), "Print…"));
  g_assert_false (is_there (page, "Share…"));
}

static void
test_paper (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_handle (self->server, A4, send_file, (gpointer) "certificate.pdf");
  scripted_server_handle (self->server, LETTER, send_file, (gpointer) "certificate.pdf");
  page = show_page (self);
  wait_until (is_open (page));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "document.paper", "s", "letter"));
  g_assert_false (is_open (page));
  wait_until (is_open (page));
  g_assert_cmpuint (scripted_server_count (self->server, LETTER), ==, 1);
}

static void
test_damaged (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_answer (self->server, A4, 200, "application/pdf", "This is not a PDF.");
  page = show_page (self);
  wait_until (shows (page, "failed"));
  g_assert_true (is_said (page, "The Document Is Damaged"));
  g_assert_true (offers (page, "_Save Anyway…"));
  g_assert_false (can (page, "Print…"));

  scripted_server_handle (self->server, A4, send_file, (gpointer) "certificate.pdf");
  click (page, "_Try Again");
  wait_until (is_open (page));
}

static void
test_encrypted (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_handle (self->server, A4, send_file, (gpointer) "encrypted.pdf");
  page = show_page (self);
  wait_until (shows (page, "failed"));
  g_assert_true (is_said (page, "The Document Is Encrypted"));
  g_assert_true (offers (page, "_Save Anyway…"));
}

static void
test_gone (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_answer (self->server, A4, 404, "application/problem+json",
                          "{\"title\":\"Not Found\",\"status\":404}");
  page = show_page (self);
  wait_until (shows (page, "failed"));
  g_assert_true (is_said (page, "Not Found"));
  g_assert_false (offers (page, "_Save Anyway…"));
  g_assert_false (can (page, "Save…"));
}

/* Who looked at it once has it while the service is away, too. */
static void
test_copy (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_handle (self->server, A4, send_file, (gpointer) "certificate.pdf");
  page = show_page (self);
  wait_until (is_open (page));
  adw_navigation_view_replace (self->view, NULL, 0);

  scripted_server_answer (self->server, A4, 503, "application/problem+json",
                          "{\"title\":\"Service Unavailable\",\"status\":503}");
  page = show_page (self);
  wait_until (is_open (page) || shows (page, "failed"));

  /* The copy is written behind the reader's back, and may not be there yet. */
  while (shows (page, "failed"))
    {
      click (page, "_Try Again");
      wait_until (is_open (page) || shows (page, "failed"));
    }
  g_assert_true (is_open (page));
}

static void
test_without_id (PageFixture *self, gconstpointer data)
{
  g_autoptr (CtCredential) credential = g_object_new (CT_TYPE_CREDENTIAL, "title", "X", NULL);
  GtkWidget *page = ct_document_page_new (self->client, credential);

  page_fixture_show (self, page);
  g_assert_true (shows (CT_DOCUMENT_PAGE (page), "failed"));
}

static void
test_left_while_loading (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_handle (self->server, A4, send_file, (gpointer) "certificate.pdf");
  scripted_server_hold (self->server, A4);
  page = show_page (self);
  wait_until (scripted_server_count (self->server, A4) == 1);

  g_object_ref (page);
  adw_navigation_view_replace (self->view, NULL, 0);
  assert_finalized (page);
  scripted_server_release (self->server, A4);
}

static void
test_left_while_shown (PageFixture *self, gconstpointer data)
{
  CtDocumentPage *page;

  scripted_server_handle (self->server, A4, send_file, (gpointer) "certificate.pdf");
  page = show_page (self);
  wait_until (is_open (page));

  g_object_ref (page);
  adw_navigation_view_replace (self->view, NULL, 0);
  assert_finalized (page);
}

static void
test_file_names (void)
{
  const struct
  {
    const char *title, *name, *expected;
  } names[] = {
    { "Specialist", "Jane Doe", "Specialist – Jane Doe.pdf" },
    { "Specialist: Endpoint 14", "Łukasz/Żak", "Specialist – Endpoint 14 – Łukasz-Żak.pdf" },
    { "Specialist", NULL, "Specialist.pdf" },
    { "../../.bashrc", "", "-.-..-.bashrc.pdf" },
  };
  g_autofree char *many = g_strnfill (300, 'x');
  g_autofree char *long_name = NULL, *long_file = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = ct_export_file_name (names[i].title, names[i].name, "pdf");

      g_assert_cmpstr (file, ==, names[i].expected);
    }

  /* Cut between two characters. */
  long_name = g_strconcat ("S – ", many, NULL);
  memcpy (long_name + 197, "żżżż", 8);
  long_file = ct_export_file_name (long_name, NULL, "pdf");
  g_assert_cmpuint (strlen (long_file), <=, 255);
  g_assert_true (g_utf8_validate (long_file, -1, NULL));
  g_assert_true (g_str_has_suffix (long_file, ".pdf"));
}

#define add(path, function) \
  g_test_add (path, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);

  add ("/document-page/content", test_content);
  add ("/document-page/score-report", test_score_report);
  add ("/document-page/paper", test_paper);
  add ("/document-page/damaged", test_damaged);
  add ("/document-page/encrypted", test_encrypted);
  add ("/document-page/gone", test_gone);
  add ("/document-page/copy", test_copy);
  add ("/document-page/without-id", test_without_id);
  add ("/document-page/left-while-loading", test_left_while_loading);
  add ("/document-page/left-while-shown", test_left_while_shown);
  g_test_add_func ("/document-page/file-names", test_file_names);

  return page_test_run ();
}
