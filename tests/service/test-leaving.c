/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a candidate can take everything along that is kept about them, and can go. Then what
 * the program keeps tells of nobody, and nothing else is left, in no table and not even in the
 * bytes of the file; a finder of the device can do neither. */
#include <string.h>

#include "exchange.h"
#include "service/mail/ct-outbox.h"
#include "service/mail/ct-postman.h"
#include "service/store/ct-statement.h"
#include "unzip.h"

/* What must be nowhere once the sample candidate is gone. */
static const char *const traces[] = {
  "Zofia",     "zofia",        "Wiśniewska",          "Wisniewska",      "SAM-100417",
  "496 05 17", "Exempelgatan", "private@example.org", "old@example.org",
};

typedef struct
{
  RealService *service;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
}

static Exchange *
post (Fixture *fixture, const char *path, const char *password, const char *key)
{
  g_autofree char *body
      = password != NULL ? g_strdup_printf ("{\"password\":\"%s\"}", password) : g_strdup ("{}");

  return exchange_run (fixture->service, fixture->token, "POST", path, body, "Idempotency-Key", key,
                       NULL);
}

static const char *
get_password (Fixture *fixture)
{
  return real_service_get_password (fixture->service);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = exchange_sign_in (fixture->service);
  g_autoptr (Exchange) out
      = exchange_run (fixture->service, other, "DELETE", "/v1/sessions/current", NULL, NULL);
  g_autofree char *third = exchange_sign_in (fixture->service);
  g_autoptr (Exchange) ended
      = exchange_run (fixture->service, fixture->token, "DELETE", "/v1/sessions", NULL, NULL);
  g_autoptr (Exchange) events = exchange_get (fixture->service, fixture->token, "/v1/events");
  JsonArray *items = exchange_get_items (events);
  guint n[3] = { 0 };

  g_assert_cmpuint (json_array_get_length (items), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      const char *kind = json_object_get_string_member (item, "kind");

      g_assert_cmpstr (json_object_get_string_member (item, "address"), ==, "127.0.0.1");
      n[0] += g_str_equal (kind, "signed-in");
      n[1] += g_str_equal (kind, "signed-out");
      n[2] += g_str_equal (kind, "session-ended");
    }
  /* The last first, also within one second. */
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (items, 0), "kind"),
                   ==, "session-ended");
  g_assert_cmpuint (n[0], ==, 3);
  g_assert_cmpuint (n[1], ==, 1);
  g_assert_cmpuint (n[2], ==, 1);
}

/* Neither without the password, nor with a wrong one, nor by trying many. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { "/v1/account/export", "/v1/account/deletion" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Exchange) without = post (fixture, paths[i], NULL, "\"k\"");
      g_autoptr (Exchange) wrong = post (fixture, paths[i], "wrong", "\"k\"");
      g_autoptr (Exchange) nobody
          = exchange_run (fixture->service, NULL, "POST", paths[i], "{\"password\":\"x\"}",
                          "Idempotency-Key", "\"k\"", NULL);
      g_autoptr (Exchange) keyless
          = exchange_run (fixture->service, fixture->token, "POST", paths[i],
                          "{\"password\":\"sample-candidate\"}", NULL);
      g_autofree char *text = json_to_string (wrong->json, FALSE);

      exchange_assert_problem (without, 422, "invalid");
      exchange_assert_problem (wrong, 422, "invalid");
      g_assert_nonnull (strstr (text, "#/password"));
      g_assert_cmpuint (nobody->status, ==, 401);
      exchange_assert_problem (keyless, 400, NULL);
    }

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (Exchange) wrong = post (fixture, paths[1], "wrong", "\"k\"");
      if (wrong->status == 429)
        break;
    }
  g_autoptr (Exchange) limited = post (fixture, paths[1], get_password (fixture), "\"k\"");
  exchange_assert_problem (limited, 429, "rate-limited");
  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");
  g_assert_cmpuint (account->status, ==, 200);
}

/* Waits for the package that was @asked for. Returns: (transfer full): its files */
static GHashTable *
fetch (Fixture *fixture, Exchange *asked)
{
  g_autofree char *path = g_strconcat ("/v1/packages/", exchange_get_string (asked, "id"), NULL);
  g_autofree char *file_path = g_strconcat (path, "/file", NULL);

  while (TRUE)
    {
      g_autoptr (Exchange) package = exchange_get (fixture->service, fixture->token, path);

      if (g_str_equal (exchange_get_string (package, "state"), "ready"))
        break;
      g_assert_cmpstr (exchange_get_string (package, "state"), ==, "requested");
      g_thread_yield ();
    }
  g_autoptr (Exchange) file = exchange_get (fixture->service, fixture->token, file_path);
  g_assert_cmpuint (file->status, ==, 200);
  return unzip (file->body);
}

