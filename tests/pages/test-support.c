/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate asks the Program Support Team: the questions that many ask come first and are
 * searched, the right team is named, what was typed survives closing, failing and restarting and is
 * gone when it was sent or somebody signs out, and nothing is sent twice. */

#include <string.h>

#include "client/ct-supporting.h"
#include "model/ct-incident.h"
#include "page-fixture.h"
#include "pages/ct-incident-dialog.h"
#include "pages/ct-incident-page.h"
#include "pages/ct-message-editor.h"
#include "pages/ct-message-row.h"
#include "pages/ct-support-page.h"
#include "../client/signed-in.h"
#include "support/waiting.h"

#define OPEN "POST /v1/incidents"

#define PROGRAM \
  "{\"id\":\"p\",\"name\":\"Program\",\"issuer\":\"I\",\"support_email\":\"all@example.com\"," \
  "\"partner_support_email\":\"partners@example.com\"," \
  "\"questions\":[{\"question\":\"Where is my result?\",\"answer\":\"Wait five days.\"}," \
  "{\"question\":\"Two?\",\"answer\":\"b\"},{\"question\":\"Three?\",\"answer\":\"c\"}," \
  "{\"question\":\"Four?\",\"answer\":\"d\"},{\"question\":\"Five?\",\"answer\":\"e\"}]," \
  "\"topics\":[{\"id\":\"exam\",\"title\":\"Exams\",\"summary\":\"Write the code.\"}," \
  "{\"id\":\"name-change\",\"title\":\"Change of name\",\"form\":\"name\"}," \
  "{\"id\":\"company-change\",\"title\":\"Change of company\",\"form\":\"company\"}]}"

#define ACCOUNT(is_partner) \
  "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\"," \
  "\"given_name\":\"Jane\",\"family_name\":\"Doe\",\"email\":\"jane@example.com\"," \
  "\"is_partner\":" is_partner ",\"created_at\":\"2020-01-01T00:00:00Z\"}"

#define MESSAGE(id, speaker, text, rest) \
  "{\"id\":\"" id "\",\"speaker\":\"" speaker "\",\"text\":\"" text \
  "\",\"at\":\"2026-03-01T12:00:00Z\"" rest "}"

#define INCIDENT(state, more) \
  "{\"id\":\"i1\",\"number\":7,\"topic_id\":\"exam\",\"topic\":\"Exams\"," \
  "\"subject\":\"No result\",\"state\":\"" state "\",\"created_at\":\"2026-03-01T12:00:00Z\"," \
  "\"changed_at\":\"2026-03-01T12:00:00Z\",\"messages\":[" MESSAGE ( \
      "m1", "candidate", "Where is it?", \
      ",\"attachments\":[{\"id\":\"a1\",\"name\":\"scan.pdf\"," \
      "\"content_type\":\"application/pdf\",\"size\":2000}]") more "]}"

#define ANSWER "," MESSAGE ("m2", "staff", "Tomorrow.", ",\"author\":\"Kim\"")

/* To come before all that have a program. */
static void
test_no_program (PageFixture *self, gconstpointer data)
{
  CtSession *session = ct_client_get_session (self->client);
  AdwDialog *dialog;

  sign_out_of (session);
  scripted_server_answer (self->server, "GET /v1/program", 500, NULL, NULL);
  sign_in_at (session, self->server);
  page_fixture_refresh (self);
  page_fixture_show (self, GTK_WIDGET (ct_support_page_new (self->client)));
  assert_shows (self->view, "Try Again");
  g_assert_null (find_shown (self->view, GTK_TYPE_BUTTON, "Ask the Program Support Team…"));

  dialog = ct_incident_dialog_new (self->client, NULL);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until (is_said (dialog, "Try Again"));
  assert_hides (dialog, "_Send");
  adw_dialog_force_close (dialog);
}

static void
set_up (PageFixture *self, gconstpointer data)
{
  page_fixture_set_up (self, data);
  scripted_server_answer_json (self->server, "GET /v1/program", PROGRAM);
  scripted_server_answer_json (self->server, "GET /v1/account", ACCOUNT ("false"));
  page_fixture_refresh (self);
}

