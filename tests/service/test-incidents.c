/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what a candidate asks of the Program Support Team arrives once, with its files; the
 * staff reads and answers it with its commands while the service runs, and the candidate gets the
 * answer here and by mail; a change of name becomes what Pearson VUE is told. */
#include <glib/gstdio.h>
#include <string.h>

#include "exchange.h"
#include "service/incidents/ct-attachment-file.h"
#include "service/incidents/ct-attachment-table.h"
#include "service/incidents/ct-incidents.h"
#include "service/mail/ct-outbox.h"

#define PDF "%PDF-1.7\nnot much more\n"

typedef struct
{
  RealService *service;
  char *token;
  char *email; /* of the candidate */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);

  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");
  fixture->email = g_strdup (exchange_get_string (account, "email"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
  g_free (fixture->email);
}

static Exchange *
post (Fixture *fixture, const char *path, const char *body)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *key = g_strdup_printf ("\"%s\"", id);

  return exchange_run (fixture->service, fixture->token, "POST", path, body, "Idempotency-Key", key,
                       NULL);
}

/* Returns: (transfer full): the id of a new incident */
static char *
open_incident (Fixture *fixture)
{
  g_autoptr (Exchange) exchange
      = post (fixture, "/v1/incidents",
              "{\"topic_id\":\"exam\",\"subject\":\"Where is it?\",\"text\":\"No result yet.\"}");

  g_assert_cmpuint (exchange->status, ==, 201);
  return g_strdup (exchange_get_string (exchange, "id"));
}

static Exchange *
get_incident (Fixture *fixture, const char *id)
{
  g_autofree char *path = g_strconcat ("/v1/incidents/", id, NULL);

  return exchange_get (fixture->service, fixture->token, path);
}

static JsonObject *
get_message (Exchange *incident, guint i)
{
  return json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (incident->json), "messages"), i);
}

/* Returns: (transfer full): the candidates as Pearson VUE is told of them now */
static char *export (Fixture *fixture)
{
  g_autofree char *folder = g_dir_make_tmp ("certtracker-export-XXXXXX", NULL);
  const char *data = ct_store_get_directory (real_service_get_store (fixture->service));
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, SERVICE, "export-pearson-vue",
                          "--data-dir", data, folder, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && g_strrstr (name, "cdd") != NULL)
        g_string_append (all, text);
      g_assert_no_errno (g_remove (path));
    }
  g_assert_no_errno (g_rmdir (folder));
  return g_string_free_and_steal (g_steal_pointer (&all));
}

/* Runs “certtracker-service incidents @arguments” (nullable strings) on the data of the service.
 * Returns: (transfer full): what it printed */
static char *
staff (Fixture *fixture, int status, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_autofree char *errors = NULL;
  const char *argument;
  va_list list;

  g_strv_builder_add_many (builder, SERVICE, "incidents", "--data-dir",
                           ct_store_get_directory (real_service_get_store (fixture->service)),
                           NULL);
  va_start (list, status);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_strv_builder_add (builder, argument);
  va_end (list);
  arguments = g_strv_builder_end (builder);

  process
      = g_subprocess_newv ((const char *const *) arguments,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (process) != status)
    g_error ("%s%s", output, errors);
  if (status != 0)
    {
      g_free (output);
      return g_steal_pointer (&errors);
    }
  return output;
}

static gpointer
get_mails_in_store (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mails (database, data, error);
}

static GPtrArray *
get_mails (Fixture *fixture, const char *recipient)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *mails = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ,
                                   get_mails_in_store, (gpointer) recipient, &error);

  g_assert_no_error (error);
  return mails;
}

static void
assert_mail (Fixture *fixture, const char *recipient, guint n, const char *words)
{
  g_autoptr (GPtrArray) mails = get_mails (fixture, recipient);

  g_assert_cmpuint (mails->len, ==, n);
  if (words != NULL)
    {
      g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
      g_assert_nonnull (strstr (text, words));
    }
}

/* The newest entries of the account's history, the newest first. */
static void
assert_events (Fixture *fixture, const char *first, const char *second)
{
  g_autoptr (Exchange) events = exchange_get (fixture->service, fixture->token, "/v1/events");
  JsonArray *items = exchange_get_items (events);
  gboolean found_first = FALSE;
  gboolean found_second = FALSE;

  /* Those of one second are in no order. */
  for (guint i = 0; i < MIN (json_array_get_length (items), 4); i++)
    {
      const char *kind
          = json_object_get_string_member (json_array_get_object_element (items, i), "kind");
      found_first |= g_str_equal (kind, first);
      found_second |= g_str_equal (kind, second);
    }
  g_assert_true (found_first);
  g_assert_true (found_second);
}