static GHashTable *
export_all (Fixture *fixture)
{
  g_autoptr (Exchange) asked
      = post (fixture, "/v1/account/export", get_password (fixture), "\"e\"");
  g_autoptr (Exchange) again
      = post (fixture, "/v1/account/export", get_password (fixture), "\"e\"");

  g_assert_cmpuint (asked->status, ==, 201);
  g_assert_true (g_bytes_equal (asked->body, again->body));
  return fetch (fixture, asked);
}

/* Asked for again at once, it is made again. */
static void
test_export_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) first
      = post (fixture, "/v1/account/export", get_password (fixture), "\"a\"");
  g_autoptr (Exchange) second
      = post (fixture, "/v1/account/export", get_password (fixture), "\"b\"");

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (second->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (first, "id"), !=, exchange_get_string (second, "id"));
  g_autoptr (GHashTable) files = fetch (fixture, first);
  g_autoptr (GHashTable) more = fetch (fixture, second);
  g_assert_cmpuint (g_hash_table_size (more), ==, g_hash_table_size (files));
}

static JsonArray *
read_rows (GHashTable *files, const char *name, JsonNode **node)
{
  GBytes *bytes = g_hash_table_lookup (files, name);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    g_error ("no %s", name);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  *node = json_from_string (text, NULL);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (*node));
  return json_node_get_array (*node);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) shared = NULL;
  g_autoptr (Exchange) credentials
      = exchange_get (fixture->service, fixture->token, "/v1/credentials");
  g_autoptr (Exchange) attempts = exchange_get (fixture->service, fixture->token, "/v1/attempts");
  const char *first = json_object_get_string_member (
      json_array_get_object_element (exchange_get_items (credentials), 0), "id");
  g_autofree char *body = g_strdup_printf (
      "{\"credential_ids\":[\"%s\"],\"recipients\":[\"eva@example.org\"],\"days\":3}", first);

  shared = exchange_run (fixture->service, fixture->token, "POST", "/v1/shares", body,
                         "Idempotency-Key", "\"s\"", NULL);
  g_assert_cmpuint (shared->status, ==, 201);

  g_autoptr (GHashTable) files = export_all (fixture);
  g_autoptr (JsonNode) accounts = NULL;
  g_autoptr (JsonNode) history = NULL;
  g_autoptr (JsonNode) recipients = NULL;
  g_autoptr (JsonNode) events = NULL;
  JsonObject *account
      = json_array_get_object_element (read_rows (files, "data/accounts.json", &accounts), 0);
  GHashTableIter iter;
  gpointer name, bytes;
  guint n_certificates = 0;

  g_assert_cmpstr (json_object_get_string_member (account, "name"), ==,
                   "Zofia Wiśniewska-Lindström");
  g_assert_cmpuint (json_array_get_length (read_rows (files, "data/attempts.json", &history)), ==,
                    json_array_get_length (exchange_get_items (attempts)));
  g_assert_cmpuint (json_array_get_length (
                        read_rows (files, "data/share_recipients.json", &recipients)),
                    ==, 1);
  g_assert_cmpuint (json_array_get_length (read_rows (files, "data/events.json", &events)), >=, 2);

  /* The certificates are there, and nothing that opens the account is. */
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      n_certificates += g_str_has_prefix (name, "certificates/");
      g_assert_null (strstr (text, "argon2"));
      g_assert_null (strstr (text, "_hash\""));
      g_assert_null (strstr (text, fixture->token));
    }
  g_assert_cmpuint (n_certificates, >, 1);
  g_assert_null (g_hash_table_lookup (files, "data/access_tokens.json"));
  g_assert_null (g_hash_table_lookup (files, "data/refresh_tokens.json"));
}

