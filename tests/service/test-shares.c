/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what a candidate forwards reaches whom it is meant for, once, shows what is true at
 * that moment, and nothing any more when its time is over or it was withdrawn. Anyone can verify
 * a code. */
#include <string.h>

#include "exchange.h"
#include "service/mail/ct-outbox.h"
#include "service/mail/ct-postman.h"
#include "service/shares/ct-shares.h"
#include "service/store/ct-statement.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  RealService *service;
  char *token;
  char *credential; /* the id of the newest one of the demo's candidate */
  char *code;       /* its verification code */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);

  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/credentials");
  JsonObject *first = json_array_get_object_element (exchange_get_items (list), 0);
  fixture->credential = g_strdup (json_object_get_string_member (first, "id"));
  fixture->code = g_strdup (json_object_get_string_member (first, "verification_code"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
  g_free (fixture->credential);
  g_free (fixture->code);
}

/* A page as a browser gets it. */
typedef struct
{
  guint status;
  char *type;
  char *policy;
  char *text;
} Page;

static void
page_free (Page *self)
{
  g_free (self->type);
  g_free (self->policy);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

static Page *
browse_by (Fixture *fixture, const char *method, const char *path)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autofree char *uri = g_strconcat (real_service_get_uri (fixture->service), path + 1, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, &error);
  Page *self = g_new0 (Page, 1);

  g_assert_no_error (error);
  self->status = soup_message_get_status (message);
  self->type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  self->policy = g_strdup (soup_message_headers_get_one (headers, "Content-Security-Policy"));
  self->text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return self;
}

static Page *
browse (Fixture *fixture, const char *path)
{
  return browse_by (fixture, "GET", path);
}

static void
assert_page (Fixture *fixture, const char *path, guint status, const char *words)
{
  g_autoptr (Page) page = browse (fixture, path);

  g_assert_cmpuint (page->status, ==, status);
  g_assert_cmpstr (page->type, ==, "text/html");
  g_assert_nonnull (page->policy);
  g_assert_true (g_str_has_prefix (page->policy, "default-src 'none';"));
  g_assert_null (strstr (page->policy, "unsafe"));
  g_assert_null (strstr (page->policy, "script-src"));
  if (strstr (page->text, words) == NULL)
    g_error ("%s: no “%s” in %s", path, words, page->text);
}

static char *
write_share (Fixture *fixture, const char *recipients, const char *rest)
{
  return g_strdup_printf ("{\"credential_ids\":[\"%s\"],\"recipients\":[%s],\"days\":30%s}",
                          fixture->credential, recipients, rest);
}

static Exchange *
post (Fixture *fixture, const char *path, const char *body, const char *key)
{
  return exchange_run (fixture->service, fixture->token, "POST", path, body, "Idempotency-Key", key,
                       NULL);
}

/* Returns: (transfer full): the id of a new share */
static char *
share (Fixture *fixture, const char *recipients, const char *rest)
{
  g_autofree char *body = write_share (fixture, recipients, rest);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);
  g_autoptr (Exchange) exchange = post (fixture, "/v1/shares", body, quoted);

  g_assert_cmpuint (exchange->status, ==, 201);
  return g_strdup (exchange_get_string (exchange, "id"));
}

/* Returns: (transfer none): the newest share, as the candidate sees it in *@list */
static JsonObject *
get_newest (Fixture *fixture, Exchange **list)
{
  g_clear_pointer (list, exchange_free);
  *list = exchange_get (fixture->service, fixture->token, "/v1/shares");
  return json_array_get_object_element (exchange_get_items (*list), 0);
}

static JsonObject *
get_recipient (JsonObject *share, guint i)
{
  return json_array_get_object_element (json_object_get_array_member (share, "recipients"), i);
}

