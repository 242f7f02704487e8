/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who holds a stolen token does not stay, and who lost an answer does. */
#include "model/ct-time.h"
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

/* As a request does. */
static void
use (Fixture *fixture, CtTokens *tokens)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_VALID);
  ct_sessions_touch (fixture->database, tokens->access_token, "192.0.2.1", fixture->now, &error);
  g_assert_no_error (error);
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

  use (fixture, second);
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

/* However long it slept after that. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) lost = NULL;

  use (fixture, first);
  lost = refresh (fixture, first->refresh_token);
  pass (fixture, 60);
  g_autoptr (CtTokens) lost_again = refresh (fixture, first->refresh_token);
  g_assert_nonnull (lost_again);
  pass (fixture, 24 * 3600);
  g_autoptr (CtTokens) arrived = refresh (fixture, first->refresh_token);
  g_assert_nonnull (arrived);
  g_assert_cmpstr (arrived->session_id, ==, first->session_id);
  use (fixture, arrived);

  pass (fixture, 600);
  g_autoptr (CtTokens) next = refresh (fixture, arrived->refresh_token);
  g_assert_nonnull (next);

  /* What was given out in place of another is no longer good. */
  g_assert_null (refresh (fixture, lost->refresh_token));
  g_assert_cmpint (check (fixture, next), ==, CT_ACCESS_ENDED);
}

/* The access token that came with it shows that the answer arrived, too; an older one does not. */
static void
test_seen_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");
  g_autoptr (CtTokens) second = refresh (fixture, first->refresh_token);

  use (fixture, first);
  g_autoptr (CtTokens) third = refresh (fixture, first->refresh_token);
  g_assert_nonnull (third);
  use (fixture, third);
  g_assert_null (refresh (fixture, first->refresh_token));
  g_assert_cmpint (check (fixture, third), ==, CT_ACCESS_ENDED);
}

/* Two use the same token while nothing newer was seen: one of them stole it. The other's next
 * refresh ends it for both. */
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

  /* What was never used again goes by itself. */
  assert_rows (fixture, "sessions", "2");
  g_assert_true (ct_sessions_tidy (fixture->database, fixture->now, NULL));
  assert_rows (fixture, "sessions", "1");
  g_assert_cmpint (check (fixture, tokens), ==, CT_ACCESS_VALID);
}

/* A device whose session is over is not shown as signed in, though its row is still there. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtTokens) first = start (fixture, "a");

  pass (fixture, CT_SESSIONS_IDLE_DAYS * 24 * 3600 - 1);
  g_autoptr (CtTokens) second = start (fixture, "a");

  for (guint n = 2; n > 0; n--)
    {
      g_autoptr (CtPage) page = ct_page_read (fixture->database, &ct_sessions_page_kind, "a", NULL,
                                              10, fixture->now, NULL);

      g_assert_cmpuint (page->items->len, ==, n);
      g_assert_cmpstr (ct_resource_get_id (page->items->pdata[0]), ==, second->session_id);
      pass (fixture, 1);
    }
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
  add ("/sessions/lost-answer", test_lost_answer);
  add ("/sessions/seen-in-use", test_seen_in_use);
  add ("/sessions/two-who-lost-it", test_grace_of_thief);
  add ("/sessions/grace-is-over-when-answer-arrived", test_grace_is_over_when_answer_arrived);
  add ("/sessions/idle", test_idle);
  add ("/sessions/forgets", test_forgets);
  add ("/sessions/list", test_list);
  add ("/sessions/end", test_end);

  return g_test_run ();
}