static void
show_support (PageFixture *self)
{
  page_fixture_show (self, GTK_WIDGET (ct_support_page_new (self->client)));
}

static CtIncidentDialog *
show_dialog (PageFixture *self, const char *topic)
{
  CtIncidentDialog *dialog = CT_INCIDENT_DIALOG (ct_incident_dialog_new (self->client, topic));

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog))
              && find_widget (dialog, GTK_TYPE_TEXT_VIEW, 0) != NULL);
  return dialog;
}

static void
close_dialog (CtIncidentDialog *dialog)
{
  GtkWidget *widget = GTK_WIDGET (dialog);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &widget);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (widget == NULL);
}

static GtkEditable *
find_entry (CtIncidentDialog *dialog, const char *title)
{
  GtkEditable *entry = find_shown (dialog, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (entry);
  return entry;
}

static GtkTextBuffer *
find_text (gpointer root)
{
  return gtk_text_view_get_buffer (find_widget (root, GTK_TYPE_TEXT_VIEW, 0));
}

static void
write_text (gpointer root, const char *text)
{
  gtk_text_buffer_set_text (find_text (root), text, -1);
}

static void
assert_written (gpointer root, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (find_text (root), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
fill_in (CtIncidentDialog *dialog)
{
  gtk_editable_set_text (find_entry (dialog, "Subject"), "No result");
  write_text (dialog, "Where is it?");
}

static void
press_send (gpointer root)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (root), "incident.send", NULL));
}

static gboolean
is_busy (gpointer root)
{
  return find_widget (root, ADW_TYPE_SPINNER, 0) != NULL;
}

static void
test_questions (PageFixture *self, gconstpointer data)
{
  show_support (self);
  assert_shows (self->view, "Where is my result?");
  assert_shows (self->view, "Four?");
  assert_hides (self->view, "Five?");
  click (self->view, "_More Questions");
  assert_shows (self->view, "Five?");

  /* Words of the answer find it, too; and nothing is a result as well. */
  type_text (self->view, "days RESULT");
  assert_shows (self->view, "Where is my result?");
  assert_hides (self->view, "Two?");
  type_text (self->view, "elephants");
  assert_hides (self->view, "Where is my result?");
  assert_shows (self->view, "No answer has all of these words.");
  assert_usable (self->view);
}

/* Whoever works for a partner company is led to another team. */
static void
test_right_team (PageFixture *self, gconstpointer data)
{
  show_support (self);
  assert_shows (self->view, "all@example.com");
  assert_hides (self->view, "partners@example.com");

  scripted_server_answer_json (self->server, "GET /v1/account", ACCOUNT ("true"));
  page_fixture_refresh (self);
  wait_until (is_said (self->view, "partners@example.com"));
  assert_shows (self->view, "Partner Program Team");
  assert_hides (self->view, "all@example.com");
}

static void
test_list (PageFixture *self, gconstpointer data)
{
  page_fixture_answer (self, "v1/incidents", INCIDENT ("answered", ANSWER));
  page_fixture_refresh (self);
  show_support (self);
  assert_shows (self->view, "Your Incidents");
  assert_shows (self->view, "Answered");
  assert_shows (self->view, "No. 7 · Exams · 1 March 2026");

  g_signal_emit_by_name (gtk_widget_get_ancestor (find_shown (self->view, GTK_TYPE_LABEL,
                                                              "No result"),
                                                  GTK_TYPE_LIST_BOX_ROW),
                         "activate");
  wait_until (find_widget (self->view, CT_TYPE_INCIDENT_PAGE, 0) != NULL);
}