static guint
count_shares (Fixture *fixture)
{
  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/shares");

  return json_array_get_length (exchange_get_items (list));
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

/* Returns: (transfer full): the path of the link in the mail to @recipient */
static char *
get_link (Fixture *fixture, const char *recipient)
{
  g_autoptr (GPtrArray) mails = get_mails (fixture, recipient);

  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  const char *address = real_service_get_uri (fixture->service);
  const char *link = strstr (text, address);
  g_assert_nonnull (link);
  link += strlen (address) - 1;
  g_assert_true (g_str_has_prefix (link, "/share/"));
  return g_strndup (link, strcspn (link, " \r\n"));
}

static void
test_arrives (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id
      = share (fixture, "\"eva@example.org\",\"EVA@example.org\",\"ola@example.org\"",
               ",\"message\":\"Dear both\"");
  g_autoptr (Exchange) list = NULL;
  JsonObject *kept = get_newest (fixture, &list);

  g_assert_cmpstr (json_object_get_string_member (kept, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (kept, "state"), ==, "active");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (kept, "recipients")), ==,
                    2);
  g_assert_cmpstr (json_object_get_string_member (get_recipient (kept, 0), "delivery"), ==,
                   "waiting");

  /* Who has the list already is told so, and strangers get nothing. */
  g_autoptr (Exchange) same
      = exchange_run (fixture->service, fixture->token, "GET", "/v1/shares", NULL, "If-None-Match",
                      exchange_get_header (list, "ETag"), NULL);
  g_autoptr (Exchange) stranger = exchange_get (fixture->service, NULL, "/v1/shares");
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (stranger->status, ==, 401);

  /* Each has a link of their own. */
  g_autofree char *first = get_link (fixture, "eva@example.org");
  g_autofree char *second = get_link (fixture, "ola@example.org");
  g_assert_cmpstr (first, !=, second);
  assert_page (fixture, first, 200, "Dear both");
  assert_page (fixture, first, 200, "Valid");

  /* And only who looked at it is said to have looked. */
  g_autoptr (Page) head = browse_by (fixture, "HEAD", first);
  g_assert_cmpuint (head->status, ==, 200);
  kept = get_newest (fixture, &list);
  g_assert_cmpint (json_object_get_int_member (get_recipient (kept, 0), "views"), ==, 2);
  g_assert_true (json_object_has_member (get_recipient (kept, 0), "last_viewed_at"));
  g_assert_cmpint (json_object_get_int_member (get_recipient (kept, 1), "views"), ==, 0);
}

/* A view that cannot be noted is still a view. */
static void
test_shown_when_nothing_can_be_written (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *link = get_link (fixture, "eva@example.org");

  real_service_execute (fixture->service, "CREATE TRIGGER broken BEFORE UPDATE ON share_recipients"
                                          " BEGIN SELECT RAISE (ABORT, 'disk I/O error'); END");
  assert_page (fixture, link, 200, "Credentials of");

  g_autoptr (Exchange) list = NULL;
  JsonObject *kept = get_newest (fixture, &list);
  g_assert_cmpint (json_object_get_int_member (get_recipient (kept, 0), "views"), ==, 0);
}

static void
test_sent_again_is_sent_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = write_share (fixture, "\"eva@example.org\"", "");
  g_autofree char *other = write_share (fixture, "\"ola@example.org\"", "");
  g_autoptr (Exchange) first = post (fixture, "/v1/shares", body, "\"k1\"");
  g_autoptr (Exchange) again = post (fixture, "/v1/shares", body, "\"k1\"");
  g_autoptr (Exchange) reused = post (fixture, "/v1/shares", other, "\"k1\"");
  g_autoptr (Exchange) keyless
      = exchange_run (fixture->service, fixture->token, "POST", "/v1/shares", body, NULL);
  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_true (g_bytes_equal (first->body, again->body));
  exchange_assert_problem (reused, 422, "key-reused");
  exchange_assert_problem (keyless, 400, NULL);
  g_assert_cmpuint (count_shares (fixture), ==, 1);
  g_assert_cmpuint (mails->len, ==, 1);
}

