/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: the way in, over real HTTP. */
#include <libsoup/soup.h>
#include <string.h>

#include "exchange.h"
#include "service/sessions/ct-token.h"

typedef struct
{
  RealService *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
}

static Exchange *
sign_in (Fixture *fixture, const char *user_name, const char *password)
{
  g_autofree char *body
      = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}", user_name, password);

  return exchange_run (fixture->service, NULL, "POST", "/v1/sessions", body, NULL);
}

static Exchange *
sign_in_right (Fixture *fixture)
{
  Exchange *exchange = sign_in (fixture, real_service_get_user_name (fixture->service),
                                real_service_get_password (fixture->service));

  g_assert_cmpuint (exchange->status, ==, 201);
  return exchange;
}

static Exchange *
refresh (Fixture *fixture, const char *token)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", token);

  return exchange_run (fixture->service, NULL, "POST", "/v1/sessions/refresh", body, NULL);
}

static void
assert_access (Fixture *fixture, const char *token, guint status, const char *type)
{
  g_autoptr (Exchange) exchange = exchange_get (fixture->service, token, "/v1/account");

  if (status == 200)
    g_assert_cmpuint (exchange->status, ==, 200);
  else
    exchange_assert_problem (exchange, status, type);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  const char *password = real_service_get_password (fixture->service);
  g_autofree char *upper = g_utf8_strup (real_service_get_user_name (fixture->service), -1);
  g_autoptr (Exchange) by_name = sign_in_right (fixture);
  g_autoptr (Exchange) by_upper = sign_in (fixture, upper, password);
  g_autoptr (Exchange) account
      = exchange_get (fixture->service, exchange_get_string (by_name, "access_token"),
                      "/v1/account");
  g_autofree char *email = g_ascii_strup (exchange_get_string (account, "email"), -1);
  g_autoptr (Exchange) by_email = sign_in (fixture, email, password);

  g_assert_cmpuint (by_upper->status, ==, 201);
  g_assert_cmpuint (by_email->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (by_name, "account_id"), ==,
                   exchange_get_string (by_email, "account_id"));
  g_assert_cmpstr (exchange_get_string (by_name, "session_id"), !=,
                   exchange_get_string (by_email, "session_id"));
}

/* The two answers differ in nothing but their date. */
static void
test_unknown_is_like_wrong (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) wrong
      = sign_in (fixture, real_service_get_user_name (fixture->service), "wrong");
  g_autoptr (Exchange) unknown = sign_in (fixture, "nobody", "wrong");

  exchange_assert_problem (wrong, 401, "bad-credentials");
  exchange_assert_problem (unknown, 401, "bad-credentials");
  g_assert_true (g_bytes_equal (wrong->body, unknown->body));
}

/* An account that was given no password lets nobody in. */
static void
test_without_password (Fixture *fixture, gconstpointer data)
{
  real_service_execute (fixture->service, "UPDATE accounts SET password_hash = NULL");
  g_autoptr (Exchange) exchange
      = sign_in (fixture, real_service_get_user_name (fixture->service), "");

  exchange_assert_problem (exchange, 401, "bad-credentials");
}

/* Wrong tries until it is limited. Returns: how many there were. */
static guint
try_until_limited (Fixture *fixture, const char *user_name)
{
  for (guint n = 0;; n++)
    {
      g_autoptr (Exchange) exchange = sign_in (fixture, user_name, "wrong");
      guint64 seconds;

      if (exchange->status == 429)
        {
          exchange_assert_problem (exchange, 429, "rate-limited");
          g_assert_true (g_ascii_string_to_unsigned (exchange_get_header (exchange, "Retry-After"),
                                                     10, 1, 600, &seconds, NULL));
          return n;
        }
      exchange_assert_problem (exchange, 401, "bad-credentials");
      g_assert_cmpuint (n, <, 100);
    }
}

