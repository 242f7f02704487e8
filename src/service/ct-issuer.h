/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/rules/ct-catalog.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_issuer_judge:
 * @database: in a transaction that writes
 * @account_id: whose results, agreements or credentials changed, or whose credential ended
 * @since: nothing new is issued before that: the first instant at which something changed
 * @now: when it is looked at
 *
 * Makes the credentials of a candidate what ct_judgement_make() says: new ones get a number and a
 * verification code of their own, others are revoked with a reason, restored, or get other days.
 * The candidate is told of each, in the history of the account and by mail.
 */
gboolean ct_issuer_judge (CtDatabase *database,
                          CtCatalog *catalog,
                          const char *account_id,
                          GDateTime *since,
                          GDateTime *now,
                          GError **error);

/**
 * ct_issuer_adopt:
 *
 * Notes of each credential of an account, unless it is revoked, what it rests on if it had been
 * issued by the program as it is now.
 */
gboolean
ct_issuer_adopt (CtDatabase *database, CtCatalog *catalog, const char *account_id, GError **error);

G_END_DECLS