/* Every text of every table, each on a line with its table before it. */
static gpointer
dump (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtStatement) tables
      = ct_statement_new (database, "SELECT name FROM sqlite_master WHERE type = 'table'");
  g_autoptr (GString) text = g_string_new (NULL);

  while (ct_statement_next (tables, error))
    {
      const char *table = ct_statement_get_text (tables, "name");
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
      g_autoptr (CtStatement) rows = ct_statement_new (database, sql);

      while (ct_statement_next (rows, error))
        {
          g_autoptr (JsonObject) row = ct_statement_get_json (rows);
          g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), row);
          g_autofree char *line = json_to_string (node, FALSE);

          g_string_append_printf (text, "%s: %s\n", table, line);
        }
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
dump_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text
      = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ, dump, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_no_traces (const char *text, gsize length, const char *where)
{
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      const char *found = memmem (text, length, traces[i], strlen (traces[i]));

      if (found != NULL)
        g_error ("%s: “%s” is left: %.200s", where, traces[i], found - MIN (100, found - text));
    }
}

/* Makes as much of a mess as a candidate can. */
static void
live (Fixture *fixture)
{
  g_autoptr (Exchange) credentials
      = exchange_get (fixture->service, fixture->token, "/v1/credentials");
  const char *first = json_object_get_string_member (
      json_array_get_object_element (exchange_get_items (credentials), 0), "id");
  g_autofree char *share = g_strdup_printf (
      "{\"credential_ids\":[\"%s\"],\"recipients\":[\"eva@example.org\"],\"days\":3,"
      "\"message\":\"Greetings from Zofia\"}",
      first);
  g_autoptr (Exchange) shared
      = exchange_run (fixture->service, fixture->token, "POST", "/v1/shares", share,
                      "Idempotency-Key", "\"s\"", NULL);
  g_autoptr (Exchange) accepted
      = exchange_run (fixture->service, fixture->token, "POST", "/v1/account/acceptances",
                      "{\"agreement_id\":\"logo-terms\",\"version\":\"2026-1\"}", "Idempotency-Key",
                      "\"a\"", NULL);
  g_autoptr (Exchange) recovery
      = exchange_run (fixture->service, NULL, "POST", "/v1/recoveries",
                      "{\"name\":\"ZOFIA@example.com\",\"forgot\":\"password\"}", NULL);
  g_autoptr (Exchange) incident
      = exchange_run (fixture->service, fixture->token, "POST", "/v1/incidents",
                      "{\"topic_id\":\"other\",\"subject\":\"One\",\"text\":\"I am Zofia.\"}",
                      "Idempotency-Key", "\"i\"", NULL);
  g_autoptr (GHashTable) files = export_all (fixture);

  g_assert_cmpuint (incident->status, ==, 201);
  g_assert_cmpuint (shared->status, ==, 201);
  g_assert_cmpuint (accepted->status, ==, 201);
  g_assert_cmpuint (recovery->status, ==, 202);
  real_service_execute (
      fixture->service,
      "INSERT INTO vue_events (id, sequence, kind, content, received_at) VALUES ('e', 1,"
      " 'resultNotification', '{\"clientCandidateID\":\"SAM-100417\",\"candidate\":"
      "{\"candidateName\":{\"firstName\":\"Zofia\"}}}', '2026-01-01T00:00:00Z');"
      "INSERT INTO emails (id, account_id, address, folded, is_primary, added_at)"
      " VALUES ('m', 'zofia', 'Private@example.org', 'private@example.org', 0,"
      " '2026-01-01T00:00:00Z');"
      "INSERT INTO mails (id, recipient, subject, created_at, due_at, tries, state)"
      " VALUES ('m', 'Private@example.org', 'Dear Zofia', '2026-01-01T00:00:00Z',"
      " '2026-01-01T00:00:00Z', 1, 'sent');"
      "INSERT INTO mails (id, recipient, recipient_name, subject, created_at, due_at, tries, state)"
      " VALUES ('o', 'old@example.org', 'Zofia Wiśniewska-Lindström', 'Hello',"
      " '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'sent');"
      "INSERT INTO enrolment_requests (id, email, base_uri, asked_at)"
      " VALUES ('r', 'Private@example.org', 'x', '2026-01-01T00:00:00Z');"
      "INSERT INTO enrolments (hash, email, expires_at)"
      " VALUES ('h', 'private@example.org', '2027-01-01T00:00:00Z');"
      "INSERT INTO unclaimed_results (id, candidate_id, given_name, result, received_at, "
      "account_id)"
      " VALUES ('u', 'SAM-100417', 'Zofia', 'passed', '2026-01-01T00:00:00Z', 'zofia');"
      "INSERT INTO partner_contacts (id, email, given_name, family_name, company_id, account_id,"
      " arrived_at) VALUES ('p', 'zofia@example.com', 'Zofia', 'W', 'c', 'zofia',"
      " '2026-01-01T00:00:00Z')");
}