static void
test_sends (PageFixture *self, gconstpointer data)
{
  CtIncidentDialog *dialog;

  show_support (self);
  dialog = show_dialog (self, NULL);
  assert_shows (dialog, "Write the code.");
  press_send (dialog);

  /* All that is missing is said at once, and no longer once it is there. */
  assert_wrong (find_entry (dialog, "Subject"), "Fill in this field.");
  assert_wrong (find_widget (dialog, GTK_TYPE_TEXT_VIEW, 0), "Write a message first.");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window),
                                         GTK_WIDGET (find_entry (dialog, "Subject"))));
  gtk_editable_set_text (find_entry (dialog, "Subject"), "No result");
  assert_right (find_entry (dialog, "Subject"));
  press_send (dialog);
  assert_wrong (find_widget (dialog, GTK_TYPE_TEXT_VIEW, 0), "Write a message first.");
  g_assert_cmpuint (scripted_server_count (self->server, OPEN), ==, 0);

  scripted_server_answer (self->server, OPEN, 201, "application/json", INCIDENT ("waiting", ""));
  page_fixture_answer (self, "v1/incidents", INCIDENT ("waiting", ""));
  fill_in (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  press_send (dialog);
  wait_until (dialog == NULL);
  g_assert_cmpstr (scripted_server_last_body (self->server, OPEN), ==,
                   "{\"topic_id\":\"exam\",\"subject\":\"No result\",\"text\":\"Where is it?\"}");
  g_assert_nonnull (scripted_server_last_header (self->server, OPEN, "Idempotency-Key"));
  wait_until (is_said (self->view, "Waiting for an answer"));

  /* Nothing of it is left for the next. */
  dialog = show_dialog (self, NULL);
  assert_written (dialog, "");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (dialog, "Subject")), ==, "");
  close_dialog (dialog);
}

static void
test_says_where_it_is_wrong (PageFixture *self, gconstpointer data)
{
  CtIncidentDialog *dialog;

  show_support (self);
  dialog = show_dialog (self, NULL);
  scripted_server_answer (self->server, OPEN, 422, "application/problem+json",
                          "{\"type\":\"urn:certtracker:invalid\",\"title\":\"x\",\"status\":422,"
                          "\"errors\":[{\"detail\":\"Not that.\",\"pointer\":\"#/subject\"},"
                          "{\"detail\":\"Too long.\",\"pointer\":\"#/text\"}]}");
  fill_in (dialog);
  press_send (dialog);
  wait_until (!is_busy (dialog));
  assert_shows (dialog, "Not that.");
  assert_shows (dialog, "Too long.");
  close_dialog (dialog);
}

/* To send again what may have arrived already is safe; to send something else is new. */
static void
test_survives_failure (PageFixture *self, gconstpointer data)
{
  CtIncidentDialog *dialog;
  g_autofree char *first = NULL;

  show_support (self);
  dialog = show_dialog (self, NULL);
  scripted_server_answer (self->server, OPEN, 503, NULL, NULL);
  fill_in (dialog);
  press_send (dialog);
  wait_until (!is_busy (dialog));
  assert_shows (dialog, "Try Again Later");
  g_assert_true (gtk_window_get_focus (self->window)
                 == find_shown (dialog, GTK_TYPE_BUTTON, "Send (Ctrl+Enter)"));
  first = g_strdup (scripted_server_last_header (self->server, OPEN, "Idempotency-Key"));
  close_dialog (dialog);

  dialog = show_dialog (self, NULL);
  assert_written (dialog, "Where is it?");
  press_send (dialog);
  wait_until (!is_busy (dialog));
  g_assert_cmpuint (scripted_server_count (self->server, OPEN), ==, 2);
  g_assert_cmpstr (scripted_server_last_header (self->server, OPEN, "Idempotency-Key"), ==, first);

  write_text (dialog, "Where is it now?");
  press_send (dialog);
  wait_until (!is_busy (dialog));
  g_assert_cmpstr (scripted_server_last_header (self->server, OPEN, "Idempotency-Key"), !=, first);
  close_dialog (dialog);
}

/* What was begun is there after a restart, in a file for this user alone, and not after signing
 * out. */