/* Each fault is told, and where it is. */
static void
test_validation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_message = g_strnfill (CT_SHARES_MAX_MESSAGE + 1, 'x');
  const struct
  {
    const char *credentials, *recipients, *message, *days, *pointer;
  } cases[] = {
    { "[]", "[\"a@example.org\"]", "", "30", "#/credential_ids" },
    { "\"%s\"", "[\"a@example.org\"]", "", "30", "#/credential_ids" },
    { "[\"no-such-one\"]", "[\"a@example.org\"]", "", "30", "#/credential_ids/0" },
    { "[\"%s\"]", "[]", "", "30", "#/recipients" },
    { "[\"%s\"]", "[\"a@example.org\",\"nobody\"]", "", "30", "#/recipients/1" },
    { "[\"%s\"]", "[\"a@example.org\\r\\nBcc: b@example.org\"]", "", "30", "#/recipients/0" },
    { "[\"%s\"]", "[1]", "", "30", "#/recipients/0" },
    { "[\"%s\"]", "[\"a@example.org\"]", long_message, "30", "#/message" },
    { "[\"%s\"]", "[\"a@example.org\"]", "", "0", "#/days" },
    { "[\"%s\"]", "[\"a@example.org\"]", "", "366", "#/days" },
    { "[\"%s\"]", "[\"a@example.org\"]", "", "\"30\"", "#/days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].credentials, "%s", -1);
      g_autofree char *credentials = g_strjoinv (fixture->credential, parts);
      g_autofree char *body = g_strdup_printf (
          "{\"credential_ids\":%s,\"recipients\":%s,\"message\":\"%s\",\"days\":%s}", credentials,
          cases[i].recipients, cases[i].message, cases[i].days);
      g_autofree char *key = g_strdup_printf ("\"v%" G_GSIZE_FORMAT "\"", i);
      g_autoptr (Exchange) exchange = post (fixture, "/v1/shares", body, key);

      exchange_assert_problem (exchange, 422, "invalid");
      JsonObject *problem = json_node_get_object (exchange->json);
      JsonObject *reason
          = json_array_get_object_element (json_object_get_array_member (problem, "errors"), 0);
      g_assert_cmpstr (json_object_get_string_member (reason, "pointer"), ==, cases[i].pointer);
    }
  g_assert_cmpuint (count_shares (fixture), ==, 0);
}

static void
test_revoked_is_not_shared (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE credentials SET revoked_at = '2026-01-01T00:00:00Z' WHERE id = '%s'",
      fixture->credential);
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *link = get_link (fixture, "eva@example.org");

  /* What was shared before says so from now on. */
  real_service_execute (fixture->service, sql);
  assert_page (fixture, link, 200, "Revoked");

  g_autofree char *body = write_share (fixture, "\"eva@example.org\"", "");
  g_autoptr (Exchange) refused = post (fixture, "/v1/shares", body, "\"r1\"");
  exchange_assert_problem (refused, 422, "invalid");
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body
      = g_strdup_printf ("{\"credential_ids\":[\"%s\"],\"days\":7,\"message\":\"Look here\"}",
                         fixture->credential);
  g_autoptr (Exchange) exchange = post (fixture, "/v1/shares/preview", body, "\"p1\"");
  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);

  g_assert_cmpuint (exchange->status, ==, 201);
  const char *uri = exchange_get_string (exchange, "uri");
  g_assert_true (g_str_has_prefix (uri, real_service_get_uri (fixture->service)));
  const char *path = uri + strlen (real_service_get_uri (fixture->service)) - 1;

  assert_page (fixture, path, 200, "only you see this");
  assert_page (fixture, path, 200, "Look here");
  g_assert_cmpuint (mails->len, ==, 0);
  g_assert_cmpuint (count_shares (fixture), ==, 0);

  g_autoptr (Exchange) refused
      = post (fixture, "/v1/shares/preview", "{\"credential_ids\":[],\"days\":7}", "\"p2\"");
  exchange_assert_problem (refused, 422, "invalid");

  real_service_pass_time (fixture->service, 16 * 60);
  assert_page (fixture, path, 410, "No Longer Shared");
}

static gpointer
get_kept_answers (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT COALESCE(group_concat (content), '') AS kept"
                                    " FROM idempotency_keys");

  return ct_statement_next (statement, error) ? g_strdup (ct_statement_get_text (statement, "kept"))
                                              : NULL;
}

/* The link of a preview opens it, so only who asked has it; asked again there is a new one. */
static void
test_preview_is_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body
      = g_strdup_printf ("{\"credential_ids\":[\"%s\"],\"days\":7}", fixture->credential);
  g_autoptr (Exchange) first = post (fixture, "/v1/shares/preview", body, "\"p1\"");
  g_autoptr (Exchange) again = post (fixture, "/v1/shares/preview", body, "\"p1\"");
  g_autofree char *other = share (fixture, "\"eva@example.org\"", "");
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ,
                                        get_kept_answers, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_cmpstr (exchange_get_header (first, "Cache-Control"), ==, "no-store");
  g_assert_nonnull (strstr (kept, other));
  g_assert_null (strstr (kept, "/share/"));

  const char *uri = exchange_get_string (again, "uri");
  assert_page (fixture, uri + strlen (real_service_get_uri (fixture->service)) - 1, 200,
               "only you see this");
}

