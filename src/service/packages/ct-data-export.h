/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_data_export_collect:
 *
 * Writes down everything that is kept about a candidate: the account, and whatever refers to
 * it, which is also what goes when it is deleted. Only what keeps the account safe is left
 * out, such as hashes of passwords and tokens.
 *
 * Returns: (transfer full) (element-type utf8 GBytes): the JSON of each table by its name
 */
GHashTable *ct_data_export_collect (CtDatabase *database, const char *account_id, GError **error);

G_END_DECLS
