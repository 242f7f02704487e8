/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sessions/ct-sessions.h"

#include <string.h>

#include "model/ct-login.h"
#include "model/ct-time.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-statement.h"

/* How long an ended access token is still told from an unknown one, in days. */
#define KEEP_ACCESS_DAYS 1

const CtPageKind ct_sessions_page_kind = {
  .table = "sessions",
  .key = "last_used_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .end = "expires_at",
  .get_type = ct_login_get_type,
};

static char *
days_from (GDateTime *now, int days)
{
  g_autoptr (GDateTime) time = g_date_time_add_days (now, days);

  return ct_time_format (time);
}

static gboolean
delete_session (CtDatabase *database, const char *session_id, GError **error)
{
  return ct_statement_run (ct_statement_new (database, "DELETE FROM sessions WHERE id = ?",
                                             session_id),
                           error);
}

static gboolean
store_access (CtDatabase *database,
              const char *session_id,
              const char *token,
              GDateTime *now,
              GError **error)
{
  g_autofree char *hash = ct_token_hash (token);
  g_autoptr (GDateTime) expires_at = g_date_time_add_seconds (now, CT_SESSIONS_ACCESS_SECONDS);
  g_autofree char *expires_text = ct_time_format (expires_at);
  g_autofree char *forget_before = days_from (now, -KEEP_ACCESS_DAYS);

  return ct_statement_run (
             ct_statement_new (database,
                               "DELETE FROM access_tokens WHERE session_id = ? AND expires_at < ?",
                               session_id, forget_before),
             error)
         && ct_statement_run (
             ct_statement_new (
                 database,
                 "INSERT INTO access_tokens (hash, session_id, expires_at, generation)"
                 " VALUES (?, ?, ?, (SELECT MAX(generation) FROM refresh_tokens"
                 " WHERE session_id = ?))",
                 hash, session_id, expires_text, session_id),
             error);
}

static gboolean
store_refresh (CtDatabase *database,
               const char *session_id,
               const char *token,
               GDateTime *now,
               GError **error)
{
  g_autofree char *hash = ct_token_hash (token);
  g_autofree char *now_text = ct_time_format (now);
  g_autofree char *expires_text = days_from (now, CT_SESSIONS_IDLE_DAYS);
  g_autofree char *forget_before = days_from (now, -CT_SESSIONS_IDLE_DAYS);

  return ct_statement_run (
             ct_statement_new (database,
                               "DELETE FROM refresh_tokens WHERE session_id = ? AND used_at < ?",
                               session_id, forget_before),
             error)
         && ct_statement_run (
             ct_statement_new (database,
                               "INSERT INTO refresh_tokens (hash, session_id, generation, state)"
                               " VALUES (?, ?, (SELECT COALESCE(MAX(generation), 0) + 1"
                               " FROM refresh_tokens WHERE session_id = ?), 'fresh')",
                               hash, session_id, session_id),
             error)
         && ct_statement_run (
             ct_statement_new (database,
                               "UPDATE sessions SET last_used_at = ?, expires_at = ? WHERE id = ?",
                               now_text, expires_text, session_id),
             error);
}

static CtTokens *
issue (CtDatabase *database,
       const char *session_id,
       const char *account_id,
       GDateTime *now,
       GError **error)
{
  g_autofree char *access = ct_token_new ();
  g_autofree char *refresh = ct_token_new ();

  if (!store_refresh (database, session_id, refresh, now, error)
      || !store_access (database, session_id, access, now, error))
    return NULL;

  return g_object_new (CT_TYPE_TOKENS, "access-token", access, "expires-in",
                       CT_SESSIONS_ACCESS_SECONDS, "refresh-token", refresh, "session-id",
                       session_id, "account-id", account_id, NULL);
}

CtTokens *
ct_sessions_start (CtDatabase *database,
                   const char *account_id,
                   const char *device,
                   const char *address,
                   GDateTime *now,
                   GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *now_text = ct_time_format (now);

  if (!ct_statement_run (ct_statement_new (database,
                                           "INSERT INTO sessions (id, account_id, device, address,"
                                           " created_at, last_used_at, expires_at)"
                                           " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                           id, account_id, device, address, now_text, now_text,
                                           now_text),
                         error))
    return NULL;

  return issue (database, id, account_id, now, error);
}

/* A refresh token and its session, as they are stored. */
typedef struct
{
  char *session_id;
  char *account_id;
  char *generation;
  char *state;
  GDateTime *expires_at;
} Refresh;

static void
refresh_clear (Refresh *refresh)
{
  g_free (refresh->session_id);
  g_free (refresh->account_id);
  g_free (refresh->generation);
  g_free (refresh->state);
  g_clear_pointer (&refresh->expires_at, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refresh, refresh_clear)

static gboolean
find_refresh (CtDatabase *database, const char *token, Refresh *refresh, GError **error)
{
  g_autofree char *hash = ct_token_hash (token);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT session_id, account_id, generation, state, expires_at"
                          " FROM refresh_tokens JOIN sessions ON sessions.id = session_id"
                          " WHERE hash = ?",
                          hash);

  if (!ct_statement_next (statement, error))
    return FALSE;

  refresh->session_id = g_strdup (ct_statement_get_text (statement, "session_id"));
  refresh->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  refresh->generation = g_strdup (ct_statement_get_text (statement, "generation"));
  refresh->state = g_strdup (ct_statement_get_text (statement, "state"));
  refresh->expires_at = ct_time_parse (ct_statement_get_text (statement, "expires_at"));
  return TRUE;
}

