/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what a candidate can read, over real HTTP; that each answer is as promised is
 * checked afterwards by check-exchanges.py. */
#include <string.h>

#include "exchange.h"

static RealService *service;
static char *token;

static const char *const lists[] = {
  "/v1/exams",       "/v1/achievements", "/v1/attempts", "/v1/progress",
  "/v1/credentials", "/v1/sessions",     "/v1/events",
};

/* The first id of a list. */
static char *
get_first_id (const char *list)
{
  g_autoptr (Exchange) exchange = exchange_get (service, token, list);
  JsonArray *items = exchange_get_items (exchange);

  g_assert_cmpuint (json_array_get_length (items), >, 0);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (items, 0), "id"));
}

static char *
get_path (const char *pattern)
{
  g_autofree char *list = g_strndup (pattern, strchr (pattern, '%') - 1 - pattern);
  g_autofree char *id = get_first_id (list);
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strconcat (parts[0], id, parts[1], NULL);
}

static void
test_service (void)
{
  g_autoptr (Exchange) exchange = exchange_get (service, NULL, "/v1");

  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (exchange, "name"), ==, "certtracker-service");
}

static void
test_program (void)
{
  g_autoptr (Exchange) exchange = exchange_get (service, NULL, "/v1/program");

  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_nonnull (exchange_get_string (exchange, "name"));
}

static void
test_account (void)
{
  g_autoptr (Exchange) exchange = exchange_get (service, token, "/v1/account");

  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (exchange, "user_name"), ==,
                   real_service_get_user_name (service));
  /* What is stored next to it stays there. */
  g_assert_false (json_object_has_member (json_node_get_object (exchange->json), "password_hash"));
}

/* Page by page it is the same list as at once. */
static void
test_pages (gconstpointer data)
{
  const char *list = data;
  g_autofree char *whole_path = g_strconcat (list, "?limit=500", NULL);
  g_autoptr (Exchange) whole = exchange_get (service, token, whole_path);
  g_autoptr (JsonArray) joined = json_array_new ();
  g_autofree char *path = g_strconcat (list, "?limit=3", NULL);

  while (path != NULL)
    {
      g_autoptr (Exchange) page = exchange_get (service, token, path);
      JsonArray *items = exchange_get_items (page);
      const char *cursor
          = json_object_get_string_member_with_default (json_node_get_object (page->json),
                                                        "next_cursor", NULL);

      g_assert_cmpuint (json_array_get_length (items), <=, 3);
      for (guint i = 0; i < json_array_get_length (items); i++)
        json_array_add_element (joined, json_array_dup_element (items, i));

      g_clear_pointer (&path, g_free);
      if (cursor != NULL)
        path = g_strdup_printf ("%s?limit=3&cursor=%s", list, cursor);
    }

  g_assert_true (json_array_equal (exchange_get_items (whole), joined));
  g_assert_cmpuint (json_array_get_length (joined), >, 0);
}

static void
test_one (gconstpointer data)
{
  g_autofree char *path = get_path (data);
  g_autoptr (Exchange) exchange = exchange_get (service, token, path);

  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_true (g_str_has_suffix (path, exchange_get_string (exchange, "id")));
}

static void
assert_pdf (const char *path)
{
  g_autoptr (Exchange) exchange = exchange_get (service, token, path);
  gsize length;
  const char *bytes = g_bytes_get_data (exchange->body, &length);

  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_cmpstr (exchange_get_header (exchange, "Content-Type"), ==, "application/pdf");
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (memcmp (bytes, "%PDF-", 5) == 0);
}

static void
test_certificate (void)
{
  g_autofree char *path = get_path ("/v1/credentials/%s/certificate");
  g_autofree char *letter = g_strconcat (path, "?paper=letter", NULL);
  g_autofree char *other = g_strconcat (path, "?paper=A5", NULL);
  g_autoptr (Exchange) refused = exchange_get (service, token, other);
  g_autoptr (Exchange) on_a4 = exchange_get (service, token, path);
  g_autoptr (Exchange) again = exchange_get (service, token, path);
  g_autoptr (Exchange) on_letter = exchange_get (service, token, letter);

  exchange_assert_problem (refused, 422, "invalid");
  assert_pdf (path);
  assert_pdf (letter);
  g_assert_true (g_bytes_equal (on_a4->body, again->body));
  g_assert_false (g_bytes_equal (on_a4->body, on_letter->body));
  g_assert_cmpstr (exchange_get_header (on_a4, "ETag"), !=,
                   exchange_get_header (on_letter, "ETag"));
}

