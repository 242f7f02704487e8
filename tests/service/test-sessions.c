/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who holds a stolen token does not stay, and who lost an answer does. */
#include <sodium.h>

#include "model/ct-login.h"
#include "model/ct-time.h"
#include "service/sessions/ct-passwords.h"
#include "service/sessions/ct-rate-limit.h"
#include "service/sessions/ct-sessions.h"
#include "database.h"
#include "service/store/ct-statement.h"

typedef struct
{
  CtDatabase *database;
  GDateTime *now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->database = test_database_open ();
  fixture->now = ct_time_parse ("2026-05-01T12:00:00Z");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ct_database_close (fixture->database);
  g_date_time_unref (fixture->now);
}

static void
pass (Fixture *fixture, int seconds)
{
  g_autoptr (GDateTime) before = g_steal_pointer (&fixture->now);

  fixture->now = g_date_time_add_seconds (before, seconds);
}

static CtTokens *
start (Fixture *fixture, const char *account_id)
{
  g_autoptr (GError) error = NULL;
  CtTokens *tokens = ct_sessions_start (fixture->database, account_id, "a device", "192.0.2.1",
                                        fixture->now, &error);

  g_assert_no_error (error);
  return tokens;
}

/* Returns: (nullable): NULL if the session is over */
static CtTokens *
refresh (Fixture *fixture, const char *token)
{
  g_autoptr (GError) error = NULL;
  CtTokens *tokens = ct_sessions_refresh (fixture->database, token, fixture->now, &error);

  g_assert_no_error (error);
  return tokens;
}

static CtAccess
check (Fixture *fixture, CtTokens *tokens)
{
  g_autofree char *session_id = NULL;
  g_autofree char *account_id = NULL;
  g_autoptr (GDateTime) last_used_at = NULL;
  g_autoptr (GError) error = NULL;
  CtAccess access = ct_sessions_check_access (fixture->database, tokens->access_token, fixture->now,
                                              &session_id, &account_id, &last_used_at, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (session_id, ==, access == CT_ACCESS_VALID ? tokens->session_id : NULL);
  g_assert_cmpstr (account_id, ==, access == CT_ACCESS_VALID ? tokens->account_id : NULL);
  return access;
}

static void
test_access (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) tokens = start (fixture, "a");
  g_autoptr (CtTokens) unknown = g_object_new (CT_TYPE_TOKENS, "access-token", "none", NULL);

  g_assert_cmpint (tokens->expires_in, ==, CT_SESSIONS_ACCESS_SECONDS);
  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_VALID);
  pass (fixture, CT_SESSIONS_ACCESS_SECONDS - 1);
  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_VALID);
  pass (fixture, 1);
  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_EXPIRED);

  /* However long the device slept, it is told to refresh, not to sign in. */
  pass (fixture, 50 * 24 * 3600);
  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_EXPIRED);
  g_assert_cmpint (check (fixture, unknown), ==, CT_ACCESS_ENDED);
}

static void
test_stored_hashed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) tokens = start (fixture, "a");
  g_autoptr (CtStatement) statement
      = ct_statement_new (fixture->database,
                          "SELECT hash FROM access_tokens UNION SELECT hash FROM refresh_tokens");
  guint n = 0;

  while (ct_statement_next (statement, NULL))
    {
      const char *hash = ct_statement_get_text (statement, "hash");

      g_assert_cmpstr (hash, !=, tokens->access_token);
      g_assert_cmpstr (hash, !=, tokens->refresh_token);
      n++;
    }
  g_assert_cmpuint (n, ==, 2);
}