static void
test_contact (Fixture *fixture, gconstpointer data)
{
  g_autofree char *without = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *with = share (fixture, "\"ola@example.org\"", ",\"shows_contact\":true");
  g_autofree char *hidden = get_link (fixture, "eva@example.org");
  g_autofree char *shown = get_link (fixture, "ola@example.org");
  g_autoptr (Page) page = browse (fixture, hidden);

  g_assert_null (strstr (page->text, "zofia@example.com"));
  assert_page (fixture, shown, 200, "zofia@example.com");
  assert_page (fixture, shown, 200, "+46 31 496 05 17");
}

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *link = get_link (fixture, "eva@example.org");
  g_autofree char *path = g_strconcat ("/v1/shares/", id, NULL);
  g_autofree char *certificate
      = g_strdup_printf ("%s/certificate?credential=%s", link, fixture->credential);
  g_autoptr (Exchange) first
      = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
  g_autoptr (Exchange) list = NULL;
  g_autofree char *time
      = g_strdup (json_object_get_string_member (get_newest (fixture, &list), "withdrawn_at"));

  g_assert_cmpuint (first->status, ==, 204);
  assert_page (fixture, link, 410, "The holder has withdrawn");
  assert_page (fixture, certificate, 410, "The holder has withdrawn");

  /* Twice is once, and a view of what cannot be seen is none. */
  real_service_pass_time (fixture->service, 60);
  g_autoptr (Exchange) second
      = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
  JsonObject *kept = get_newest (fixture, &list);
  g_assert_cmpuint (second->status, ==, 204);
  g_assert_cmpstr (json_object_get_string_member (kept, "state"), ==, "withdrawn");
  g_assert_cmpstr (json_object_get_string_member (kept, "withdrawn_at"), ==, time);
  g_assert_cmpint (json_object_get_int_member (get_recipient (kept, 0), "views"), ==, 0);
}

/* What waits for its mail server is not sent any more; what is not withdrawn waits on. */
static void
test_withdrawn_before_it_was_sent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = share (fixture, "\"eva@example.org\"", "");
  real_service_pass_time (fixture->service, 1);
  g_autofree char *id = share (fixture, "\"ola@example.org\",\"zoe@example.org\"", "");
  g_autofree char *path = g_strconcat ("/v1/shares/", id, NULL);

  real_service_execute (fixture->service,
                        "UPDATE mails SET state = 'sent' WHERE recipient = 'zoe@example.org'");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Exchange) withdrawal
          = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
      g_autoptr (GPtrArray) kept = get_mails (fixture, "eva@example.org");
      g_autoptr (GPtrArray) dropped = get_mails (fixture, "ola@example.org");
      g_autoptr (GPtrArray) sent = get_mails (fixture, "zoe@example.org");
      g_autoptr (Exchange) list = NULL;
      JsonObject *withdrawn = get_newest (fixture, &list);
      JsonObject *active = json_array_get_object_element (exchange_get_items (list), 1);

      g_assert_cmpuint (withdrawal->status, ==, 204);
      g_assert_cmpuint (kept->len, ==, 1);
      g_assert_cmpuint (dropped->len, ==, 0);
      g_assert_cmpuint (sent->len, ==, 1);
      g_assert_cmpstr (json_object_get_string_member (get_recipient (withdrawn, 0), "delivery"), ==,
                       "dropped");
      g_assert_cmpstr (json_object_get_string_member (get_recipient (withdrawn, 1), "delivery"), ==,
                       "sent");
      g_assert_cmpstr (json_object_get_string_member (get_recipient (active, 0), "delivery"), ==,
                       "waiting");
    }
}

static void
test_expires (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *link = get_link (fixture, "eva@example.org");
  g_autoptr (Exchange) list = NULL;

  real_service_pass_time (fixture->service, 30 * DAY - 60);
  assert_page (fixture, link, 200, "Credentials of");
  real_service_pass_time (fixture->service, 61);
  assert_page (fixture, link, 410, "is over");

  g_free (fixture->token);
  fixture->token = exchange_sign_in (fixture->service);
  g_assert_cmpstr (json_object_get_string_member (get_newest (fixture, &list), "state"), ==,
                   "expired");
}