static void
test_revoked_certificate (void)
{
  g_autofree char *id = get_first_id ("/v1/credentials");
  g_autofree char *path = g_strdup_printf ("/v1/credentials/%s", id);
  g_autofree char *certificate = g_strconcat (path, "/certificate", NULL);
  g_autofree char *revoke = g_strdup_printf (
      "UPDATE credentials SET revoked_at = '2026-01-01T00:00:00Z' WHERE id = '%s'", id);
  g_autofree char *restore
      = g_strdup_printf ("UPDATE credentials SET revoked_at = NULL WHERE id = '%s'", id);

  real_service_execute (service, revoke);
  g_autoptr (Exchange) credential = exchange_get (service, token, path);
  g_autoptr (Exchange) refused = exchange_get (service, token, certificate);
  real_service_execute (service, restore);

  g_assert_cmpstr (exchange_get_string (credential, "state"), ==, "revoked");
  exchange_assert_problem (refused, 404, NULL);
}

/* What has a result has a report, and only that. */
static void
test_score_report (void)
{
  static const struct
  {
    const char *result;
    guint status;
  } cases[] = {
    { "passed", 200 },  { "failed", 200 },  { "pending", 404 },
    { "no-show", 404 }, { "revoked", 404 },
  };
  g_autofree char *id = get_first_id ("/v1/attempts");
  g_autofree char *path = g_strdup_printf ("/v1/attempts/%s/report", id);
  g_autofree char *letter = g_strconcat (path, "?paper=letter", NULL);
  g_autofree char *other = g_strconcat (path, "?paper=A5", NULL);
  g_autoptr (Exchange) refused = exchange_get (service, token, other);
  g_autofree char *was = NULL;
  g_autofree char *restore = NULL;

  exchange_assert_problem (refused, 422, "invalid");
  {
    g_autofree char *attempt_path = g_strdup_printf ("/v1/attempts/%s", id);
    g_autoptr (Exchange) attempt = exchange_get (service, token, attempt_path);

    was = g_strdup (exchange_get_string (attempt, "result"));
  }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *set = g_strdup_printf ("UPDATE attempts SET result = '%s' WHERE id = '%s'",
                                              cases[i].result, id);

      real_service_execute (service, set);
      if (cases[i].status == 200)
        {
          g_autoptr (Exchange) report = exchange_get (service, token, path);
          g_autoptr (Exchange) same
              = exchange_run (service, token, "GET", path, NULL, "If-None-Match",
                              exchange_get_header (report, "ETag"), NULL);

          assert_pdf (path);
          assert_pdf (letter);
          g_assert_cmpuint (same->status, ==, 304);
        }
      else
        {
          g_autoptr (Exchange) none = exchange_get (service, token, path);
          exchange_assert_problem (none, cases[i].status, NULL);
        }
    }

  restore = g_strdup_printf ("UPDATE attempts SET result = '%s' WHERE id = '%s'", was, id);
  real_service_execute (service, restore);
}

static const char *const all[] = {
  "/v1",
  "/v1/program",
  "/v1/account",
  "/v1/exams",
  "/v1/achievements",
  "/v1/attempts",
  "/v1/attempts/%s",
  "/v1/progress",
  "/v1/credentials",
  "/v1/credentials/%s",
  "/v1/credentials/%s/certificate",
  "/v1/events",
  "/v1/sessions",
};

static void
assert_not_modified (const char *path, const char *tags, const char *accept, const char *etag)
{
  g_autoptr (Exchange) exchange = exchange_run (service, token, "GET", path, NULL, "If-None-Match",
                                                tags, "Accept-Encoding", accept, NULL);

  g_assert_cmpuint (exchange->status, ==, 304);
  g_assert_cmpuint (g_bytes_get_size (exchange->body), ==, 0);
  g_assert_cmpstr (exchange_get_header (exchange, "ETag"), ==, etag);
}

/* Who has it already is told so, in every form; who has something else gets it. */
static void
test_etag (gconstpointer data)
{
  g_autofree char *path = strchr (data, '%') != NULL ? get_path (data) : g_strdup (data);
  g_autoptr (Exchange) first = exchange_get (service, token, path);
  g_autoptr (Exchange) other = exchange_run (service, token, "GET", path, NULL, "If-None-Match",
                                             "\"something else\"", NULL);
  const char *etag = exchange_get_header (first, "ETag");
  g_autofree char *among = g_strconcat ("\"x, y\", W/", etag, " , \"z\"", NULL);

  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpstr (exchange_get_header (other, "ETag"), ==, etag);
  assert_not_modified (path, etag, "identity", etag);
  assert_not_modified (path, among, "identity", etag);
  assert_not_modified (path, "*", "identity", etag);
}

