/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_migrations_count:
 * @n_due: (out): how many of the steps @database has not seen; less than 0 if a newer version, that
 *   knows more, has written it
 */
gboolean ct_migrations_count (CtDatabase *database, int *n_due, GError **error);

/**
 * ct_migrations_apply:
 *
 * Runs the steps of migrations/ that @database has not seen, each in a transaction of its
 * own; its user_version counts them.
 *
 * Returns: %FALSE with %CT_STORE_ERROR_NEWER if there are more behind it than known here
 */
gboolean ct_migrations_apply (CtDatabase *database, GError **error);

G_END_DECLS