static void
test_thread (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = open_incident (fixture);
  g_autofree char *path = g_strdup_printf ("/v1/incidents/%s/messages", id);

  /* The team is told, and finds it. */
  assert_mail (fixture, "global-exams@example.com", 1, "No result yet.");
  assert_mail (fixture, "partner-program@example.com", 0, NULL);
  g_autofree char *list = staff (fixture, 0, "list", NULL);
  g_autoptr (Exchange) who = exchange_get (fixture->service, fixture->token, "/v1/account");
  g_autofree char *name_and_company
      = g_strdup_printf ("  %s, %s  Exams", exchange_get_string (who, "name"),
                         exchange_get_string (who, "company"));
  g_assert_nonnull (strstr (list, "waiting"));
  g_assert_nonnull (strstr (list, name_and_company));
  g_assert_nonnull (strstr (list, "Exams and results: Where is it?"));

  /* It answers while the service runs, and the candidate is told. */
  real_service_pass_time (fixture->service, 60);
  g_autofree char *done = staff (fixture, 0, "answer", "1", "--from", "Kim", "--text",
                                 "It will be there tomorrow.", NULL);
  g_assert_nonnull (strstr (done, "answered"));
  assert_mail (fixture, fixture->email, 1, "It will be there tomorrow.");
  assert_events (fixture, "incident-opened", "incident-answered");
  g_autoptr (Exchange) answered = get_incident (fixture, id);
  g_assert_cmpstr (exchange_get_string (answered, "state"), ==, "answered");
  g_assert_cmpstr (json_object_get_string_member (get_message (answered, 0), "speaker"), ==,
                   "candidate");
  g_assert_cmpstr (json_object_get_string_member (get_message (answered, 1), "speaker"), ==,
                   "staff");
  g_assert_cmpstr (json_object_get_string_member (get_message (answered, 1), "author"), ==, "Kim");
  g_assert_cmpstr (json_object_get_string_member (get_message (answered, 1), "text"), ==,
                   "It will be there tomorrow.");

  /* Who has it already is told so. */
  g_autofree char *one = g_strconcat ("/v1/incidents/", id, NULL);
  g_autoptr (Exchange) same
      = exchange_run (fixture->service, fixture->token, "GET", one, NULL, "If-None-Match",
                      exchange_get_header (answered, "ETag"), NULL);
  g_assert_cmpuint (same->status, ==, 304);

  /* The candidate writes back, and the team reads it. */
  g_autoptr (Exchange) written = post (fixture, path, "{\"text\":\" Thank you \\u001b[31m! \"}");
  g_assert_cmpuint (written->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (written, "state"), ==, "waiting");
  assert_mail (fixture, "global-exams@example.com", 2, "Thank you");
  g_autofree char *shown = staff (fixture, 0, "show", "1", NULL);
  g_assert_nonnull (strstr (shown, "Thank you [31m!"));
  g_assert_null (strchr (shown, '\033'));

  g_autoptr (Exchange) all = exchange_get (fixture->service, fixture->token, "/v1/incidents");
  g_autoptr (Exchange) unchanged
      = exchange_run (fixture->service, fixture->token, "GET", "/v1/incidents", NULL,
                      "If-None-Match", exchange_get_header (all, "ETag"), NULL);
  g_assert_cmpuint (json_array_get_length (exchange_get_items (all)), ==, 1);
  g_assert_cmpuint (unchanged->status, ==, 304);
}

/* Whoever works for a partner company is answered by another team. */
static void
test_right_team (Fixture *fixture, gconstpointer data)
{
  real_service_execute (fixture->service, "UPDATE accounts SET is_partner = 1");
  g_autofree char *id = open_incident (fixture);

  assert_mail (fixture, "partner-program@example.com", 1, "No result yet.");
  assert_mail (fixture, "global-exams@example.com", 0, NULL);
}