static void
test_drafts (PageFixture *self, gconstpointer data)
{
  CtIncidentDrafts *drafts = ct_client_get_incident_drafts (self->client);
  CtIncidentDraft *draft = ct_incident_drafts_get (drafts, "new");
  g_autoptr (CtAttachment) attachment
      = g_object_new (CT_TYPE_ATTACHMENT, "id", "a1", "name", "scan.pdf", "content-type",
                      "application/pdf", "size", 3, NULL);
  g_autoptr (CtClient) other = ct_client_new (NULL);
  g_autoptr (CtIncidentDraft) found = NULL;

  g_object_set (draft, "topic-id", "exam", "text", "Where is it?", NULL);
  g_list_store_append (draft->attachments, attachment);
  ct_draft_store_flush (ct_client_get_draft_store (self->client));

  /* Another one that begins. */
  sign_in_at (ct_client_get_session (other), self->server);
  found = g_object_ref (ct_incident_drafts_get (ct_client_get_incident_drafts (other), "new"));
  wait_until (*found->text != '\0');
  g_assert_cmpstr (found->text, ==, "Where is it?");
  g_assert_cmpstr (found->topic_id, ==, "exam");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found->attachments)), ==, 1);
  ct_draft_store_flush (ct_client_get_draft_store (other));

  g_autofree char *folder
      = g_build_filename (g_get_user_data_dir (), "certtracker", "drafts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *of_account = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_autoptr (GFile) file = g_file_new_for_path (of_account);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, "unix::mode", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_assert_cmphex (g_file_info_get_attribute_uint32 (info, "unix::mode") & 0777, ==, 0700);

  sign_out_of (ct_client_get_session (other));
  g_assert_cmpstr (found->text, ==, "");
  wait_until (!g_file_query_exists (file, NULL));
}

static void
test_name_change (PageFixture *self, gconstpointer data)
{
  CtIncidentDialog *dialog;

  show_support (self);
  dialog = show_dialog (self, "name-change");
  assert_hides (dialog, "Topic");
  assert_hides (dialog, "Subject");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (dialog, "Name on Certificates")), ==,
                   "Jane Doe");
  gtk_editable_set_text (find_entry (dialog, "Family Name"), "Roe");
  gtk_editable_set_text (find_entry (dialog, "Name on Certificates"), "Jane Roe");
  write_text (dialog, "Married.");
  scripted_server_answer (self->server, OPEN, 503, NULL, NULL);
  press_send (dialog);
  wait_until (!is_busy (dialog));
  g_assert_cmpstr (scripted_server_last_body (self->server, OPEN), ==,
                   "{\"topic_id\":\"name-change\",\"text\":\"Married.\",\"name\":\"Jane Roe\","
                   "\"given_name\":\"Jane\",\"family_name\":\"Roe\"}");
  close_dialog (dialog);

  /* What is begun about something else stays apart from it. */
  dialog = show_dialog (self, NULL);
  assert_written (dialog, "");
  close_dialog (dialog);
}

static CtIncident *
show_incident (PageFixture *self, const char *json)
{
  CtIncident *incident;

  page_fixture_answer (self, "v1/incidents", json);
  page_fixture_refresh (self);
  incident = ct_collection_find (ct_client_get_incidents (self->client), "i1");
  page_fixture_show (self, GTK_WIDGET (ct_incident_page_new (self->client, incident)));
  return incident;
}

static void
count_news (CtNews *news, gpointer thing, guint *n)
{
  *n += CT_IS_INCIDENT (thing);
}

static void
test_thread (PageFixture *self, gconstpointer data)
{
  const char *path = "POST /v1/incidents/i1/messages";
  gpointer page;
  guint n_news = 0;

  g_signal_connect (ct_client_get_news (self->client), "arrived", G_CALLBACK (count_news), &n_news);
  show_incident (self, INCIDENT ("waiting", ""));
  assert_shows (self->view, "Where is it?");
  assert_shows (self->view, "scan.pdf");

  /* An answer comes in by itself. */
  page_fixture_answer (self, "v1/incidents", INCIDENT ("answered", ANSWER));
  page_fixture_refresh (self);
  wait_until (is_said (self->view, "Tomorrow."));
  assert_shows (self->view, "Kim, Program Support Team");
  g_assert_cmpuint (n_news, ==, 1);
  assert_usable (self->view);

  page = find_widget (self->view, CT_TYPE_INCIDENT_PAGE, 0);
  write_text (page, "Thank you");
  scripted_server_answer (self->server, path, 201, "application/json",
                          INCIDENT ("waiting", ANSWER));
  press_send (page);
  wait_until (self->asked != NULL && strstr (self->asked, "Message sent") != NULL);
  g_assert_cmpstr (scripted_server_last_body (self->server, path), ==, "{\"text\":\"Thank you\"}");
  assert_written (page, "");
  g_assert_cmpuint (n_news, ==, 1);
  g_signal_handlers_disconnect_by_func (ct_client_get_news (self->client), count_news, &n_news);
}

