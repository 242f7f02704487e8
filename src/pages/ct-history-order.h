/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/ct-collection.h"

G_BEGIN_DECLS

/* In which order and how narrowed down the history is. Both models work in steps, when there is
 * time: `pending` says how much is left. */

/**
 * ct_history_narrow:
 * @attempts: of #CtAttempt
 * @kind: nick of a #CtExamKind, or ""
 * @result: nick of a #CtResult, or ""
 * @search: what titles or codes contain, in whatever case, or ""
 *
 * Returns: (transfer full): those of @attempts that are all of this
 */
GtkFilterListModel *ct_history_narrow (CtCollection *attempts,
                                       const char *kind,
                                       const char *result,
                                       const char *search);

/**
 * ct_history_sort:
 * @order: "newest", "oldest", "title" or "score"
 *
 * Returns: (transfer full): without a model; with a section for each year if it is by date
 */
GtkSortListModel *ct_history_sort (const char *order);

G_END_DECLS