static GBytes *
unpack (GBytes *packed)
{
  g_autoptr (GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_converter_convert_bytes (G_CONVERTER (unpacker), packed, &error);

  g_assert_no_error (error);
  return bytes;
}

/* Packed it is the same content, but other bytes; so it has another strong ETag, and either
 * is known again in either form. */
static void
test_gzip (void)
{
  const char *path = "/v1/progress";
  g_autoptr (Exchange) plain
      = exchange_run (service, token, "GET", path, NULL, "Accept-Encoding", "identity", NULL);
  g_autoptr (Exchange) packed
      = exchange_run (service, token, "GET", path, NULL, "Accept-Encoding", "br, GZIP;q=0.5", NULL);
  g_autoptr (Exchange) refused
      = exchange_run (service, token, "GET", path, NULL, "Accept-Encoding", "gzip;q=0", NULL);
  g_autoptr (GBytes) unpacked = unpack (packed->body);
  const char *plain_tag = exchange_get_header (plain, "ETag");
  const char *packed_tag = exchange_get_header (packed, "ETag");

  g_assert_null (exchange_get_header (plain, "Content-Encoding"));
  g_assert_null (exchange_get_header (refused, "Content-Encoding"));
  g_assert_cmpstr (exchange_get_header (packed, "Content-Encoding"), ==, "gzip");
  g_assert_cmpstr (exchange_get_header (plain, "Vary"), ==, "Accept-Encoding");
  g_assert_cmpstr (exchange_get_header (packed, "Vary"), ==, "Accept-Encoding");
  g_assert_true (g_bytes_equal (unpacked, plain->body));
  g_assert_cmpuint (g_bytes_get_size (packed->body), <, g_bytes_get_size (plain->body) / 2);
  g_assert_cmpstr (plain_tag, !=, packed_tag);

  assert_not_modified (path, packed_tag, "gzip", packed_tag);
  assert_not_modified (path, plain_tag, "gzip", packed_tag);
  assert_not_modified (path, packed_tag, "identity", plain_tag);
}

/* A secret next to what a stranger may choose is never packed together. */
static void
test_secrets_are_not_packed (void)
{
  g_autofree char *body
      = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}",
                         real_service_get_user_name (service), real_service_get_password (service));
  g_autoptr (Exchange) exchange
      = exchange_run (service, NULL, "POST", "/v1/sessions", body, "Accept-Encoding", "gzip", NULL);

  g_assert_cmpuint (exchange->status, ==, 201);
  g_assert_null (exchange_get_header (exchange, "Content-Encoding"));
  g_assert_null (exchange_get_header (exchange, "ETag"));
  g_assert_cmpstr (exchange_get_header (exchange, "Cache-Control"), ==, "no-store");
}

static void
test_head (gconstpointer data)
{
  g_autofree char *path = strchr (data, '%') != NULL ? get_path (data) : g_strdup (data);
  g_autoptr (Exchange) get = exchange_get (service, token, path);
  g_autoptr (Exchange) head = exchange_run (service, token, "HEAD", path, NULL, NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (head->body), ==, 0);
  g_assert_cmpstr (exchange_get_header (head, "ETag"), ==, exchange_get_header (get, "ETag"));
  g_assert_cmpstr (exchange_get_header (head, "Content-Length"), ==,
                   exchange_get_header (get, "Content-Length"));
}

/* Parts have no use here, and would have the wrong ETag. */
static void
test_range (void)
{
  g_autoptr (Exchange) exchange
      = exchange_run (service, token, "GET", "/v1/account", NULL, "Range", "bytes=0-9", NULL);

  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_nonnull (exchange->json);
}