static void
test_of_another_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *path = g_strconcat ("/v1/shares/", id, NULL);
  g_autofree char *link = get_link (fixture, "eva@example.org");
  g_autofree char *sign_in = g_strdup_printf ("{\"user_name\":\"tomas\",\"password\":\"%s\"}",
                                              real_service_get_password (fixture->service));
  g_autoptr (Exchange) session
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", sign_in, NULL);
  const char *other = exchange_get_string (session, "access_token");
  g_autoptr (Exchange) withdrawal
      = exchange_run (fixture->service, other, "DELETE", path, NULL, NULL);
  g_autoptr (Exchange) list = exchange_get (fixture->service, other, "/v1/shares");
  g_autofree char *body = write_share (fixture, "\"me@example.org\"", "");
  g_autoptr (Exchange) stolen = exchange_run (fixture->service, other, "POST", "/v1/shares", body,
                                              "Idempotency-Key", "\"o1\"", NULL);

  exchange_assert_problem (withdrawal, 404, NULL);
  g_assert_cmpuint (json_array_get_length (exchange_get_items (list)), ==, 0);
  exchange_assert_problem (stolen, 422, "invalid");
  assert_page (fixture, link, 200, "Credentials of");
  assert_page (fixture, "/share/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 404,
               "Nothing Is Shared Here");
}

static void
test_limit_a_day (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < CT_SHARES_MAX_A_DAY / CT_SHARES_MAX_RECIPIENTS; i++)
    {
      g_autoptr (GString) recipients = g_string_new (NULL);

      for (guint j = 0; j < CT_SHARES_MAX_RECIPIENTS; j++)
        g_string_append_printf (recipients, "%s\"r%u-%u@example.org\"", j > 0 ? "," : "", i, j);
      g_autofree char *id = share (fixture, recipients->str, "");
    }

  g_autofree char *body = write_share (fixture, "\"one-more@example.org\"", "");
  g_autoptr (Exchange) refused = post (fixture, "/v1/shares", body, "\"l1\"");
  exchange_assert_problem (refused, 422, "invalid");

  real_service_pass_time (fixture->service, DAY + 1);
  g_free (fixture->token);
  fixture->token = exchange_sign_in (fixture->service);
  g_autoptr (Exchange) next_day = post (fixture, "/v1/shares", body, "\"l1\"");
  g_assert_cmpuint (next_day->status, ==, 201);
}

static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *link = get_link (fixture, "eva@example.org");
  g_autofree char *path
      = g_strdup_printf ("%s/certificate?credential=%s", link, fixture->credential);
  g_autoptr (Page) certificate = browse (fixture, path);

  g_assert_cmpuint (certificate->status, ==, 200);
  g_assert_cmpstr (certificate->type, ==, "application/pdf");
  g_assert_true (g_str_has_prefix (certificate->text, "%PDF-"));
  assert_page (fixture, link, 200, "/certificate?credential=");

  /* Nothing but what was shared. */
  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/credentials");
  JsonObject *another = json_array_get_object_element (exchange_get_items (list), 1);
  g_autofree char *other = g_strdup_printf ("%s/certificate?credential=%s", link,
                                            json_object_get_string_member (another, "id"));
  g_autoptr (Page) refused = browse (fixture, other);
  g_assert_cmpuint (refused->status, ==, 404);
}

/* Text from outside stays text. */
static void
test_hostile_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE accounts SET name = '<script>alert(1)</script>' WHERE user_name = '%s'",
      real_service_get_user_name (fixture->service));
  g_autofree char *credential_sql
      = g_strdup_printf ("UPDATE credentials SET title = '\"><img src=x onerror=y>',"
                         " name = '</dd><b>x' WHERE id = '%s'",
                         fixture->credential);

  real_service_execute (fixture->service, sql);
  real_service_execute (fixture->service, credential_sql);
  g_autofree char *id = share (fixture, "\"eva@example.org\"",
                               ",\"message\":\"<a href='javascript:x'>&amp;\\u202e</a>\"");
  g_autofree char *link = get_link (fixture, "eva@example.org");
  g_autofree char *verify = g_strconcat ("/verify/", fixture->code, NULL);
  g_autoptr (Page) page = browse (fixture, link);
  g_autoptr (Page) verification = browse (fixture, verify);
  g_autoptr (Page) unknown = browse (fixture, "/verify?code=%22%3E%3Cscript%3E");

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_nonnull (strstr (page->text, "&lt;script&gt;alert(1)"));
  g_assert_nonnull (strstr (page->text, "&amp;amp;"));
  const Page *const pages[] = { page, verification, unknown };
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_assert_null (strstr (pages[i]->text, "<script"));
      g_assert_null (strstr (pages[i]->text, "<img src=x"));
      g_assert_null (strstr (pages[i]->text, "<b>x"));
      g_assert_null (strstr (pages[i]->text, "<a href='javascript"));
    }
}