static void
test_sent_again_is_sent_once (Fixture *fixture, gconstpointer data)
{
  const char *body = "{\"topic_id\":\"other\",\"subject\":\"One\",\"text\":\"Once.\"}";
  g_autoptr (Exchange) first
      = exchange_run (fixture->service, fixture->token, "POST", "/v1/incidents", body,
                      "Idempotency-Key", "\"a\"", NULL);
  g_autoptr (Exchange) again
      = exchange_run (fixture->service, fixture->token, "POST", "/v1/incidents", body,
                      "Idempotency-Key", "\"a\"", NULL);
  g_autofree char *path
      = g_strdup_printf ("/v1/incidents/%s/messages", exchange_get_string (first, "id"));
  g_autoptr (Exchange) message
      = exchange_run (fixture->service, fixture->token, "POST", path, "{\"text\":\"More\"}",
                      "Idempotency-Key", "\"b\"", NULL);
  g_autoptr (Exchange) repeated
      = exchange_run (fixture->service, fixture->token, "POST", path, "{\"text\":\"More\"}",
                      "Idempotency-Key", "\"b\"", NULL);
  g_autoptr (Exchange) keyless
      = exchange_run (fixture->service, fixture->token, "POST", path, "{\"text\":\"More\"}", NULL);
  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/incidents");
  JsonObject *incident = json_array_get_object_element (exchange_get_items (list), 0);

  g_assert_true (g_bytes_equal (first->body, again->body));
  g_assert_true (g_bytes_equal (message->body, repeated->body));
  exchange_assert_problem (keyless, 400, NULL);
  g_assert_cmpuint (json_array_get_length (exchange_get_items (list)), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (incident, "messages")), ==,
                    2);
  assert_mail (fixture, "global-exams@example.com", 2, NULL);
}

static Exchange *
set_state (Fixture *fixture, const char *id, const char *state, const char *etag)
{
  g_autofree char *path = g_strconcat ("/v1/incidents/", id, NULL);
  g_autofree char *body = g_strdup_printf ("{\"state\":\"%s\"}", state);

  return exchange_run (fixture->service, fixture->token, "PATCH", path, body,
                       etag != NULL ? "If-Match" : NULL, etag, NULL);
}

static void
test_close_and_reopen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = open_incident (fixture);
  g_autofree char *path = g_strdup_printf ("/v1/incidents/%s/messages", id);
  g_autoptr (Exchange) seen = get_incident (fixture, id);
  g_autofree char *etag = g_strdup (exchange_get_header (seen, "ETag"));

  g_autoptr (Exchange) blind = set_state (fixture, id, "closed", NULL);
  g_autoptr (Exchange) odd = set_state (fixture, id, "answered", etag);
  exchange_assert_problem (blind, 428, NULL);
  exchange_assert_problem (odd, 422, "invalid");

  /* Nobody closes what has been answered meanwhile without having seen that. */
  g_autofree char *answered = staff (fixture, 0, "answer", "1", "--text", "Which exam?", NULL);
  g_autoptr (Exchange) stale = set_state (fixture, id, "closed", etag);
  exchange_assert_problem (stale, 412, NULL);

  g_autoptr (Exchange) now = get_incident (fixture, id);
  g_autoptr (Exchange) closed
      = set_state (fixture, id, "closed", exchange_get_header (now, "ETag"));
  g_assert_cmpuint (closed->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (closed, "state"), ==, "closed");
  g_autofree char *open_ones = staff (fixture, 0, "list", NULL);
  g_autofree char *all = staff (fixture, 0, "list", "--all", NULL);
  g_assert_nonnull (strstr (open_ones, "no open incidents"));
  g_assert_nonnull (strstr (all, "Where is it?"));

  /* A closed one is not written to; it is reopened first. */
  g_autoptr (Exchange) late = post (fixture, path, "{\"text\":\"One more thing\"}");
  exchange_assert_problem (late, 409, "incident-closed");
  g_autoptr (Exchange) after = get_incident (fixture, id);
  g_autoptr (Exchange) reopened
      = set_state (fixture, id, "waiting", exchange_get_header (after, "ETag"));
  g_autoptr (Exchange) written = post (fixture, path, "{\"text\":\"One more thing\"}");
  g_assert_cmpstr (exchange_get_string (reopened, "state"), ==, "waiting");
  g_assert_cmpuint (written->status, ==, 201);
  assert_events (fixture, "incident-closed", "incident-reopened");

  /* The staff closes and reopens, too. */
  g_autofree char *staff_closed = staff (fixture, 0, "close", "1", NULL);
  g_autofree char *too_late = staff (fixture, 1, "answer", "1", "--text", "By the way", NULL);
  g_assert_nonnull (strstr (too_late, "Incident 1 is closed: open it with"));
  g_autofree char *staff_reopened = staff (fixture, 0, "reopen", "1", NULL);
  g_assert_nonnull (strstr (staff_closed, "closed"));
  g_assert_nonnull (strstr (staff_reopened, "waiting"));
}