/* Whether the answer to the use of a token may have been lost: nothing that was given out later
 * has been used. */
static gboolean
may_be_lost (CtDatabase *database, Refresh *refresh, GError **error)
{
  g_autoptr (CtStatement) later = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean lost;

  if (strcmp (refresh->state, "used") != 0)
    return FALSE;

  later = ct_statement_new (database,
                            "SELECT 1 FROM refresh_tokens"
                            " WHERE session_id = ? AND state = 'used' AND generation > ?"
                            " UNION SELECT 1 FROM sessions WHERE id = ? AND seen_generation > ?",
                            refresh->session_id, refresh->generation, refresh->session_id,
                            refresh->generation);
  lost = !ct_statement_next (later, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return lost;
}

CtTokens *
ct_sessions_refresh (CtDatabase *database,
                     const char *refresh_token,
                     GDateTime *now,
                     GError **error)
{
  g_auto (Refresh) refresh = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autofree char *now_text = ct_time_format (now);
  const char *change;

  if (!find_refresh (database, refresh_token, &refresh, error))
    return NULL;

  if (refresh.expires_at == NULL || g_date_time_compare (refresh.expires_at, now) <= 0)
    {
      delete_session (database, refresh.session_id, error);
      return NULL;
    }

  if (strcmp (refresh.state, "fresh") == 0)
    change = "UPDATE refresh_tokens SET state = 'used', used_at = ?"
             " WHERE session_id = ? AND state = 'fresh'";
  else if (may_be_lost (database, &refresh, &failure))
    change = "UPDATE refresh_tokens SET state = 'superseded', used_at = ?"
             " WHERE session_id = ? AND state = 'fresh'";
  else
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        delete_session (database, refresh.session_id, error);
      return NULL;
    }

  if (!ct_statement_run (
          ct_statement_new_with_values (database, change,
                                        (const char *const[]) { now_text, refresh.session_id }, 2),
          error))
    return NULL;

  return issue (database, refresh.session_id, refresh.account_id, now, error);
}

CtAccess
ct_sessions_check_access (CtDatabase *database,
                          const char *access_token,
                          GDateTime *now,
                          char **session_id,
                          char **account_id,
                          GDateTime **last_used_at,
                          GError **error)
{
  g_autofree char *hash = ct_token_hash (access_token);
  g_autoptr (GDateTime) expires_at = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT session_id, account_id, access_tokens.expires_at AS ends,"
                          " iif(COALESCE(generation, 0) > seen_generation, NULL, last_used_at)"
                          " AS noted_at"
                          " FROM access_tokens JOIN sessions ON sessions.id = session_id"
                          " WHERE hash = ?",
                          hash);

  *session_id = NULL;
  *account_id = NULL;
  *last_used_at = NULL;
  if (!ct_statement_next (statement, error))
    return CT_ACCESS_ENDED;

  expires_at = ct_time_parse (ct_statement_get_text (statement, "ends"));
  if (expires_at == NULL || g_date_time_compare (expires_at, now) <= 0)
    return CT_ACCESS_EXPIRED;

  *session_id = g_strdup (ct_statement_get_text (statement, "session_id"));
  *account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  *last_used_at = ct_time_parse (ct_statement_get_text (statement, "noted_at"));
  return CT_ACCESS_VALID;
}

gboolean
ct_sessions_touch (CtDatabase *database,
                   const char *access_token,
                   const char *address,
                   GDateTime *now,
                   GError **error)
{
  g_autofree char *hash = ct_token_hash (access_token);
  g_autofree char *now_text = ct_time_format (now);

  return ct_statement_run (
      ct_statement_new (database,
                        "UPDATE sessions SET last_used_at = ?, address = ?,"
                        " seen_generation = MAX(seen_generation, COALESCE(token.generation, 0))"
                        " FROM (SELECT session_id, generation FROM access_tokens WHERE hash = ?)"
                        " AS token WHERE id = token.session_id",
                        now_text, address, hash),
      error);
}

gboolean
ct_sessions_end (CtDatabase *database,
                 const char *account_id,
                 const char *session_id,
                 gboolean *found,
                 GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) find
      = ct_statement_new (database, "SELECT id FROM sessions WHERE account_id = ? AND id = ?",
                          account_id, session_id);

  *found = ct_statement_next (find, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return !*found || delete_session (database, session_id, error);
}

gboolean
ct_sessions_end_others (CtDatabase *database,
                        const char *account_id,
                        const char *session_id,
                        GError **error)
{
  return ct_statement_run (
      ct_statement_new (database, "DELETE FROM sessions WHERE account_id = ? AND id <> ?",
                        account_id, session_id),
      error);
}

gboolean
ct_sessions_tidy (CtDatabase *database, GDateTime *now, GError **error)
{
  g_autofree char *now_text = ct_time_format (now);

  return ct_statement_run (ct_statement_new (database, "DELETE FROM sessions WHERE expires_at <= ?",
                                             now_text),
                           error);
}
