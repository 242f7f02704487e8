/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/* Accounts with what belongs to them. What has an id that is there already replaces it. */

/**
 * ct_candidate_table_save_account:
 * @password_hash: (nullable): as ct_passwords_hash() makes it; %NULL keeps the one it has
 * @error: %CT_STORE_ERROR_CONFLICT if another account signs in with that name or address
 */
gboolean ct_candidate_table_save_account (CtDatabase *database,
                                          CtAccount *account,
                                          const char *password_hash,
                                          GError **error);
gboolean ct_candidate_table_save_attempt (CtDatabase *database,
                                          const char *account_id,
                                          CtAttempt *attempt,
                                          GError **error);
gboolean ct_candidate_table_save_credential (CtDatabase *database,
                                             const char *account_id,
                                             CtCredential *credential,
                                             GError **error);

/**
 * ct_candidate_table_rename_credentials:
 * @name: what the holder is called from now on
 *
 * Puts @name on all credentials of an account that have another one, and notes that in them.
 */
gboolean ct_candidate_table_rename_credentials (CtDatabase *database,
                                                const char *account_id,
                                                const char *name,
                                                GDateTime *now,
                                                GError **error);

/**
 * ct_candidate_table_save_names:
 * @error: %CT_STORE_ERROR_CONFLICT if another account signs in with one of them
 *
 * Lets @account sign in with its user name and with each of its verified addresses, and with
 * nothing else.
 */
gboolean ct_candidate_table_save_names (CtDatabase *database, CtAccount *account, GError **error);

/* Each returns: (transfer full) (nullable): the one, or %NULL without an error if the account
 * has no such. A credential's state is as it was stored. */
CtAccount *ct_candidate_table_get_account (CtDatabase *database, const char *id, GError **error);
CtAttempt *ct_candidate_table_get_attempt (CtDatabase *database,
                                           const char *account_id,
                                           const char *id,
                                           GError **error);
CtCredential *ct_candidate_table_get_credential (CtDatabase *database,
                                                 const char *account_id,
                                                 const char *id,
                                                 GError **error);

/**
 * ct_candidate_table_find_credential:
 * @code: a verification code, as printed on a certificate; case, spaces and dashes don't matter
 *
 * Returns: (transfer full) (nullable): the credential with that code, whosever it is, or %NULL
 *   without an error. Its `name` is %NULL if the account was deleted.
 */
CtCredential *
ct_candidate_table_find_credential (CtDatabase *database, const char *code, GError **error);

/* Each returns: (transfer full): all that the account has, the newest first. */
GPtrArray *
ct_candidate_table_get_attempts (CtDatabase *database, const char *account_id, GError **error);
GPtrArray *
ct_candidate_table_get_credentials (CtDatabase *database, const char *account_id, GError **error);

/**
 * ct_candidate_table_fold_name:
 * @name: a user name or an e-mail address
 *
 * Returns: (transfer full): @name without the differences that do not matter when signing in:
 *   case, compatible forms of a letter, space around it
 */
char *ct_candidate_table_fold_name (const char *name);

/**
 * ct_candidate_table_find_sign_in:
 * @name: what was typed
 * @account_id: (out) (transfer full): whose it is; %NULL if nobody's
 * @password_hash: (out) (transfer full) (nullable): what it is checked against
 */
gboolean ct_candidate_table_find_sign_in (CtDatabase *database,
                                          const char *name,
                                          char **account_id,
                                          char **password_hash,
                                          GError **error);

G_END_DECLS