/* Each fault is told, and where it is. */
static void
test_validation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (CT_INCIDENTS_MAX_TEXT + 1, 'x');
  const struct
  {
    const char *body, *pointer;
  } cases[] = {
    { "{\"subject\":\"s\",\"text\":\"t\"}", "#/topic_id" },
    { "{\"topic_id\":\"none\",\"subject\":\"s\",\"text\":\"t\"}", "#/topic_id" },
    { "{\"topic_id\":\"exam\",\"text\":\"t\"}", "#/subject" },
    { "{\"topic_id\":\"exam\",\"subject\":\"  \",\"text\":\"t\"}", "#/subject" },
    { "{\"topic_id\":\"exam\",\"subject\":\"a\\r\\nBcc: b@x.org\",\"text\":\"t\"}", "#/subject" },
    { "{\"topic_id\":\"exam\",\"subject\":\"s\"}", "#/text" },
    { "{\"topic_id\":\"exam\",\"subject\":\"s\",\"text\":\" \\n\"}", "#/text" },
    { "{\"topic_id\":\"exam\",\"subject\":\"s\",\"text\":\"%s\"}", "#/text" },
    { "{\"topic_id\":\"exam\",\"subject\":\"s\",\"text\":\"t\",\"attachment_ids\":[\"x\"]}",
      "#/attachment_ids/0" },
    { "{\"topic_id\":\"exam\",\"subject\":\"s\",\"text\":\"t\",\"attachment_ids\":7}",
      "#/attachment_ids" },
    { "{\"topic_id\":\"name-change\",\"name\":\"A B\",\"given_name\":\"A\",\"text\":\"t\"}",
      "#/family_name" },
    { "{\"topic_id\":\"name-change\",\"name\":\"李\",\"given_name\":\"李\",\"family_name\":\"B\","
      "\"text\":\"t\"}",
      "#/given_name" },
    { "{\"topic_id\":\"company-change\",\"text\":\"t\"}", "#/company" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) body = g_string_new (cases[i].body);
      g_string_replace (body, "%s", long_text, 1);
      g_autoptr (Exchange) exchange = post (fixture, "/v1/incidents", body->str);

      g_test_message ("%s", cases[i].body);
      exchange_assert_problem (exchange, 422, "invalid");
      JsonArray *errors
          = json_object_get_array_member (json_node_get_object (exchange->json), "errors");
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (errors, 0),
                                                      "pointer"),
                       ==, cases[i].pointer);
    }

  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/incidents");
  g_assert_cmpuint (json_array_get_length (exchange_get_items (list)), ==, 0);
}

/* What belongs to another account is as if it were not there. */
static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = open_incident (fixture);
  g_autoptr (Exchange) uploaded = post (fixture, "/v1/attachments?name=a.pdf", PDF);
  g_autofree char *path
      = g_strconcat ("/v1/attachments/", exchange_get_string (uploaded, "id"), NULL);
  g_autofree char *messages = g_strdup_printf ("/v1/incidents/%s/messages", id);

  g_autoptr (Exchange) stranger = exchange_get (fixture->service, NULL, path);
  g_assert_cmpuint (stranger->status, ==, 401);
  const char *const unsigned_paths[] = { "/v1/incidents", messages, "/v1/attachments" };
  for (guint i = 0; i < G_N_ELEMENTS (unsigned_paths); i++)
    {
      g_autoptr (Exchange) refused
          = exchange_run (fixture->service, NULL, "POST", unsigned_paths[i], "{}",
                          "Idempotency-Key", "\"a\"", NULL);
      g_assert_cmpuint (refused->status, ==, 401);
    }
  g_autoptr (Exchange) list = exchange_get (fixture->service, NULL, "/v1/incidents");
  g_assert_cmpuint (list->status, ==, 401);

  real_service_execute (fixture->service,
                        "UPDATE incidents SET account_id = (SELECT id FROM accounts"
                        " WHERE id <> incidents.account_id LIMIT 1);"
                        "UPDATE attachments SET account_id = (SELECT id FROM accounts"
                        " WHERE id <> attachments.account_id LIMIT 1)");
  g_autoptr (Exchange) incident = get_incident (fixture, id);
  g_autoptr (Exchange) file = exchange_get (fixture->service, fixture->token, path);
  g_autoptr (Exchange) message = post (fixture, messages, "{\"text\":\"Mine?\"}");
  g_autoptr (Exchange) closed = set_state (fixture, id, "closed", "*");
  exchange_assert_problem (incident, 404, NULL);
  exchange_assert_problem (file, 404, NULL);
  exchange_assert_problem (message, 404, NULL);
  exchange_assert_problem (closed, 404, NULL);
}