static void
test_verification (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lower = g_ascii_strdown (fixture->code, -1);
  g_auto (GStrv) groups = g_strsplit (lower, "-", -1);
  g_autofree char *joined = g_strjoinv ("", groups);
  g_autofree char *spaced = g_strjoinv ("%20", groups);
  const char *const codes[] = { fixture->code, lower, joined, spaced };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *path = g_strconcat ("/verify/", codes[i], NULL);
      assert_page (fixture, path, 200, "Zofia Wiśniewska-Lindström");
    }
  g_autofree char *query = g_strdup_printf ("/verify?code=+%s+", lower);
  assert_page (fixture, query, 200, "Valid");

  assert_page (fixture, "/verify", 200, "Verify a Credential");
  assert_page (fixture, "/verify/2222-2222-2222-2222", 404, "No Such Credential");
}

/* A link to pass on is one like those that are mailed, and can be copied again until its end. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body
      = g_strdup_printf ("{\"kind\":\"link\",\"credential_ids\":[\"%s\"],\"days\":30}",
                         fixture->credential);
  g_autoptr (Exchange) made = post (fixture, "/v1/shares", body, "\"k1\"");
  g_autoptr (Exchange) again = post (fixture, "/v1/shares", body, "\"k1\"");
  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);
  g_autoptr (Exchange) list = NULL;

  g_assert_cmpuint (made->status, ==, 201);
  const char *uri = exchange_get_string (made, "uri");
  const char *address = real_service_get_uri (fixture->service);
  g_assert_true (g_str_has_prefix (uri, address));
  g_autofree char *link = g_strdup (uri + strlen (address) - 1);
  g_assert_cmpstr (uri, ==, exchange_get_string (again, "uri"));
  g_assert_cmpuint (count_shares (fixture), ==, 1);
  g_assert_cmpuint (mails->len, ==, 0);

  assert_page (fixture, link, 200, "Zofia Wiśniewska-Lindström");
  JsonObject *listed = get_newest (fixture, &list);
  g_assert_cmpstr (json_object_get_string_member (listed, "kind"), ==, "link");
  g_assert_cmpstr (json_object_get_string_member (listed, "uri"), ==, uri);
  g_assert_cmpint (json_object_get_int_member (listed, "views"), ==, 1);
  g_assert_true (json_object_has_member (listed, "last_viewed_at"));
  g_assert_false (json_object_has_member (listed, "recipients"));

  g_autofree char *path = g_strconcat ("/v1/shares/", exchange_get_string (made, "id"), NULL);
  g_autoptr (Exchange) withdrawn
      = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
  g_assert_cmpuint (withdrawn->status, ==, 204);
  assert_page (fixture, link, 410, "The holder has withdrawn");
  listed = get_newest (fixture, &list);
  g_assert_false (json_object_has_member (listed, "uri"));
}

static void
test_link_expires (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body
      = g_strdup_printf ("{\"kind\":\"link\",\"credential_ids\":[\"%s\"],\"days\":1}",
                         fixture->credential);
  g_autoptr (Exchange) made = post (fixture, "/v1/shares", body, "\"k1\"");
  g_autofree char *link = g_strdup (exchange_get_string (made, "uri")
                                    + strlen (real_service_get_uri (fixture->service)) - 1);
  g_autoptr (Exchange) list = NULL;

  real_service_pass_time (fixture->service, DAY + 1);
  assert_page (fixture, link, 410, "is over");
  g_free (fixture->token);
  fixture->token = exchange_sign_in (fixture->service);
  g_assert_false (json_object_has_member (get_newest (fixture, &list), "uri"));
}

/* Returns: (transfer full): the id of an attempt that was passed */
static char *
find_passed (Fixture *fixture)
{
  g_autoptr (Exchange) list
      = exchange_get (fixture->service, fixture->token, "/v1/attempts?limit=500");
  JsonArray *items = exchange_get_items (list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      if (g_str_equal (json_object_get_string_member (item, "result"), "passed"))
        return g_strdup (json_object_get_string_member (item, "id"));
    }
  g_assert_not_reached ();
}

