/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-tokens.h"
#include "service/store/ct-database.h"
#include "service/store/ct-page.h"

G_BEGIN_DECLS

/*
 * A session is one device that is signed in. It is shown by an access token, which ends
 * after CT_SESSIONS_ACCESS_SECONDS, and goes on by a refresh token, which is good for one
 * use: the answer brings both anew. After CT_SESSIONS_IDLE_DAYS without a refresh it is over.
 *
 * Who shows a used refresh token may have stolen it, so the session ends. But an answer can
 * be lost on its way, and a device can sleep for long after that: the last used one is taken
 * again until one of the tokens that were given out for it was seen in use. What was given out
 * before is then no longer good.
 *
 * All of this is done in the store's thread, inside a transaction.
 */

#define CT_SESSIONS_ACCESS_SECONDS (15 * 60)
#define CT_SESSIONS_IDLE_DAYS 60

/* The sessions of an account that are not over, the last used first. */
extern const CtPageKind ct_sessions_page_kind;

/**
 * ct_sessions_start:
 * @device: (nullable): what it calls itself
 * @address: where it comes from
 *
 * Returns: (transfer full): the tokens of a new session
 */
CtTokens *ct_sessions_start (CtDatabase *database,
                             const char *account_id,
                             const char *device,
                             const char *address,
                             GDateTime *now,
                             GError **error);

/**
 * ct_sessions_refresh:
 *
 * Returns: (transfer full) (nullable): new tokens of the session, or %NULL without an error
 *   if it is over
 */
CtTokens *ct_sessions_refresh (CtDatabase *database,
                               const char *refresh_token,
                               GDateTime *now,
                               GError **error);

/**
 * CtAccess:
 * @CT_ACCESS_VALID: the token is good
 * @CT_ACCESS_EXPIRED: it has ended, but the session goes on
 * @CT_ACCESS_ENDED: there is no such session any more
 */
typedef enum
{
  CT_ACCESS_VALID,
  CT_ACCESS_EXPIRED,
  CT_ACCESS_ENDED,
} CtAccess;

/**
 * ct_sessions_check_access:
 * @session_id: (out) (transfer full) (nullable): the session, if it is valid
 * @account_id: (out) (transfer full) (nullable): its account, if it is valid
 * @last_used_at: (out) (transfer full) (nullable): when it was used before, if it is valid and was
 *   noted to be in use since @access_token was given out
 *
 * Returns: what @access_token is good for; %CT_ACCESS_ENDED also if @error is set
 */
CtAccess ct_sessions_check_access (CtDatabase *database,
                                   const char *access_token,
                                   GDateTime *now,
                                   char **session_id,
                                   char **account_id,
                                   GDateTime **last_used_at,
                                   GError **error);

/**
 * ct_sessions_touch:
 *
 * Notes that a session was used, and that what came with @access_token has arrived.
 */
gboolean ct_sessions_touch (CtDatabase *database,
                            const char *access_token,
                            const char *address,
                            GDateTime *now,
                            GError **error);

/**
 * ct_sessions_end:
 * @found: (out): whether the account had such a session
 */
gboolean ct_sessions_end (CtDatabase *database,
                          const char *account_id,
                          const char *session_id,
                          gboolean *found,
                          GError **error);

gboolean ct_sessions_end_others (CtDatabase *database,
                                 const char *account_id,
                                 const char *session_id,
                                 GError **error);

/* A chore: removes the sessions that are over. */
gboolean ct_sessions_tidy (CtDatabase *database, GDateTime *now, GError **error);

G_END_DECLS
