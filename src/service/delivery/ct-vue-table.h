/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "service/delivery/ct-vue-error.h"

G_BEGIN_DECLS

/**
 * CtVueTable:
 *
 * A file as Pearson VUE sends it: tab-separated text under a header row.
 *
 * It is read by the names of its columns, whatever their order and case. Line ends may be of
 * any kind, a byte order mark is skipped, and every cell is UTF-8 or else CP-1252. A cell may
 * be quoted; what only looks like a quoted cell, such as an opening quote that is never
 * closed, is taken literally, so that it cannot swallow the rows behind it.
 */
typedef struct _CtVueTable CtVueTable;

/**
 * ct_vue_table_read:
 * @bytes: the file
 * @columns: (array zero-terminated=1): those without which it makes no sense
 * @error: %CT_VUE_ERROR
 *
 * Rows that cannot be told apart into cells are left out and reported among the faults; the
 * others stay.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
CtVueTable *ct_vue_table_read (GBytes *bytes, const char *const *columns, GError **error);
void ct_vue_table_free (CtVueTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueTable, ct_vue_table_free)

guint ct_vue_table_get_n_rows (CtVueTable *self);

/* Returns: the line of the file at which a row starts, from 1. */
guint ct_vue_table_get_line (CtVueTable *self, guint row);

/* Returns: the cell without the space around it; "" if there is none. */
const char *ct_vue_table_get (CtVueTable *self, guint row, const char *column);

/**
 * ct_vue_table_steal_faults:
 *
 * Returns: (transfer full) (element-type CtVueFault): the rows that were left out
 */
GPtrArray *ct_vue_table_steal_faults (CtVueTable *self);

G_END_DECLS
