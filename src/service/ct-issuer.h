/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/rules/ct-catalog.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_issuer_issue:
 * @database: in a transaction that writes
 * @account_id: whose history changed
 * @since: the first instant at which it did
 * @now: when it is looked at
 *
 * Gives the candidate the credentials that the history earns now and did not before, each with
 * a number and a verification code of its own, and tells the candidate.
 *
 * Returns: (transfer full) (element-type CtCredential): the new ones, or %NULL with @error set
 */
GPtrArray *ct_issuer_issue (CtDatabase *database,
                            CtCatalog *catalog,
                            const char *account_id,
                            GDateTime *since,
                            GDateTime *now,
                            GError **error);

/**
 * ct_issuer_revoke:
 * @attempts_before: (element-type CtAttempt): the history as it was until a result was revoked;
 *   it is stored as it is now
 *
 * Takes back the credentials that the history before earned and the history now does not.
 * What was given for another reason stays.
 */
gboolean ct_issuer_revoke (CtDatabase *database,
                           CtCatalog *catalog,
                           const char *account_id,
                           GPtrArray *attempts_before,
                           GDateTime *now,
                           GError **error);

/**
 * ct_issuer_restore:
 *
 * Gives back what ct_issuer_revoke() took and the history earns again.
 */
gboolean ct_issuer_restore (CtDatabase *database,
                            CtCatalog *catalog,
                            const char *account_id,
                            GDateTime *now,
                            GError **error);

G_END_DECLS
