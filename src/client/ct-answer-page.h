/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtAnswerPage:
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
} CtAnswerPage;

/**
 * ct_answer_page_new:
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
CtAnswerPage *ct_answer_page_new (GType item_type,
                                  const char *path,
                                  const char *first_path,
                                  const char *etag,
                                  GBytes *body,
                                  GError **error);
CtAnswerPage *ct_answer_page_ref (CtAnswerPage *self);
void ct_answer_page_unref (CtAnswerPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtAnswerPage, ct_answer_page_unref)

G_END_DECLS