/* It was closed meanwhile: what was typed stays, and there is a way to go on. */
static void
test_closed_meanwhile (PageFixture *self, gconstpointer data)
{
  gpointer page;

  show_incident (self, INCIDENT ("waiting", ""));
  page = find_widget (self->view, CT_TYPE_INCIDENT_PAGE, 0);
  write_text (page, "One more thing");
  scripted_server_answer (self->server, "POST /v1/incidents/i1/messages", 409,
                          "application/problem+json",
                          "{\"type\":\"urn:certtracker:incident-closed\",\"status\":409}");
  page_fixture_answer (self, "v1/incidents", INCIDENT ("closed", ""));
  press_send (page);
  wait_until (is_said (page, "This incident is closed."));
  g_assert_cmpstr (
      ct_incident_drafts_get (ct_client_get_incident_drafts (self->client), "i1")->text, ==,
      "One more thing");
}

static void
test_close (PageFixture *self, gconstpointer data)
{
  gpointer page;

  show_incident (self, INCIDENT ("answered", ANSWER));
  page = find_widget (self->view, CT_TYPE_INCIDENT_PAGE, 0);

  /* Not if it is not as it is shown any more. */
  scripted_server_answer_json (self->server, "GET /v1/incidents/i1", INCIDENT ("waiting", ""));
  click (page, "_Close Incident");
  wait_until (is_said (page, "Changed Elsewhere"));
  g_assert_cmpuint (scripted_server_count (self->server, "PATCH /v1/incidents/i1"), ==, 0);

  scripted_server_answer_json (self->server, "GET /v1/incidents/i1", INCIDENT ("answered", ANSWER));
  scripted_server_answer_json (self->server, "PATCH /v1/incidents/i1", INCIDENT ("closed", ANSWER));
  page_fixture_answer (self, "v1/incidents", INCIDENT ("closed", ANSWER));
  click (page, "_Close Incident");
  wait_until (is_said (page, "This incident is closed."));
  g_assert_cmpstr (scripted_server_last_body (self->server, "PATCH /v1/incidents/i1"), ==,
                   "{\"state\":\"closed\"}");
  g_assert_nonnull (
      scripted_server_last_header (self->server, "PATCH /v1/incidents/i1", "If-Match"));
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static void
drop (gpointer editor, const char *const *names)
{
  GSList *files = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), names[i], NULL);

      g_assert_no_errno (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700));
      g_assert_true (g_file_set_contents (path, names[i], -1, NULL));
      files = g_slist_append (files, g_file_new_for_path (path));
    }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (find_drop_target (editor), "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
  g_slist_free_full (files, g_object_unref);
}

/* Files that are dropped arrive one by one; one that is refused says why, and can be tried again
 * or left out. */