static void
test_attachments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = open_incident (fixture);
  g_autofree char *messages = g_strdup_printf ("/v1/incidents/%s/messages", id);
  g_autoptr (Exchange) uploaded
      = post (fixture, "/v1/attachments?name=..%2F..%2Fscan%20%C3%A4.exe", PDF);
  const char *file = exchange_get_string (uploaded, "id");
  g_autofree char *path = g_strconcat ("/v1/attachments/", file, NULL);
  g_autofree char *body
      = g_strdup_printf ("{\"text\":\"Here it is\",\"attachment_ids\":[\"%s\"]}", file);

  g_assert_cmpuint (uploaded->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (uploaded, "name"), ==, "scan ä.exe.pdf");
  g_assert_cmpstr (exchange_get_string (uploaded, "content_type"), ==, "application/pdf");

  g_autoptr (Exchange) written = post (fixture, messages, body);
  g_autoptr (Exchange) twice = post (fixture, messages, body);
  g_assert_cmpuint (written->status, ==, 201);
  exchange_assert_problem (twice, 422, "invalid");

  /* It comes back as it was, and no browser takes it for a page. */
  g_autoptr (Exchange) got = exchange_get (fixture->service, fixture->token, path);
  g_assert_cmpuint (got->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (got->body, NULL), g_bytes_get_size (got->body), PDF,
                   strlen (PDF));
  g_assert_cmpstr (exchange_get_header (got, "Content-Type"), ==, "application/pdf");
  g_assert_cmpstr (exchange_get_header (got, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_cmpstr (exchange_get_header (got, "Content-Disposition"), ==,
                   "attachment; filename*=UTF-8''scan%20%C3%A4.exe.pdf");
  g_autoptr (Exchange) same
      = exchange_run (fixture->service, fixture->token, "GET", path, NULL, "If-None-Match",
                      exchange_get_header (got, "ETag"), NULL);
  g_assert_cmpuint (same->status, ==, 304);

  /* The staff takes it out, but over nothing that is there, and sends one back. */
  g_autofree char *folder = g_dir_make_tmp ("certtracker-incidents-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.pdf", NULL);
  g_autofree char *taken = staff (fixture, 0, "attachment", file, "--output", copy, NULL);
  g_autofree char *refused = staff (fixture, 1, "attachment", file, "--output", copy, NULL);
  g_autofree char *content = NULL;
  g_assert_true (g_file_get_contents (copy, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, PDF);
  g_autofree char *sent
      = staff (fixture, 0, "answer", "1", "--text", "See there.", "--attach", copy, NULL);
  g_autoptr (Exchange) answered = get_incident (fixture, id);
  JsonObject *back = json_array_get_object_element (
      json_object_get_array_member (get_message (answered, 2), "attachments"), 0);
  g_autofree char *back_path
      = g_strconcat ("/v1/attachments/", json_object_get_string_member (back, "id"), NULL);
  g_autoptr (Exchange) got_back = exchange_get (fixture->service, fixture->token, back_path);
  g_assert_cmpstr (json_object_get_string_member (back, "name"), ==, "copy.pdf");
  g_assert_true (g_bytes_equal (got->body, got_back->body));
  g_assert_no_errno (g_remove (copy));
  g_assert_no_errno (g_rmdir (folder));
}

static void
test_attachments_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) empty = post (fixture, "/v1/attachments?name=a.pdf", "");
  g_autoptr (Exchange) script = post (fixture, "/v1/attachments?name=a.pdf",
                                      "\x7f"
                                      "ELF\x02");
  g_autofree char *large = g_strnfill (CT_ATTACHMENT_MAX_SIZE, 'x');
  g_autofree char *larger = g_strnfill (CT_ATTACHMENT_MAX_SIZE + 1, 'x');
  g_autoptr (Exchange) fits = post (fixture, "/v1/attachments?name=a.txt", large);
  g_autoptr (Exchange) too_large = post (fixture, "/v1/attachments?name=a.txt", larger);
  g_autoptr (Exchange) elsewhere = post (fixture, "/v1/incidents", large);

  exchange_assert_problem (empty, 422, "invalid");
  exchange_assert_problem (script, 415, NULL);
  g_assert_cmpuint (fits->status, ==, 201);
  exchange_assert_problem (too_large, 413, NULL);
  exchange_assert_problem (elsewhere, 413, NULL);

  g_autofree char *path = g_strconcat ("/v1/attachments/", exchange_get_string (fits, "id"), NULL);
  g_autoptr (Exchange) got = exchange_get (fixture->service, fixture->token, path);
  g_assert_cmpmem (g_bytes_get_data (got->body, NULL), g_bytes_get_size (got->body), large,
                   CT_ATTACHMENT_MAX_SIZE);
}

