/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * CtPageKind:
 * @table: where the rows are
 * @key: the column they are ordered by; their id decides between equals
 * @newest_first: whether the largest key comes first
 * @owner: (nullable): the column that says whose a row is
 * @end: (nullable): the column that says when a row ends; those that have ended are left out
 * @get_type: the resource that a row is
 *
 * A list that is read in pages.
 */
typedef struct
{
  const char *table;
  const char *key;
  gboolean newest_first;
  const char *owner;
  const char *end;
  GType (*get_type) (void);
} CtPageKind;

/**
 * CtPage:
 * @items: (element-type CtResource): the rows of this page
 * @next_cursor: (nullable): where the next begins; %NULL on the last
 */
typedef struct
{
  GPtrArray *items;
  char *next_cursor;
} CtPage;

void ct_page_free (CtPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtPage, ct_page_free)

/**
 * ct_page_read:
 * @owner: (nullable): whose rows, if @kind has an owner
 * @cursor: (nullable): the `next_cursor` of the page before; %NULL for the first
 * @limit: how many rows at most
 * @now: the instant to see it at, if @kind has an end
 * @error: %CT_STORE_ERROR_BAD_CURSOR if @cursor is none of @kind
 *
 * A cursor says after which row a page begins, so rows that are added or removed meanwhile
 * neither repeat nor hide others.
 *
 * Returns: (transfer full): the page
 */
CtPage *ct_page_read (CtDatabase *database,
                      const CtPageKind *kind,
                      const char *owner,
                      const char *cursor,
                      guint limit,
                      GDateTime *now,
                      GError **error);

/**
 * ct_page_slice:
 * @items: (element-type CtResource) (transfer none): a whole list, in its order
 *
 * The same for a list that is made anew each time: its cursors name the last id of a page, and how
 * many came up to it, should that one be gone.
 */
CtPage *
ct_page_slice (GPtrArray *items, const char *name, const char *cursor, guint limit, GError **error);

G_END_DECLS