static void
test_limit_by_name (Fixture *fixture, gconstpointer data)
{
  const char *known = real_service_get_user_name (fixture->service);
  const char *password = real_service_get_password (fixture->service);
  g_autofree char *upper = g_utf8_strup (known, -1);
  guint n_known = try_until_limited (fixture, known);
  guint n_unknown = try_until_limited (fixture, "nobody");

  g_assert_cmpuint (n_known, >=, 3);
  g_assert_cmpuint (n_known, ==, n_unknown);

  /* Not even the right password helps now, nor writing the name in another way. */
  g_autoptr (Exchange) right = sign_in (fixture, known, password);
  g_autoptr (Exchange) other_case = sign_in (fixture, upper, password);
  exchange_assert_problem (right, 429, "rate-limited");
  exchange_assert_problem (other_case, 429, "rate-limited");

  /* Waiting as long as one is told to does. */
  real_service_pass_time (fixture->service, atoi (exchange_get_header (right, "Retry-After")));
  g_autoptr (Exchange) later = sign_in_right (fixture);
}

static void
test_limit_by_address (Fixture *fixture, gconstpointer data)
{
  guint n = 0;
  guint status = 401;

  while (status == 401)
    {
      g_autofree char *name = g_strdup_printf ("somebody-%u", n++);
      g_autoptr (Exchange) exchange = sign_in (fixture, name, "wrong");

      status = exchange->status;
      g_assert_cmpuint (n, <, 200);
    }
  g_assert_cmpuint (status, ==, 429);
}

/* Nor do they wait for those who only look at the pages for everybody from the same address. */
static void
test_strangers_do_not_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (real_service_get_uri (fixture->service), "verify", NULL);
  guint status = 200;

  for (guint n = 0; status == 200; n++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
      g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, NULL);

      status = soup_message_get_status (message);
      g_assert_cmpuint (n, <, 200);
    }
  g_assert_cmpuint (status, ==, 429);

  g_autoptr (Exchange) right = sign_in_right (fixture);
}

/* Those who know their password are never limited. */
static void
test_right_ones_do_not_count (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (Exchange) exchange = sign_in_right (fixture);
    }
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) first = sign_in_right (fixture);
  g_autoptr (Exchange) second = NULL;

  real_service_pass_time (fixture->service, 15 * 60);
  assert_access (fixture, exchange_get_string (first, "access_token"), 401, "token-expired");
  second = refresh (fixture, exchange_get_string (first, "refresh_token"));
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (exchange_get_header (second, "Cache-Control"), ==, "no-store");
  assert_access (fixture, exchange_get_string (second, "access_token"), 200, NULL);
}

/* The session is over although the answer is a refusal: it is not undone with it. */
static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) first = sign_in_right (fixture);
  g_autoptr (Exchange) second = refresh (fixture, exchange_get_string (first, "refresh_token"));

  assert_access (fixture, exchange_get_string (second, "access_token"), 200, NULL);
  g_autoptr (Exchange) replayed = refresh (fixture, exchange_get_string (first, "refresh_token"));
  exchange_assert_problem (replayed, 401, "session-ended");
  assert_access (fixture, exchange_get_string (second, "access_token"), 401, "session-ended");
  g_autoptr (Exchange) third = refresh (fixture, exchange_get_string (second, "refresh_token"));
  exchange_assert_problem (third, 401, "session-ended");
}

