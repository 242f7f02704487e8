/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-statement.h"

G_BEGIN_DECLS

/**
 * CtRequestTableFunc:
 * @request: its row
 *
 * Does what was asked for.
 */
typedef gboolean (*CtRequestTableFunc) (CtDatabase *database,
                                        CtStatement *request,
                                        GDateTime *now,
                                        GError **error);

/**
 * ct_request_table_answer:
 * @table: what was asked for and is not done yet, with an `id` and `asked_at`
 *
 * Answers all requests, the oldest first, each by itself: one that fails leaves nothing behind
 * and holds up no other. It is tried again the next time, for a day. Only if the database itself
 * is in trouble, such as on a full disk, all of them are left for later.
 */
gboolean ct_request_table_answer (CtDatabase *database,
                                  const char *table,
                                  CtRequestTableFunc answer,
                                  GDateTime *now,
                                  GError **error);

G_END_DECLS