static gpointer
get_last_mail (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mails (database, "zofia@example.com", error);
}

/* Hands the last mail to a real SMTP server, after which it is forgotten. */
static void
deliver (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "support", "smtp-server.py", NULL);
  g_autoptr (GSubprocess) server
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                          script, NULL);
  g_assert_no_error (error);
  g_autoptr (GDataInputStream) said
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  g_autofree char *port = g_data_input_stream_read_line_utf8 (said, NULL, NULL, NULL);
  g_autofree char *uri = g_strdup_printf ("smtp://127.0.0.1:%s", port);
  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (CtSmtp) smtp = ct_smtp_new (uri, NULL, NULL, "program@example.com", "Program");
  CtPostman *postman = ct_postman_new (real_service_get_store (fixture->service), clock, smtp);
  g_autofree char *mail = g_data_input_stream_read_line_utf8 (said, NULL, NULL, NULL);

  g_assert_nonnull (mail);
  g_assert_nonnull (strstr (mail, "Your account was deleted"));
  g_assert_finalize_object (postman);
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
}

static char *
get_share_link (Fixture *fixture)
{
  g_autofree char *text = dump_all (fixture);
  const char *link = strstr (text, "/share/");

  g_assert_nonnull (link);
  return g_strndup (link, strcspn (link, "\"\\ "));
}

static guint
browse (Fixture *fixture, const char *path, char **text)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autofree char *uri = g_strconcat (real_service_get_uri (fixture->service), path + 1, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, NULL);

  *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return soup_message_get_status (message);
}