/* Whoever loses the answer to a refresh, and sleeps for a day then, is still signed in. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) first = sign_in_right (fixture);
  g_autoptr (Exchange) lost = refresh (fixture, exchange_get_string (first, "refresh_token"));

  real_service_pass_time (fixture->service, 24 * 3600);
  g_autoptr (Exchange) again = refresh (fixture, exchange_get_string (first, "refresh_token"));
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (again, "session_id"), ==,
                   exchange_get_string (first, "session_id"));
  assert_access (fixture, exchange_get_string (again, "access_token"), 200, NULL);
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) session = sign_in_right (fixture);
  const char *token = exchange_get_string (session, "access_token");
  g_autoptr (Exchange) out
      = exchange_run (fixture->service, token, "DELETE", "/v1/sessions/current", NULL, NULL);

  g_assert_cmpuint (out->status, ==, 204);
  assert_access (fixture, token, 401, "session-ended");
  g_autoptr (Exchange) refreshed
      = refresh (fixture, exchange_get_string (session, "refresh_token"));
  exchange_assert_problem (refreshed, 401, "session-ended");
  g_autoptr (Exchange) again
      = exchange_run (fixture->service, token, "DELETE", "/v1/sessions/current", NULL, NULL);
  exchange_assert_problem (again, 401, "session-ended");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) old = sign_in_right (fixture);
  real_service_pass_time (fixture->service, 100);
  g_autoptr (Exchange) new = exchange_run (
      fixture->service, NULL, "POST", "/v1/sessions",
      "{\"user_name\":\"zofia\",\"password\":\"sample-candidate\",\"device\":\"Ноутбук\"}", NULL);
  g_autoptr (Exchange) list
      = exchange_get (fixture->service, exchange_get_string (new, "access_token"), "/v1/sessions");
  JsonArray *items = exchange_get_items (list);
  JsonObject *first = json_array_get_object_element (items, 0);
  JsonObject *second = json_array_get_object_element (items, 1);

  g_assert_cmpuint (json_array_get_length (items), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==,
                   exchange_get_string (new, "session_id"));
  g_assert_cmpstr (json_object_get_string_member (first, "device"), ==, "Ноутбук");
  g_assert_cmpstr (json_object_get_string_member (first, "address"), ==, "127.0.0.1");
  g_assert_true (json_object_get_boolean_member (first, "current"));
  g_assert_false (json_object_get_boolean_member (second, "current"));

  /* The other is used, and so comes first the next time. */
  real_service_pass_time (fixture->service, 100);
  assert_access (fixture, exchange_get_string (old, "access_token"), 200, NULL);
  g_autoptr (Exchange) again
      = exchange_get (fixture->service, exchange_get_string (new, "access_token"), "/v1/sessions");
  first = json_array_get_object_element (exchange_get_items (again), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==,
                   exchange_get_string (old, "session_id"));
}

static void
test_end_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) mine = sign_in_right (fixture);
  g_autoptr (Exchange) other = sign_in_right (fixture);
  const char *token = exchange_get_string (mine, "access_token");
  g_autofree char *path
      = g_strconcat ("/v1/sessions/", exchange_get_string (other, "session_id"), NULL);
  g_autoptr (Exchange) ended = exchange_run (fixture->service, token, "DELETE", path, NULL, NULL);
  g_autoptr (Exchange) again = exchange_run (fixture->service, token, "DELETE", path, NULL, NULL);

  g_assert_cmpuint (ended->status, ==, 204);
  exchange_assert_problem (again, 404, NULL);
  assert_access (fixture, exchange_get_string (other, "access_token"), 401, "session-ended");
  assert_access (fixture, token, 200, NULL);
}

static void
test_end_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) mine = sign_in_right (fixture);
  g_autoptr (Exchange) other = sign_in_right (fixture);
  const char *token = exchange_get_string (mine, "access_token");
  g_autoptr (Exchange) ended
      = exchange_run (fixture->service, token, "DELETE", "/v1/sessions", NULL, NULL);

  g_assert_cmpuint (ended->status, ==, 204);
  assert_access (fixture, exchange_get_string (other, "access_token"), 401, "session-ended");
  assert_access (fixture, token, 200, NULL);
}

/* Nobody ends what is another's. */
static void
test_end_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) mine = sign_in_right (fixture);

  real_service_execute (
      fixture->service,
      "INSERT INTO accounts (id, candidate_id, user_name, name, email, is_partner, created_at)"
      " VALUES ('other', 'other', 'other', 'Other', 'o@x', 0, '2026-01-01T00:00:00Z');"
      "INSERT INTO sessions (id, account_id, created_at, last_used_at, expires_at) VALUES"
      " ('theirs', 'other', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z',"
      " '2099-01-01T00:00:00Z')");
  g_autoptr (Exchange) exchange
      = exchange_run (fixture->service, exchange_get_string (mine, "access_token"), "DELETE",
                      "/v1/sessions/theirs", NULL, NULL);
  exchange_assert_problem (exchange, 404, NULL);
}

static Exchange *
ask_for_recovery (Fixture *fixture, const char *name)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\",\"forgot\":\"password\"}", name);

  return exchange_run (fixture->service, NULL, "POST", "/v1/recoveries", body, NULL);
}

static Exchange *
finish_recovery (Fixture *fixture, const char *code)
{
  g_autofree char *body
      = g_strdup_printf ("{\"code\":\"%s\",\"password\":\"a new password\"}", code);

  return exchange_run (fixture->service, NULL, "POST", "/v1/recoveries/finish", body, NULL);
}