/* The paper says what was true; where it is checked stands what is true. */
static void
test_transcript (Fixture *fixture, gconstpointer data)
{
  g_autofree char *attempt = find_passed (fixture);
  g_autofree char *body = g_strdup_printf ("{\"kind\":\"transcript\",\"credential_ids\":[\"%s\"],"
                                           "\"attempt_ids\":[\"%s\"],\"days\":365}",
                                           fixture->credential, attempt);
  g_autoptr (Exchange) made = post (fixture, "/v1/shares", body, "\"t1\"");
  g_assert_cmpuint (made->status, ==, 201);
  g_autofree char *share_path = g_strconcat ("/v1/shares/", exchange_get_string (made, "id"), NULL);
  g_autofree char *file = g_strconcat (share_path, "/transcript?paper=letter", NULL);
  g_autoptr (Exchange) document = exchange_get (fixture->service, fixture->token, file);
  g_autofree char *lower = g_ascii_strdown (exchange_get_string (made, "code"), -1);
  g_autofree char *verify = g_strconcat ("/verify/", lower, NULL);
  g_autofree char *as_share = g_strconcat ("/share/", exchange_get_string (made, "code"), NULL);
  g_autofree char *revoke = g_strdup_printf (
      "UPDATE credentials SET revoked_at = '2026-01-01T00:00:00Z' WHERE id = '%s';"
      "UPDATE attempts SET result = 'revoked' WHERE id = '%s'",
      fixture->credential, attempt);
  g_autoptr (Exchange) list = NULL;

  g_autoptr (Exchange) same
      = exchange_run (fixture->service, fixture->token, "GET", file, NULL, "If-None-Match",
                      exchange_get_header (document, "ETag"), NULL);

  g_assert_cmpuint (document->status, ==, 200);
  g_assert_cmpstr (exchange_get_header (document, "Content-Type"), ==, "application/pdf");
  g_assert_cmpuint (same->status, ==, 304);
  assert_page (fixture, verify, 200, "Transcript of Zofia Wiśniewska-Lindström");
  assert_page (fixture, verify, 200, "✓ Valid");
  assert_page (fixture, verify, 200, "✓ Passed");
  assert_page (fixture, as_share, 404, "Nothing Is Shared Here");
  g_autoptr (Page) page = browse (fixture, verify);
  g_assert_null (strstr (page->text, "Revoked"));
  g_assert_null (strstr (page->text, "/certificate"));

  real_service_execute (fixture->service, revoke);
  assert_page (fixture, verify, 200, "✕ Revoked");
  g_autoptr (Page) later = browse (fixture, verify);
  g_assert_null (strstr (later->text, "✓"));
  g_autoptr (Exchange) redrawn = exchange_get (fixture->service, fixture->token, file);
  g_assert_false (g_bytes_equal (redrawn->body, document->body));

  JsonObject *listed = get_newest (fixture, &list);
  g_assert_cmpint (json_object_get_int_member (listed, "views"), ==, 6);

  g_autoptr (Exchange) withdrawn
      = exchange_run (fixture->service, fixture->token, "DELETE", share_path, NULL, NULL);
  g_assert_cmpuint (withdrawn->status, ==, 204);
  assert_page (fixture, verify, 410, "Transcript Withdrawn");
  g_autoptr (Exchange) gone = exchange_get (fixture->service, fixture->token, file);
  exchange_assert_problem (gone, 404, NULL);
}

static void
test_transcript_validation (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "{\"kind\":\"transcript\",\"days\":30}",
    "{\"kind\":\"transcript\",\"attempt_ids\":[\"no-such\"],\"days\":30}",
    "{\"kind\":\"transcript\",\"attempt_ids\":[],\"days\":30}",
    "{\"kind\":\"link\",\"days\":30}",
    "{\"kind\":\"rumour\",\"credential_ids\":[\"x\"],\"days\":30}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *key = g_strdup_printf ("\"v%zu\"", i);
      g_autoptr (Exchange) refused = post (fixture, "/v1/shares", bodies[i], key);

      exchange_assert_problem (refused, 422, "invalid");
    }

  /* One without credentials is one, too. */
  g_autofree char *attempt = find_passed (fixture);
  g_autofree char *body
      = g_strdup_printf ("{\"kind\":\"transcript\",\"attempt_ids\":[\"%s\"],\"days\":30}", attempt);
  g_autoptr (Exchange) made = post (fixture, "/v1/shares", body, "\"a\"");
  g_assert_cmpuint (made->status, ==, 201);
}