static gpointer
tidy_in_store (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, GPOINTER_TO_INT (data));

  ct_attachment_table_tidy (database, later, error);
  return NULL;
}

/* What was never sent goes after a month, what was sent stays. */
static void
test_attachments_tidy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = open_incident (fixture);
  g_autofree char *messages = g_strdup_printf ("/v1/incidents/%s/messages", id);
  g_autoptr (Exchange) sent = post (fixture, "/v1/attachments?name=a.pdf", PDF);
  g_autoptr (Exchange) loose = post (fixture, "/v1/attachments?name=b.pdf", PDF);
  g_autofree char *body = g_strdup_printf ("{\"text\":\"t\",\"attachment_ids\":[\"%s\"]}",
                                           exchange_get_string (sent, "id"));
  g_autoptr (Exchange) written = post (fixture, messages, body);
  g_autofree char *sent_path
      = g_strconcat ("/v1/attachments/", exchange_get_string (sent, "id"), NULL);
  g_autofree char *loose_path
      = g_strconcat ("/v1/attachments/", exchange_get_string (loose, "id"), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (written->status, ==, 201);
  for (int days = CT_ATTACHMENTS_DAYS - 1; days <= CT_ATTACHMENTS_DAYS + 1; days += 2)
    {
      ct_store_run (real_service_get_store (fixture->service), CT_STORE_WRITE, tidy_in_store,
                    GINT_TO_POINTER (days), &error);
      g_assert_no_error (error);
      g_autoptr (Exchange) kept = exchange_get (fixture->service, fixture->token, sent_path);
      g_autoptr (Exchange) gone = exchange_get (fixture->service, fixture->token, loose_path);
      g_assert_cmpuint (kept->status, ==, 200);
      g_assert_cmpuint (gone->status, ==, days < CT_ATTACHMENTS_DAYS ? 200 : 404);
    }
}

static Exchange *
ask_for_name (Fixture *fixture)
{
  return post (fixture, "/v1/incidents",
               "{\"topic_id\":\"name-change\",\"name\":\"Zoë O’Neill\",\"given_name\":\"Zoë\","
               "\"family_name\":\"O’Neill\",\"text\":\"I have married.\"}");
}

/* Returns: (transfer full): what somebody reads who was given a certificate */
static char *
verify (Fixture *fixture, const char *code)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autofree char *uri
      = g_strconcat (real_service_get_uri (fixture->service), "verify/", code, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, NULL);

  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

/* The lines of what is and what is wanted. */
static char *
find_wish (const char *report)
{
  const char *start = strstr (report, "\n  Name: ");
  const char *end = start != NULL ? strstr (start, "\n\n") : NULL;

  return end != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;
}