static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) tokens = start (fixture, "a");
  g_autofree char *session_id = g_strdup (tokens->session_id);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (CtTokens) old = g_steal_pointer (&tokens);

      pass (fixture, 600);
      tokens = refresh (fixture, old->refresh_token);
      g_assert_nonnull (tokens);
      g_assert_cmpstr (tokens->session_id, ==, session_id);
      g_assert_cmpstr (tokens->account_id, ==, "a");
      g_assert_cmpstr (tokens->refresh_token, !=, old->refresh_token);
      g_assert_cmpstr (tokens->access_token, !=, old->access_token);

      /* Requests that are under way with the old one still arrive. */
      g_assert_cmpint (check (fixture, old), ==, CT_ACCESS_VALID);
      g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_VALID);
    }

  g_assert_null (refresh (fixture, "no such token"));
  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_VALID);
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) second = refresh (fixture, first->refresh_token);
  g_autoptr (CtTokens) other = start (fixture, "a");

  pass (fixture, CT_SESSIONS_GRACE_SECONDS + 1);
  g_assert_null (refresh (fixture, first->refresh_token));

  /* The whole session is over, and no other. */
  g_assert_null (refresh (fixture, second->refresh_token));
  g_assert_cmpint (check (fixture, first), ==, CT_ACCESS_ENDED);
  g_assert_cmpint (check (fixture, second), ==, CT_ACCESS_ENDED);
  g_assert_cmpint (check (fixture, other), ==, CT_ACCESS_VALID);
}

/* A token from long ago ends the session as well, not only the one before. */
static void
test_replay_of_older (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) second = refresh (fixture, first->refresh_token);

  pass (fixture, 3600);
  g_autoptr (CtTokens) third = refresh (fixture, second->refresh_token);
  pass (fixture, 3600);
  g_assert_null (refresh (fixture, first->refresh_token));
  g_assert_cmpint (check (fixture, third), ==, CT_ACCESS_ENDED);
}

static void
test_grace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) lost = refresh (fixture, first->refresh_token);

  pass (fixture, CT_SESSIONS_GRACE_SECONDS - 1);
  g_autoptr (CtTokens) lost_again = refresh (fixture, first->refresh_token);
  g_assert_nonnull (lost_again);
  pass (fixture, 1);
  g_autoptr (CtTokens) arrived = refresh (fixture, first->refresh_token);
  g_assert_nonnull (arrived);
  g_assert_cmpstr (arrived->session_id, ==, first->session_id);

  pass (fixture, 600);
  g_autoptr (CtTokens) next = refresh (fixture, arrived->refresh_token);
  g_assert_nonnull (next);
}

/* Two use the same token within the grace: one of them stole it. The other's next refresh
 * ends it for both. */
static void
test_grace_of_thief (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) owner = refresh (fixture, first->refresh_token);
  g_autoptr (CtTokens) thief = refresh (fixture, first->refresh_token);

  g_assert_nonnull (thief);
  g_assert_null (refresh (fixture, owner->refresh_token));
  g_assert_null (refresh (fixture, thief->refresh_token));
  g_assert_cmpint (check (fixture, thief), ==, CT_ACCESS_ENDED);
}

/* Once what was given out has been used, the answer was not lost. */
static void
test_grace_is_over_when_answer_arrived (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) second = refresh (fixture, first->refresh_token);
  g_autoptr (CtTokens) third = refresh (fixture, second->refresh_token);

  g_assert_null (refresh (fixture, first->refresh_token));
  g_assert_cmpint (check (fixture, third), ==, CT_ACCESS_ENDED);
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  const int days = 24 * 3600;
  g_autoptr (CtTokens) first = start (fixture, "a");

  pass (fixture, (CT_SESSIONS_IDLE_DAYS - 1) * days);
  g_autoptr (CtTokens) second = refresh (fixture, first->refresh_token);
  g_assert_nonnull (second);
  pass (fixture, CT_SESSIONS_IDLE_DAYS * days);
  g_assert_null (refresh (fixture, second->refresh_token));
}

static void
assert_rows (Fixture *fixture, const char *table, const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) AS n FROM %s", table);
  g_autoptr (CtStatement) statement = ct_statement_new (fixture->database, sql);

  g_assert_true (ct_statement_next (statement, NULL));
  g_assert_cmpstr (ct_statement_get_text (statement, "n"), ==, expected);
}

