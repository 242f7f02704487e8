/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"

G_BEGIN_DECLS

/**
 * CtListAmend:
 *
 * Adds to a row what is no column.
 */
typedef void (*CtListAmend) (gpointer row, CtRequest *request);

/**
 * ct_list_answer:
 * @kind: what is listed; if it has owners, those of the account that asks
 * @amend: (nullable)
 *
 * Returns: (transfer full): the page that the request asks for by `cursor` and `limit`, or
 *   what is wrong with these; %NULL with @error set
 */
CtAnswer *ct_list_answer (CtDatabase *database,
                          CtRequest *request,
                          const CtPageKind *kind,
                          CtListAmend amend,
                          GError **error);

/**
 * ct_list_answer_items:
 * @name: what the list is called in its cursors
 * @items: (element-type CtResource): the whole list
 *
 * Returns: (transfer full): the same for a list that is no table
 */
CtAnswer *
ct_list_answer_items (CtRequest *request, const char *name, GPtrArray *items, GError **error);

G_END_DECLS
