/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtPage:
 * @path: what it is the answer to
 * @etag: (nullable): the strong entity tag that it came with
 * @next: (nullable): the path of the page behind it
 * @items: of #CtResource
 *
 * One page of a collection, decoded.
 */
typedef struct
{
  char *path;
  char *etag;
  char *next;
  GPtrArray *items;
} CtPage;

/**
 * ct_page_new:
 * @item_type: a #CtResource type
 * @path: what was asked for
 * @first_path: the path of the first page, to which a cursor is added for the next
 * @body: an object with `items` and perhaps `next_cursor`, or a single thing
 * @error: %CT_ERROR_BROKEN_ANSWER
 *
 * Decodes an answer. It takes as long as @body is large: not for the thread that draws.
 *
 * Returns: (transfer full): a page, or %NULL
 */
CtPage *ct_page_new (GType item_type,
                     const char *path,
                     const char *first_path,
                     const char *etag,
                     GBytes *body,
                     GError **error);
CtPage *ct_page_ref (CtPage *self);
void ct_page_unref (CtPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtPage, ct_page_unref)

G_END_DECLS