/* Delivers through a real SMTP server until nothing waits. */
static void
deliver (Fixture *fixture, const char *smtp_uri)
{
  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (CtSmtp) smtp = ct_smtp_new (smtp_uri, NULL, NULL, "program@example.com", "Program");
  CtPostman *postman = ct_postman_new (real_service_get_store (fixture->service), clock, smtp);
  gboolean waits;

  do
    {
      g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);

      waits = FALSE;
      for (guint i = 0; i < mails->len; i++)
        if (CT_MAIL (g_ptr_array_index (mails, i))->tries == 0)
          waits = TRUE;
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  while (waits);

  g_assert_finalize_object (postman);
}

static void
test_wrong_address_comes_back (Fixture *fixture, gconstpointer data)
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
  g_assert_nonnull (port);
  g_autofree char *uri = g_strdup_printf ("smtp://127.0.0.1:%s", port);

  g_autofree char *id = share (fixture, "\"nobody@example.org\",\"zoe@example.org\"", "");
  g_autofree char *link = get_link (fixture, "zoe@example.org");
  deliver (fixture, uri);

  g_autoptr (Exchange) list = NULL;
  JsonObject *kept = get_newest (fixture, &list);
  JsonObject *wrong = get_recipient (kept, 0);
  JsonObject *right = get_recipient (kept, 1);
  g_assert_cmpstr (json_object_get_string_member (wrong, "address"), ==, "nobody@example.org");
  g_assert_cmpstr (json_object_get_string_member (wrong, "delivery"), ==, "failed");
  g_assert_nonnull (strstr (json_object_get_string_member (wrong, "failure"), "No such user here"));
  g_assert_cmpstr (json_object_get_string_member (right, "delivery"), ==, "sent");
  g_assert_false (json_object_has_member (right, "failure"));

  /* What the server got has the link that opens it. */
  g_autofree char *mail = g_data_input_stream_read_line_utf8 (said, NULL, NULL, NULL);
  g_assert_nonnull (mail);
  g_assert_nonnull (strstr (mail, link));

  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
}

/* The candidate's own history says what was shared, and not with whom. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share (fixture, "\"eva@example.org\"", "");
  g_autofree char *path = g_strconcat ("/v1/shares/", id, NULL);
  g_autoptr (Exchange) withdrawal
      = exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
  g_autoptr (Exchange) events = exchange_get (fixture->service, fixture->token, "/v1/events");
  g_autofree char *text = json_to_string (events->json, FALSE);

  g_assert_cmpuint (withdrawal->status, ==, 204);
  g_assert_nonnull (strstr (text, "\"credential-shared\""));
  g_assert_nonnull (strstr (text, "\"share-withdrawn\""));
  g_assert_null (strstr (text, "eva@example.org"));
}

#define ADD(name, function) g_test_add ("/shares/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("arrives", test_arrives);
  ADD ("shown-unwritten", test_shown_when_nothing_can_be_written);
  ADD ("sent-again", test_sent_again_is_sent_once);
  ADD ("validation", test_validation);
  ADD ("revoked", test_revoked_is_not_shared);
  ADD ("preview", test_preview);
  ADD ("preview-not-kept", test_preview_is_not_kept);
  ADD ("contact", test_contact);
  ADD ("withdrawn", test_withdrawn);
  ADD ("withdrawn-unsent", test_withdrawn_before_it_was_sent);
  ADD ("expires", test_expires);
  ADD ("other-account", test_of_another_account);
  ADD ("limit-a-day", test_limit_a_day);
  ADD ("certificate", test_certificate);
  ADD ("hostile-words", test_hostile_words);
  ADD ("verification", test_verification);
  ADD ("link", test_link);
  ADD ("link/expires", test_link_expires);
  ADD ("transcript", test_transcript);
  ADD ("transcript/validation", test_transcript_validation);
  ADD ("wrong-address", test_wrong_address_comes_back);
  ADD ("history", test_history);
  return g_test_run ();
}
