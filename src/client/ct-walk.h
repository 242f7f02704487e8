/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/ct-copy.h"
#include "client/ct-session.h"

G_BEGIN_DECLS

/**
 * ct_walk_async:
 * @item_type: a #CtResource type
 * @path: of the first page
 * @known: (nullable): the #CtAnswerPage that are known already, each of which is asked for news
 *
 * Asks for a collection, page after page, and keeps what comes in the offline copy.
 */
void ct_walk_async (CtSession *session,
                    GType item_type,
                    const char *path,
                    GPtrArray *known,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);

/* Returns: (transfer full): of #CtAnswerPage; those without news are the very ones of @known */
GPtrArray *ct_walk_finish (CtSession *session, GAsyncResult *result, GError **error);

/* The same in the offline copy. */
void ct_walk_copy_async (CtCopy *copy,
                         GType item_type,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * ct_walk_copy_finish:
 * @time: (out) (nullable) (transfer full): of when the copy is
 *
 * Returns: (transfer full) (nullable): of #CtAnswerPage, or %NULL if there is no whole copy; @error
 *   is set only if it was cancelled
 */
GPtrArray *
ct_walk_copy_finish (CtCopy *copy, GAsyncResult *result, GDateTime **time, GError **error);

G_END_DECLS