/* Nothing of a session stays for ever, whether it ends or goes on. */
static void
test_forgets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) abandoned = start (fixture, "b");
  g_autoptr (CtTokens) tokens = start (fixture, "a");

  for (guint day = 0; day < 200; day++)
    {
      g_autoptr (CtTokens) old = g_steal_pointer (&tokens);

      pass (fixture, 24 * 3600);
      tokens = refresh (fixture, old->refresh_token);
    }
  assert_rows (fixture,
               "refresh_tokens WHERE session_id <> (SELECT id FROM sessions WHERE"
               " account_id = 'b')",
               "62");
  assert_rows (fixture,
               "access_tokens WHERE session_id <> (SELECT id FROM sessions WHERE"
               " account_id = 'b')",
               "2");

  /* What was never used again goes with the next sign-in of anyone. */
  g_autoptr (CtTokens) other = start (fixture, "a");
  assert_rows (fixture, "sessions", "2");
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) one = start (fixture, "a");
  g_autoptr (CtTokens) two = start (fixture, "a");
  g_autoptr (CtTokens) three = start (fixture, "a");
  g_autoptr (CtTokens) foreign = start (fixture, "b");
  gboolean found;

  g_assert_true (ct_sessions_end (fixture->database, "a", foreign->session_id, &found, NULL));
  g_assert_false (found);
  g_assert_cmpint (check (fixture, foreign), ==, CT_ACCESS_VALID);

  g_assert_true (ct_sessions_end (fixture->database, "a", one->session_id, &found, NULL));
  g_assert_true (found);
  g_assert_cmpint (check (fixture, one), ==, CT_ACCESS_ENDED);

  g_assert_true (ct_sessions_end_others (fixture->database, "a", two->session_id, NULL));
  g_assert_cmpint (check (fixture, two), ==, CT_ACCESS_VALID);
  g_assert_cmpint (check (fixture, three), ==, CT_ACCESS_ENDED);
  g_assert_cmpint (check (fixture, foreign), ==, CT_ACCESS_VALID);
}

static void
test_rate_limit (void)
{
  g_autoptr (CtRateLimit) limit = ct_rate_limit_new (3, 10, 100);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1000), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1000), ==, 10);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1009), ==, 1);
  g_assert_cmpuint (ct_rate_limit_take (limit, "b", 1009), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1010), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1010), ==, 10);

  ct_rate_limit_give_back (limit, "a");
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 1010), ==, 0);

  /* After a long pause there are as many as at first, and no more. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (ct_rate_limit_take (limit, "a", 5000), ==, 0);
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 5000), ==, 10);

  /* Nobody is locked out because the clock was put back. */
  g_assert_cmpuint (ct_rate_limit_take (limit, "a", 100), ==, 0);
}

