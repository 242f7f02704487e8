/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-email.h"
#include "service/store/ct-page.h"

G_BEGIN_DECLS

/* The addresses of accounts. One address is told from another folded. */

/* The addresses of an account, in the order in which they were added. */
extern const CtPageKind ct_email_table_page_kind;

gboolean
ct_email_table_save (CtDatabase *database, const char *account_id, CtEmail *email, GError **error);

/**
 * ct_email_table_save_primary:
 *
 * Makes the main address of @account the main one among its addresses. It counts as verified:
 * whoever makes accounts sees to that.
 */
gboolean ct_email_table_save_primary (CtDatabase *database, CtAccount *account, GError **error);

/* Each returns: (transfer full) (nullable): the one, or %NULL without an error if the account
 * has no such. */
CtEmail *
ct_email_table_get (CtDatabase *database, const char *account_id, const char *id, GError **error);
CtEmail *ct_email_table_find (CtDatabase *database,
                              const char *account_id,
                              const char *address,
                              GError **error);

/**
 * ct_email_table_count:
 *
 * Returns: how many addresses the account has; -1 if that failed
 */
int ct_email_table_count (CtDatabase *database, const char *account_id, GError **error);

gboolean ct_email_table_delete (CtDatabase *database, CtEmail *email, GError **error);

G_END_DECLS
