/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtFeedFault:
 * @line: where the row starts, from 1
 * @words: what is wrong with it
 *
 * A row that was left out.
 */
typedef struct
{
  guint line;
  char *words;
} CtFeedFault;

CtFeedFault *ct_feed_fault_new (guint line, const char *format, ...) G_GNUC_PRINTF (2, 3);
void ct_feed_fault_free (CtFeedFault *self);

/**
 * CtFeedRow:
 * @line: where it starts in the file, from 1
 * @cells: what stands under each name
 */
typedef struct
{
  guint line;
  GHashTable *cells;
} CtFeedRow;

CtFeedRow *ct_feed_row_new (guint line);
void ct_feed_row_free (CtFeedRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtFeedRow, ct_feed_row_free)

/**
 * ct_feed_row_set:
 * @name: of a column or a member; case, spaces and punctuation don't matter
 */
void ct_feed_row_set (CtFeedRow *self, const char *name, const char *text);

/* Returns: (transfer none): the cell without the space around it; "" if there is none */
const char *ct_feed_row_get (CtFeedRow *self, const char *name);

/**
 * ct_feed_rows_read:
 * @bytes: a file: CSV as in RFC 4180 with a header row, or a JSON array of objects, in UTF-8
 * @columns: (array zero-terminated=1): the names without which it makes no sense
 * @faults: (out) (transfer full) (element-type CtFeedFault): the rows that can't be read; the
 *   others stay
 * @error: %G_IO_ERROR_INVALID_DATA if it is neither, or a CSV file lacks a column
 *
 * Returns: (transfer full) (element-type CtFeedRow): the rows, in their order
 */
GPtrArray *
ct_feed_rows_read (GBytes *bytes, const char *const *columns, GPtrArray **faults, GError **error);

/*< private: for the two formats; each is given all that follows the byte order mark >*/

GPtrArray *ct_feed_csv_read (const char *text,
                             gsize length,
                             const char *const *columns,
                             GPtrArray *faults,
                             GError **error);
GPtrArray *ct_feed_json_read (const char *text, gsize length, GPtrArray *faults, GError **error);

G_END_DECLS