static void
test_deletion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) credentials
      = exchange_get (fixture->service, fixture->token, "/v1/credentials");
  JsonObject *credential = json_array_get_object_element (exchange_get_items (credentials), 0);
  const char *code = json_object_get_string_member (credential, "verification_code");
  const char *number = json_object_get_string_member (credential, "number");
  g_autofree char *verification = g_strconcat ("/verify/", code, NULL);
  g_autofree char *other = exchange_sign_in (fixture->service);
  g_autofree char *sign_in
      = g_strdup_printf ("{\"user_name\":\"zofia\",\"password\":\"%s\"}", get_password (fixture));
  g_autofree char *page = NULL;

  live (fixture);
  g_autofree char *link = get_share_link (fixture);
  g_autofree char *shown = NULL;
  g_assert_cmpuint (browse (fixture, link, &shown), ==, 200);
  g_assert_nonnull (strstr (shown, "Greetings from Zofia"));

  g_autoptr (Exchange) deleted
      = post (fixture, "/v1/account/deletion", get_password (fixture), "\"d\"");
  g_assert_cmpuint (deleted->status, ==, 204);

  /* Every device is out, and nobody gets in again. */
  g_autoptr (Exchange) here = exchange_get (fixture->service, fixture->token, "/v1/account");
  g_autoptr (Exchange) there = exchange_get (fixture->service, other, "/v1/account");
  g_autoptr (Exchange) again
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", sign_in, NULL);
  exchange_assert_problem (here, 401, "session-ended");
  exchange_assert_problem (there, 401, "session-ended");
  exchange_assert_problem (again, 401, "bad-credentials");

  /* Who got no answer and asks again is told the same; with another key, or from elsewhere, not. */
  g_autoptr (Exchange) repeated
      = post (fixture, "/v1/account/deletion", get_password (fixture), "\"d\"");
  g_autoptr (Exchange) another
      = post (fixture, "/v1/account/deletion", get_password (fixture), "\"x\"");
  g_autoptr (Exchange) elsewhere
      = exchange_run (fixture->service, other, "POST", "/v1/account/deletion",
                      "{\"password\":\"x\"}", "Idempotency-Key", "\"d\"", NULL);
  g_assert_cmpuint (repeated->status, ==, 204);
  exchange_assert_problem (another, 401, "session-ended");
  exchange_assert_problem (elsewhere, 401, "session-ended");

  /* What was shared cannot be opened; what was printed can be verified, without a name. */
  g_autofree char *closed = NULL;
  g_assert_cmpuint (browse (fixture, link, &closed), ==, 404);
  g_assert_cmpuint (browse (fixture, verification, &page), ==, 200);
  g_assert_nonnull (strstr (page, number));
  g_assert_nonnull (strstr (page, "the account was deleted"));
  assert_no_traces (page, strlen (page), "the page");

  /* The last mail says what is kept. */
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mails = ct_store_run (real_service_get_store (fixture->service),
                                              CT_STORE_READ, get_last_mail, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *words = ct_mail_to_text (g_ptr_array_index (mails, 0));
  g_assert_nonnull (strstr (words, "Some things are kept"));
  deliver (fixture);

  g_autofree char *left = dump_all (fixture);
  assert_no_traces (left, strlen (left), "the database");
  g_assert_nonnull (strstr (left, "kept_attempts: "));
  g_assert_nonnull (strstr (left, number));
}

/* Not even in what the file no longer shows. */
static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  const char *directory = ct_store_get_directory (real_service_get_store (fixture->service));
  g_autofree char *path = g_build_filename (directory, "certtracker.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (Exchange) deleted = NULL;

  live (fixture);
  deleted = post (fixture, "/v1/account/deletion", get_password (fixture), "\"d\"");
  g_assert_cmpuint (deleted->status, ==, 204);
  deliver (fixture);
  real_service_execute (fixture->service, "SELECT 1");
  real_service_close_store (fixture->service);

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  assert_no_traces (contents, length, "the file");
}

/* Others are as they were. */
static void
test_others_stay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sign_in
      = g_strdup_printf ("{\"user_name\":\"tomas\",\"password\":\"%s\"}", get_password (fixture));
  g_autoptr (Exchange) session
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", sign_in, NULL);
  const char *other = exchange_get_string (session, "access_token");
  g_autoptr (Exchange) before = exchange_get (fixture->service, other, "/v1/credentials");
  g_autoptr (Exchange) deleted
      = post (fixture, "/v1/account/deletion", get_password (fixture), "\"d\"");
  g_autoptr (Exchange) after = exchange_get (fixture->service, other, "/v1/credentials");

  g_assert_cmpuint (deleted->status, ==, 204);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_true (g_bytes_equal (before->body, after->body));
}

#define ADD(name, function) \
  g_test_add ("/leaving/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("history", test_history);
  ADD ("password", test_password);
  ADD ("export", test_export);
  ADD ("export-twice", test_export_twice);
  ADD ("deletion", test_deletion);
  ADD ("bytes", test_bytes);
  ADD ("others-stay", test_others_stay);
  return g_test_run ();
}