static void
test_name_change (Fixture *fixture, gconstpointer data)
{
  /* Pearson VUE has all candidates as they are. */
  real_service_execute (fixture->service,
                        "INSERT INTO testing_profiles (id, state, sent_at) SELECT id, 'accepted',"
                        " strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '+1 second') FROM accounts");
  g_autofree char *nothing = export (fixture);
  g_assert_cmpstr (nothing, ==, "");

  g_autoptr (Exchange) asked = ask_for_name (fixture);
  g_assert_cmpuint (asked->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (asked, "subject"), ==, "Change of name");

  /* One at a time. */
  g_autoptr (Exchange) again = ask_for_name (fixture);
  exchange_assert_problem (again, 422, "invalid");

  g_autofree char *shown = staff (fixture, 0, "show", "1", NULL);
  g_assert_nonnull (strstr (shown, "→ Zoë O’Neill"));
  g_assert_nonnull (strstr (shown, "I have married."));

  /* Accepted, the account has it, and Pearson VUE is told. */
  real_service_execute (fixture->service, "UPDATE testing_profiles SET sent_at ="
                                          " strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 second')");
  g_autofree char *accepted = staff (fixture, 0, "accept", "1", NULL);
  g_assert_nonnull (strstr (accepted, "closed"));
  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");
  g_assert_cmpstr (exchange_get_string (account, "name"), ==, "Zoë O’Neill");
  g_assert_cmpstr (exchange_get_string (account, "given_name"), ==, "Zoë");
  g_assert_cmpstr (exchange_get_string (account, "family_name"), ==, "O’Neill");
  g_assert_nonnull (exchange_get_string (account, "changed_at"));
  g_autoptr (Exchange) profile
      = exchange_get (fixture->service, fixture->token, "/v1/testing-profile");
  g_assert_cmpstr (exchange_get_string (profile, "state"), ==, "pending");
  g_autofree char *told = export (fixture);
  g_assert_nonnull (strstr (told, "O’Neill"));
  assert_events (fixture, "profile-changed", "incident-closed");
  assert_mail (fixture, fixture->email, 1, "Your account has been changed");

  /* So do the credentials, whose pages say that they are newer than what was printed. */
  g_autoptr (Exchange) credentials
      = exchange_get (fixture->service, fixture->token, "/v1/credentials");
  JsonArray *held = exchange_get_items (credentials);
  for (guint i = 0; i < json_array_get_length (held); i++)
    {
      JsonObject *credential = json_array_get_object_element (held, i);

      g_assert_cmpstr (json_object_get_string_member (credential, "name"), ==, "Zoë O’Neill");
      g_assert_true (json_object_has_member (credential, "renamed_at"));
    }
  g_assert_cmpuint (json_array_get_length (held), >, 0);
  g_autofree char *page
      = verify (fixture, json_object_get_string_member (json_array_get_object_element (held, 0),
                                                        "verification_code"));
  g_assert_nonnull (strstr (page, "Zoë O’Neill"));
  g_assert_nonnull (strstr (page, "name was changed on"));

  /* What was changed can still be read. */
  g_autofree char *later = staff (fixture, 0, "show", "1", NULL);
  g_autofree char *wish = find_wish (shown);
  g_assert_nonnull (wish);
  g_assert_nonnull (strstr (later, "(accepted)"));
  g_assert_nonnull (strstr (later, wish));

  /* Where it was not kept what it was, that is not said to have been nothing. */
  real_service_execute (fixture->service,
                        "UPDATE incidents SET change = json_remove (change, '$.old_name',"
                        " '$.old_given_name', '$.old_family_name')");
  g_autofree char *older = staff (fixture, 0, "show", "1", NULL);
  g_assert_nonnull (strstr (older, "\n  Name: Zoë O’Neill\n  Given name: Zoë\n"));

  /* What is decided is not decided again; and nobody asks for what is so already. */
  g_autofree char *refused = staff (fixture, 1, "refuse", "1", "--text", "No", NULL);
  g_assert_nonnull (strstr (refused, "waits for a decision"));
  g_autoptr (Exchange) same = ask_for_name (fixture);
  exchange_assert_problem (same, 422, "invalid");
}

static void
test_company_change (Fixture *fixture, gconstpointer data)
{
  const char *first = "{\"topic_id\":\"company-change\",\"company\":\"Nobody Knows It Ltd\","
                      "\"text\":\"Since May.\"}";
  g_autoptr (Exchange) asked = post (fixture, "/v1/incidents", first);
  g_autofree char *wordless = staff (fixture, 2, "refuse", "1", NULL);
  g_autofree char *refused = staff (fixture, 0, "refuse", "1", "--text", "Send a proof.", NULL);
  g_autoptr (Exchange) before = exchange_get (fixture->service, fixture->token, "/v1/account");

  g_assert_cmpuint (asked->status, ==, 201);
  g_assert_nonnull (strstr (refused, "answered"));
  g_assert_cmpstr (exchange_get_string (before, "company"), !=, "Nobody Knows It Ltd");
  assert_mail (fixture, fixture->email, 1, "Send a proof.");

  /* Outside of the managed list nobody is a partner. */
  g_autoptr (Exchange) again = post (fixture, "/v1/incidents", first);
  g_autofree char *accepted = staff (fixture, 0, "accept", "2", "--text", "Done.", NULL);
  g_autoptr (Exchange) after = exchange_get (fixture->service, fixture->token, "/v1/account");
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (after, "company"), ==, "Nobody Knows It Ltd");
  g_assert_false (
      json_object_get_boolean_member (json_node_get_object (after->json), "is_partner"));
}

