/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-email.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/*
 * The e-mail addresses of an account: whoever loses one, such as that of an employer, has another
 * to get in with. One counts once the code that was mailed to it has been given.
 */

#define CT_EMAILS_MAX 10
#define CT_EMAILS_CODE_MINUTES 30
#define CT_EMAILS_MAX_TRIES 5
#define CT_EMAILS_MAX_CODES 10 /* an hour, for all addresses of an account */

/**
 * CtEmailsOutcome:
 * @CT_EMAILS_DONE: it was done, or had been done before
 * @CT_EMAILS_UNKNOWN: the account has no such address
 * @CT_EMAILS_TOO_MANY: the account has as many addresses as it may
 * @CT_EMAILS_TOO_OFTEN: too many codes were asked for within an hour
 * @CT_EMAILS_WRONG_CODE: that is not the code
 * @CT_EMAILS_NO_CODE: the code is too old, or was tried too often; another is needed
 * @CT_EMAILS_TAKEN: another account has the address
 * @CT_EMAILS_UNVERIFIED: it is not verified yet
 * @CT_EMAILS_PRIMARY: the main address cannot be removed
 */
typedef enum
{
  CT_EMAILS_DONE,
  CT_EMAILS_UNKNOWN,
  CT_EMAILS_TOO_MANY,
  CT_EMAILS_TOO_OFTEN,
  CT_EMAILS_WRONG_CODE,
  CT_EMAILS_NO_CODE,
  CT_EMAILS_TAKEN,
  CT_EMAILS_UNVERIFIED,
  CT_EMAILS_PRIMARY,
} CtEmailsOutcome;

/* Each gives in @outcome what came of it, and %FALSE or %NULL only with @error set. */

/**
 * ct_emails_add:
 * @address: a valid one
 *
 * Adds an address and mails a code to it; for one that is there and not verified, another code. If
 * another account has it, its owner is told so by mail instead, and nobody else.
 *
 * Returns: (transfer full) (nullable): the address; %NULL without an error unless it was done
 */
CtEmail *ct_emails_add (CtDatabase *database,
                        CtAccount *account,
                        const char *address,
                        GDateTime *now,
                        CtEmailsOutcome *outcome,
                        GError **error);

/**
 * ct_emails_verify:
 * @code: as it was typed
 *
 * Returns: (transfer full) (nullable): the address; %NULL without an error unless it was done
 */
CtEmail *ct_emails_verify (CtDatabase *database,
                           CtAccount *account,
                           const char *id,
                           const char *code,
                           GDateTime *now,
                           CtEmailsOutcome *outcome,
                           GError **error);

/**
 * ct_emails_make_primary:
 * @account: gets the address and is to be saved then
 *
 * Makes a verified address the main one, and tells the one that was.
 */
gboolean ct_emails_make_primary (CtDatabase *database,
                                 CtAccount *account,
                                 const char *address,
                                 GDateTime *now,
                                 CtEmailsOutcome *outcome,
                                 GError **error);

/**
 * ct_emails_remove:
 * @removed: (out) (transfer full) (nullable): what was removed
 */
gboolean ct_emails_remove (CtDatabase *database,
                           CtAccount *account,
                           const char *id,
                           GDateTime *now,
                           CtEmail **removed,
                           CtEmailsOutcome *outcome,
                           GError **error);

G_END_DECLS
