/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtVueWriter:
 *
 * A file for Pearson VUE: tab-separated text under a header row, with CRLF behind each row. A
 * cell is quoted only where it must be.
 */
typedef struct _CtVueWriter CtVueWriter;

/**
 * ct_vue_writer_new:
 * @columns: (array zero-terminated=1): the header row
 */
CtVueWriter *ct_vue_writer_new (const char *const *columns);
void ct_vue_writer_free (CtVueWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueWriter, ct_vue_writer_free)

/**
 * ct_vue_writer_add:
 * @cells: (array): as many as there are columns; %NULL is an empty one
 */
void ct_vue_writer_add (CtVueWriter *self, const char *const *cells);

guint ct_vue_writer_get_n_rows (CtVueWriter *self);

/**
 * ct_vue_writer_finish:
 * @charset: as in ct_vue_text_encode()
 * @error: %CT_VUE_ERROR_BAD_TEXT
 *
 * Returns: (transfer full): the file
 */
GBytes *ct_vue_writer_finish (CtVueWriter *self, const char *charset, GError **error);

/**
 * ct_vue_writer_name:
 * @kind: `cdd` or `ead`
 * @time: when it is written
 *
 * Returns: (transfer full): what Pearson VUE wants such a file to be called
 */
char *ct_vue_writer_name (const char *kind, GDateTime *time);

G_END_DECLS