/* However many names are tried, those that were tried most are not forgotten. */
static void
test_rate_limit_is_bounded (void)
{
  g_autoptr (CtRateLimit) limit = ct_rate_limit_new (3, 10, 50);

  for (guint i = 0; i < 3; i++)
    ct_rate_limit_take (limit, "victim", 1000);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_assert_cmpuint (ct_rate_limit_take (limit, name, 1000), ==, 0);
    }
  g_assert_cmpuint (ct_rate_limit_take (limit, "victim", 1000), ==, 10);
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
check_password (CtPasswords *passwords, const char *hash, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_passwords_check_async (passwords, hash, password, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ct_passwords_check_finish (passwords, result, error);
}

static void
test_passwords (void)
{
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = ct_passwords_hash ("Zażółć", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_true (check_password (passwords, hash, "Zażółć", &error));
  /* The same letters, typed as letters with marks. */
  g_assert_true (check_password (passwords, hash, "Zaz\u0307o\u0301łc\u0301", &error));
  g_assert_false (check_password (passwords, hash, "zażółć", &error));
  g_assert_false (check_password (passwords, hash, "", &error));
  g_assert_false (check_password (passwords, NULL, "", &error));
  g_assert_no_error (error);
}

/* The hashes are libsodium's own, and what is no hash fits nothing. */
static void
test_password_forms (void)
{
  static const char *const damaged[] = {
    "",
    "no hash",
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
    "$argon2id$v=19$m=65536,t=2,p=4$AAAAAAAAAAAAAAAAAAAAAA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$argon2i$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  };
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  g_autofree char *hash = ct_passwords_hash ("x", NULL);
  char moderate[crypto_pwhash_STRBYTES];

  g_assert_cmpint (crypto_pwhash_str_verify (hash, "x", 1), ==, 0);
  g_assert_cmpint (crypto_pwhash_str (moderate, "x", 1, 3, 2 * crypto_pwhash_MEMLIMIT_INTERACTIVE),
                   ==, 0);
  g_assert_true (check_password (passwords, moderate, "x", NULL));
  g_assert_false (check_password (passwords, moderate, "y", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_expect_message ("certtracker", G_LOG_LEVEL_WARNING, "*not readable*");
      g_assert_false (check_password (passwords, damaged[i], "x", &error));
      g_assert_no_error (error);
      g_test_assert_expected_messages ();
    }
}

/* To check a name that nobody has is the same work as one that somebody has. */
static void
test_passwords_take_as_long (void)
{
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  g_autofree char *hash = ct_passwords_hash ("right", NULL);
  const char *hashes[] = { hash, NULL };
  gint64 shortest[] = { G_MAXINT64, G_MAXINT64 };

  for (guint i = 0; i < 16; i++)
    {
      gint64 began = g_get_monotonic_time ();

      g_assert_false (check_password (passwords, hashes[i % 2], "wrong", NULL));
      shortest[i % 2] = MIN (shortest[i % 2], g_get_monotonic_time () - began);
    }

  g_test_message ("with an account %" G_GINT64_FORMAT " µs, without %" G_GINT64_FORMAT " µs",
                  shortest[0], shortest[1]);
  g_assert_cmpint (shortest[1], >, shortest[0] / 3);
  g_assert_cmpint (shortest[0], >, shortest[1] / 3);
}

static void
count_busy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *counts = user_data;

  ct_passwords_check_finish (CT_PASSWORDS (source), result, &error);
  counts[g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) ? 1 : 0]++;
}

/* A flood is turned away instead of filling the memory with what waits. */
static void
test_passwords_are_bounded (void)
{
  g_autoptr (CtPasswords) passwords = ct_passwords_new ();
  guint counts[2] = { 0, 0 };

  for (guint i = 0; i < 100; i++)
    ct_passwords_check_async (passwords, NULL, "x", NULL, count_busy, counts);
  while (counts[0] + counts[1] < 100)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (counts[0], >=, 32);
  g_assert_cmpuint (counts[1], >=, 50);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/sessions/access", test_access);
  add ("/sessions/stored-hashed", test_stored_hashed);
  add ("/sessions/rotation", test_rotation);
  add ("/sessions/replay", test_replay);
  add ("/sessions/replay-of-older", test_replay_of_older);
  add ("/sessions/grace", test_grace);
  add ("/sessions/grace-of-thief", test_grace_of_thief);
  add ("/sessions/grace-is-over-when-answer-arrived", test_grace_is_over_when_answer_arrived);
  add ("/sessions/idle", test_idle);
  add ("/sessions/forgets", test_forgets);
  add ("/sessions/end", test_end);
  g_test_add_func ("/rate-limit/burst", test_rate_limit);
  g_test_add_func ("/rate-limit/bounded", test_rate_limit_is_bounded);
  g_test_add_func ("/passwords/check", test_passwords);
  g_test_add_func ("/passwords/forms", test_password_forms);
  g_test_add_func ("/passwords/take-as-long", test_passwords_take_as_long);
  g_test_add_func ("/passwords/bounded", test_passwords_are_bounded);

  return g_test_run ();
}