static void
test_caching (void)
{
  g_autoptr (Exchange) exchange = exchange_get (service, token, "/v1/account");
  g_autoptr (Exchange) refused = exchange_get (service, NULL, "/v1/account");

  g_assert_cmpstr (exchange_get_header (exchange, "Cache-Control"), ==, "private, no-cache");
  g_assert_cmpstr (exchange_get_header (refused, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (exchange_get_header (exchange, "X-Content-Type-Options"), ==, "nosniff");
}

/* Nothing of a candidate is for others, and nobody can tell what others have. */
static void
test_others (void)
{
  static const char *const paths[] = {
    "/v1/attempts/other-attempt",
    "/v1/attempts/other-attempt/report",
    "/v1/credentials/other-credential",
    "/v1/credentials/other-credential/certificate",
  };

  real_service_execute (
      service,
      "INSERT INTO accounts (id, candidate_id, user_name, name, email, is_partner, created_at)"
      " VALUES ('other', 'other', 'other', 'Other', 'o@x', 0, '2026-01-01T00:00:00Z');"
      "INSERT INTO attempts (id, account_id, exam_code, exam_title, kind, taken_at, result)"
      " VALUES ('other-attempt', 'other', '250-428', 'x', 'exam', '2099-01-01T00:00:00Z',"
      " 'passed');"
      "INSERT INTO credentials (id, account_id, number, achievement_id, title, kind, name, state,"
      " issued_at, verification_code)"
      " VALUES ('other-credential', 'other', 'N', 'sse', 'x', 'certification', 'Other', 'active',"
      " '2099-01-01T00:00:00Z', 'C');");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Exchange) exchange = exchange_get (service, token, paths[i]);
      exchange_assert_problem (exchange, 404, NULL);
    }

  g_autofree char *attempt = get_first_id ("/v1/attempts");
  g_autofree char *credential = get_first_id ("/v1/credentials");
  g_assert_cmpstr (attempt, !=, "other-attempt");
  g_assert_cmpstr (credential, !=, "other-credential");
}

/* Time passes: what was active has expired, in the list and in the progress alike. */
static void
test_expiry (void)
{
  g_autofree char *path = get_path ("/v1/credentials/%s");
  g_autoptr (Exchange) before = exchange_get (service, token, path);

  g_assert_cmpstr (exchange_get_string (before, "state"), ==, "active");
  g_assert_nonnull (exchange_get_string (before, "expires_at"));

  real_service_pass_time (service, 10 * 366 * 24 * 3600);
  g_autofree char *later_token = exchange_sign_in (service);
  g_autoptr (Exchange) after = exchange_get (service, later_token, path);
  real_service_pass_time (service, -10 * 366 * 24 * 3600);

  g_assert_cmpstr (exchange_get_string (after, "state"), ==, "expired");
  g_assert_cmpstr (exchange_get_header (before, "ETag"), !=, exchange_get_header (after, "ETag"));

  g_free (token);
  token = exchange_sign_in (service);
}

static void
test_no_program (void)
{
  g_autoptr (RealService) empty
      = real_service_new_with_options (&(RealServiceOptions) { .is_empty = TRUE });
  g_autoptr (Exchange) root = exchange_get (empty, NULL, "/v1");
  g_autoptr (Exchange) program = exchange_get (empty, NULL, "/v1/program");

  g_assert_cmpuint (root->status, ==, 200);
  exchange_assert_problem (program, 404, NULL);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  service = real_service_new ();
  token = exchange_sign_in (service);
  real_service_execute (service, "INSERT INTO events (id, account_id, kind, at)"
                                 " SELECT exams.id || accounts.id, accounts.id, 'password-changed',"
                                 " '2026-01-01T00:00:00Z' FROM exams, accounts");

  g_test_add_func ("/reading/service", test_service);
  g_test_add_func ("/reading/program", test_program);
  g_test_add_func ("/reading/no-program", test_no_program);
  g_test_add_func ("/reading/account", test_account);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strconcat ("/reading/pages", lists[i] + strlen ("/v1"), NULL);
      g_test_add_data_func (name, lists[i], test_pages);
    }
  g_test_add_data_func ("/reading/one/attempt", "/v1/attempts/%s", test_one);
  g_test_add_data_func ("/reading/one/credential", "/v1/credentials/%s", test_one);
  g_test_add_func ("/reading/certificate", test_certificate);
  g_test_add_func ("/reading/certificate/revoked", test_revoked_certificate);
  g_test_add_func ("/reading/score-report", test_score_report);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *etag = g_strdup_printf ("/reading/etag/%u", i);
      g_autofree char *head = g_strdup_printf ("/reading/head/%u", i);

      g_test_add_data_func (etag, all[i], test_etag);
      g_test_add_data_func (head, all[i], test_head);
    }
  g_test_add_func ("/reading/gzip", test_gzip);
  g_test_add_func ("/reading/gzip/not-for-secrets", test_secrets_are_not_packed);
  g_test_add_func ("/reading/range", test_range);
  g_test_add_func ("/reading/caching", test_caching);
  g_test_add_func ("/reading/others", test_others);
  g_test_add_func ("/reading/expiry", test_expiry);

  result = g_test_run ();

  g_free (token);
  real_service_free (service);
  return result;
}