/* A code that came by mail sets a password, once; asking tells nobody who has an account. */
static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  const char *name = real_service_get_user_name (fixture->service);
  g_autoptr (Exchange) known = ask_for_recovery (fixture, name);
  g_autoptr (Exchange) unknown = ask_for_recovery (fixture, "nobody");
  g_autofree char *hash = ct_token_hash ("the code");
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO recoveries (hash, account_id, expires_at) SELECT '%s', account_id,"
      " '2999-01-01T00:00:00Z' FROM sign_in_names WHERE name = '%s'",
      hash, name);

  g_assert_cmpuint (known->status, ==, 202);
  g_assert_cmpuint (unknown->status, ==, 202);
  g_assert_true (g_bytes_equal (known->body, unknown->body));

  real_service_execute (fixture->service, sql);
  g_autoptr (Exchange) wrong = finish_recovery (fixture, "another code");
  g_autoptr (Exchange) right = finish_recovery (fixture, "the code");
  g_autoptr (Exchange) again = finish_recovery (fixture, "the code");
  g_autoptr (Exchange) session = sign_in (fixture, name, "a new password");
  exchange_assert_problem (wrong, 404, NULL);
  g_assert_cmpuint (right->status, ==, 204);
  exchange_assert_problem (again, 404, NULL);
  g_assert_cmpuint (session->status, ==, 201);
}

static const struct
{
  const char *method;
  const char *path;
} closed[] = {
  { "GET", "/v1/account" },
  { "GET", "/v1/exams" },
  { "GET", "/v1/achievements" },
  { "GET", "/v1/attempts" },
  { "GET", "/v1/attempts/1" },
  { "GET", "/v1/progress" },
  { "GET", "/v1/credentials" },
  { "GET", "/v1/credentials/1" },
  { "GET", "/v1/credentials/1/certificate" },
  { "GET", "/v1/events" },
  { "GET", "/v1/sessions" },
  { "DELETE", "/v1/sessions" },
  { "DELETE", "/v1/sessions/current" },
  { "DELETE", "/v1/sessions/1" },
};

/* Without a session there is nothing to be had, and it is said how to get one. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr (Exchange) without
          = exchange_run (fixture->service, NULL, closed[i].method, closed[i].path, NULL, NULL);
      g_autoptr (Exchange) wrong
          = exchange_run (fixture->service, "x", closed[i].method, closed[i].path, NULL, NULL);
      g_autoptr (Exchange) basic
          = exchange_run (fixture->service, NULL, closed[i].method, closed[i].path, NULL,
                          "Authorization", "Basic em9maWE6c2FtcGxl", NULL);

      g_test_message ("%s %s", closed[i].method, closed[i].path);
      exchange_assert_problem (without, 401, NULL);
      exchange_assert_problem (wrong, 401, "session-ended");
      exchange_assert_problem (basic, 401, NULL);
    }
}

/* Sessions outlive the service. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) session = sign_in_right (fixture);

  real_service_stop (fixture->service);
  real_service_start (fixture->service);
  assert_access (fixture, exchange_get_string (session, "access_token"), 200, NULL);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  add ("/signing-in/names", test_names);
  add ("/signing-in/unknown-is-like-wrong", test_unknown_is_like_wrong);
  add ("/signing-in/without-password", test_without_password);
  add ("/signing-in/limit-by-name", test_limit_by_name);
  add ("/signing-in/limit-by-address", test_limit_by_address);
  add ("/signing-in/right-ones-do-not-count", test_right_ones_do_not_count);
  add ("/signing-in/strangers-do-not-count", test_strangers_do_not_count);
  add ("/signing-in/refresh", test_refresh);
  add ("/signing-in/replay", test_replay);
  add ("/signing-in/lost-answer", test_lost_answer);
  add ("/signing-in/sign-out", test_sign_out);
  add ("/signing-in/list", test_list);
  add ("/signing-in/end-one", test_end_one);
  add ("/signing-in/end-others", test_end_others);
  add ("/signing-in/end-foreign", test_end_foreign);
  add ("/signing-in/recovery", test_recovery);
  add ("/signing-in/closed", test_closed);
  add ("/signing-in/restart", test_restart);

  return g_test_run ();
}