/* The command says what it needs. */
static void
test_command_faults (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nothing = staff (fixture, 2, NULL);
  g_autofree char *unknown = staff (fixture, 2, "burn", "1", NULL);
  g_autofree char *numberless = staff (fixture, 2, "show", NULL);
  g_autofree char *wrong = staff (fixture, 2, "show", "x", NULL);
  g_autofree char *missing = staff (fixture, 1, "show", "7", NULL);
  g_autofree char *id = open_incident (fixture);
  g_autofree char *wordless = staff (fixture, 2, "answer", "1", NULL);
  g_autofree char *blank = staff (fixture, 2, "answer", "1", "--text", " ", NULL);
  g_autofree char *decided = staff (fixture, 1, "accept", "1", NULL);
  g_autofree char *lost = staff (fixture, 1, "attachment", "x", "--output", "/tmp/x", NULL);

  g_assert_nonnull (strstr (unknown, "Say what to do"));
  g_assert_nonnull (strstr (missing, "There is no such incident."));
  g_assert_nonnull (strstr (wordless, "Say what to answer"));
  g_assert_nonnull (strstr (decided, "waits for a decision"));
  g_assert_nonnull (strstr (lost, "There is no such attachment."));
  assert_mail (fixture, fixture->email, 0, NULL);
}

static void
test_file_types (void)
{
  const struct
  {
    const char *content;
    gssize length;
    const char *type;
  } cases[] = {
    { "%PDF-1.4\n", -1, "application/pdf" },
    { "\x89PNG\r\n\x1a\n\0\0", 10, "image/png" },
    { "\xff\xd8\xff\xe0", 4, "image/jpeg" },
    { "Grüße\n\tvon hier\r\n", -1, "text/plain" },
    { "PK\3\4", 4, NULL },
    { "MZ\x90\0", 4, NULL },
    { "a\0b", 3, NULL },
    { "\xff\xfe", 2, NULL },
    { "", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = cases[i].length < 0 ? strlen (cases[i].content) : (gsize) cases[i].length;
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].content, length);

      g_assert_cmpstr (ct_attachment_file_get_type (bytes), ==, cases[i].type);
    }
}

static void
test_file_names (void)
{
  const struct
  {
    const char *name, *type, *clean;
  } cases[] = {
    { "scan.pdf", "application/pdf", "scan.pdf" },
    { "SCAN.PDF", "application/pdf", "SCAN.PDF" },
    { "photo.jpeg", "image/jpeg", "photo.jpeg" },
    { "scan.exe", "text/plain", "scan.exe.txt" },
    { "/etc/passwd", "text/plain", "passwd.txt" },
    { "C:\\temp\\a.png", "image/png", "a.png" },
    { "../..", "image/png", "file.png" },
    { ".hidden.txt", "text/plain", "hidden.txt" },
    { "a\r\nX: y.txt", "text/plain", "aX: y.txt" },
    { "a\xe2\x80\xae"
      "fdp.txt",
      "text/plain", "afdp.txt" },
    { "\xff.png", "image/png", "\xef\xbf\xbd.png" },
    { NULL, "application/pdf", "file.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = ct_attachment_file_get_name (cases[i].name, cases[i].type);
      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  add ("/incidents/thread", test_thread);
  add ("/incidents/right-team", test_right_team);
  add ("/incidents/sent-again", test_sent_again_is_sent_once);
  add ("/incidents/close", test_close_and_reopen);
  add ("/incidents/validation", test_validation);
  add ("/incidents/private", test_private);
  add ("/incidents/attachments", test_attachments);
  add ("/incidents/attachments/refused", test_attachments_refused);
  add ("/incidents/attachments/tidy", test_attachments_tidy);
  add ("/incidents/name-change", test_name_change);
  add ("/incidents/company-change", test_company_change);
  add ("/incidents/command", test_command_faults);
  g_test_add_func ("/incidents/files/types", test_file_types);
  g_test_add_func ("/incidents/files/names", test_file_names);

  return g_test_run ();
}
