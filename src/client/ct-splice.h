/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtSplice:
 *
 * How a list becomes another one with as little ado as possible. Items are known by their
 * id: those that stay keep their object and, as far as their order allows, their place.
 *
 * Working that out may take longer than a frame, so it is done once in any thread; carrying
 * it out goes in steps.
 */
typedef struct _CtSplice CtSplice;

/**
 * ct_splice_new:
 * @old: what the list holds now, of #CtResource
 * @news: what it shall hold; of items with the same id the first counts
 *
 * Reads nothing of the items but their ids. No one may write to either array any more.
 */
CtSplice *ct_splice_new (GPtrArray *old, GPtrArray *news);

/**
 * ct_splice_plan_async:
 * @old: what the list holds now, of #CtResource
 * @pages: what it shall hold, of #CtAnswerPage
 *
 * Does the same in a thread. The pages then have the objects that the list will have.
 */
void ct_splice_plan_async (GPtrArray *old,
                           GPtrArray *pages,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
CtSplice *ct_splice_plan_finish (GAsyncResult *result, GError **error);

/* Returns: (transfer none): what the list will hold, with the objects of @old where it can */
GPtrArray *ct_splice_get_result (CtSplice *self);

/* How many items have news so far. */
guint ct_splice_get_n_updated (CtSplice *self);

/**
 * ct_splice_step:
 * @store: the list, which holds what @old had at first and is changed by nobody else
 *
 * Does a little of it: a fraction of a millisecond's worth, besides what is done by those who
 * listen to the list.
 *
 * Returns: whether there is more to do
 */
gboolean ct_splice_step (CtSplice *self, GListStore *store);

void ct_splice_free (CtSplice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtSplice, ct_splice_free)

G_END_DECLS