static void
test_drop (PageFixture *self, gconstpointer data)
{
  static const char *const names[] = { "good.txt", "bad.exe", NULL };
  static const char *const many[] = { "1", "2", "3", "4", "5", NULL };
  CtIncidentDialog *dialog;
  gpointer editor;

  scripted_server_answer (self->server, "POST /v1/attachments?name=good.txt", 201,
                          "application/json",
                          "{\"id\":\"a1\",\"name\":\"good.txt\",\"content_type\":\"text/plain\","
                          "\"size\":8}");
  scripted_server_answer (self->server, "POST /v1/attachments?name=bad.exe", 415,
                          "application/problem+json", "{\"status\":415}");
  show_support (self);
  dialog = show_dialog (self, NULL);
  editor = find_widget (dialog, CT_TYPE_MESSAGE_EDITOR, 0);
  fill_in (dialog);
  scripted_server_hold (self->server, "POST /v1/attachments?name=good.txt");
  drop (editor, names);
  wait_until (is_said (dialog, "On its way…"));
  press_send (dialog);
  scripted_server_release (self->server, "POST /v1/attachments?name=good.txt");
  wait_until (!is_busy (dialog));
  g_assert_cmpuint (scripted_server_count (self->server, OPEN), ==, 0);
  assert_shows (dialog, "good.txt");
  assert_shows (find_shown (dialog, ADW_TYPE_ACTION_ROW, "bad.exe"),
                "Only PDF, PNG, JPEG and plain text can be attached.");
  assert_usable (dialog);

  click (find_shown (dialog, ADW_TYPE_ACTION_ROW, "bad.exe"), "Try Again");
  wait_until (!is_busy (dialog));
  g_assert_cmpuint (scripted_server_count (self->server, "POST /v1/attachments?name=bad.exe"), ==,
                    2);
  click (find_shown (dialog, ADW_TYPE_ACTION_ROW, "bad.exe"), "Remove");
  g_assert_null (find_shown (dialog, ADW_TYPE_ACTION_ROW, "bad.exe"));

  drop (editor, many);
  assert_shows (dialog, "At most 5 files can go with a message.");
  wait_until (!is_busy (dialog));
  click (dialog, "Remove good.txt");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
                        ct_incident_drafts_get (ct_client_get_incident_drafts (self->client), "new")
                            ->attachments)),
                    ==, 0);
  close_dialog (dialog);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) user_data = ct_supporting_load_finish (CT_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
test_load (PageFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  scripted_server_answer (self->server, "GET /v1/attachments/a1", 200, "application/pdf",
                          "%PDF-1.7");
  ct_supporting_load_async (self->client, "a1", NULL, loaded, &bytes);
  wait_until (bytes != NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "%PDF-1.7", 8);
}

static void
attached (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char **outcome = user_data;

  *outcome = ct_supporting_attach_finish (CT_CLIENT (source), result, NULL, &error)
                 ? g_strdup ("done")
                 : g_strdup (error->message);
}

static void
test_attach (PageFixture *self, gconstpointer data)
{
  const char *upload = "POST /v1/attachments?name=a%20b.txt";
  CtIncidentDraft *draft
      = ct_incident_drafts_get (ct_client_get_incident_drafts (self->client), "new");
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "a b.txt", NULL);
  g_autofree char *large = g_strnfill (CT_SUPPORTING_MAX_FILE + 1, 'x');
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *outcome = NULL;

  scripted_server_answer (self->server, upload, 201, "application/json",
                          "{\"id\":\"a1\",\"name\":\"a b.txt\",\"content_type\":\"text/plain\","
                          "\"size\":5}");
  g_assert_no_errno (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700));
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  ct_supporting_attach_async (self->client, draft, file, NULL, attached, &outcome);
  wait_until (outcome != NULL);
  g_assert_cmpstr (outcome, ==, "done");
  g_assert_cmpstr (scripted_server_last_body (self->server, upload), ==, "hello");
  g_assert_nonnull (scripted_server_last_header (self->server, upload, "Idempotency-Key"));

  g_autoptr (GBytes) body = ct_incident_draft_to_bytes (draft);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                   "{\"attachment_ids\":[\"a1\"]}", 25);

  /* What is too large does not even leave. */
  g_clear_pointer (&outcome, g_free);
  g_assert_true (g_file_set_contents (path, large, -1, NULL));
  ct_supporting_attach_async (self->client, draft, file, NULL, attached, &outcome);
  wait_until (outcome != NULL);
  g_assert_cmpstr (outcome, ==, "The file is too large.");
  g_assert_cmpuint (scripted_server_count (self->server, upload), ==, 1);
  g_assert_true (g_file_delete (file, NULL, NULL));
}

#define add(path, function) \
  g_test_add (path, PageFixture, NULL, set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);

  g_test_add ("/support/no-program", PageFixture, NULL, page_fixture_set_up, test_no_program,
              page_fixture_tear_down);
  add ("/support/questions", test_questions);
  add ("/support/right-team", test_right_team);
  add ("/support/list", test_list);
  add ("/support/sends", test_sends);
  add ("/support/says-where-it-is-wrong", test_says_where_it_is_wrong);
  add ("/support/survives-failure", test_survives_failure);
  add ("/support/drafts", test_drafts);
  add ("/support/name-change", test_name_change);
  add ("/support/thread", test_thread);
  add ("/support/closed-meanwhile", test_closed_meanwhile);
  add ("/support/close", test_close);
  add ("/support/attach", test_attach);
  add ("/support/drop", test_drop);
  add ("/support/load", test_load);

  return page_test_run ();
}
