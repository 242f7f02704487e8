/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/*
 * The way back into an account for who forgot the user name or the password: a mail with
 * the user names of its address, or with a code that sets a new password once and within
 * half an hour (OWASP, Forgot Password). Nobody learns here whether there is an account.
 */

#define CT_RECOVERY_MINUTES 30

/**
 * CtForgotten:
 * @CT_FORGOTTEN_PASSWORD: a new password is wanted
 * @CT_FORGOTTEN_USER_NAME: the user name is wanted
 */
typedef enum
{
  CT_FORGOTTEN_PASSWORD,
  CT_FORGOTTEN_USER_NAME,
} CtForgotten;

/**
 * ct_recovery_ask:
 * @name: a user name or an e-mail address, whether or not anyone has it
 * @base_uri: where the link in the mail begins
 */
gboolean ct_recovery_ask (CtDatabase *database,
                          const char *name,
                          CtForgotten forgotten,
                          const char *base_uri,
                          GDateTime *now,
                          GError **error);

/**
 * ct_recovery_answer:
 *
 * Writes the mails that were asked for. An account gets one every few minutes at most.
 */
gboolean ct_recovery_answer (CtDatabase *database, GDateTime *now, GError **error);

/**
 * ct_recovery_find:
 * @code: as it came by mail
 *
 * Returns: (transfer full) (nullable): the account whose password @code may set, or %NULL
 *   without an error if it was used, has expired or never was
 */
char *ct_recovery_find (CtDatabase *database, const char *code, GDateTime *now, GError **error);

/**
 * ct_recovery_set_password:
 * @account_id: as ct_recovery_find() gave it
 * @password_hash: of the new password
 * @end_sessions: whether to sign out every device
 * @address: where it came from, for the account's history
 *
 * Sets the password, ends every code of the account and tells the candidate by mail.
 */
gboolean ct_recovery_set_password (CtDatabase *database,
                                   const char *account_id,
                                   const char *password_hash,
                                   gboolean end_sessions,
                                   const char *address,
                                   GDateTime *now,
                                   GError **error);

G_END_DECLS
