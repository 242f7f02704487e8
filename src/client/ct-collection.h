/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/ct-session.h"

G_BEGIN_DECLS

/**
 * CtCollectionState:
 * @CT_COLLECTION_STATE_LOADING: nothing to show yet, on its way
 * @CT_COLLECTION_STATE_READY: items, as the service has them
 * @CT_COLLECTION_STATE_EMPTY: the service has none, or had none at `copy-time` if `error` is
 *   set
 * @CT_COLLECTION_STATE_FAILED: nothing to show; `error` says why
 * @CT_COLLECTION_STATE_COPY: items of the offline copy; `copy-time` says of when. If `error`
 *   is set, the service could not be asked; else it is being asked
 */
typedef enum
{
  CT_COLLECTION_STATE_LOADING,
  CT_COLLECTION_STATE_READY,
  CT_COLLECTION_STATE_EMPTY,
  CT_COLLECTION_STATE_FAILED,
  CT_COLLECTION_STATE_COPY,
} CtCollectionState;

#define CT_TYPE_COLLECTION (ct_collection_get_type ())
G_DECLARE_FINAL_TYPE (CtCollection, ct_collection, CT, COLLECTION, GObject)

/**
 * CtCollection:
 *
 * A GListModel of #CtResource that knows how it is. Pages bind to it and never fetch.
 * News is spliced in by `id`: an item that changed keeps its object and is notified of its
 * properties, so that no row jumps under the reader's eyes. Its order is the service's.
 *
 * A single thing, such as the account, is a collection of one: see `first`.
 *
 * Properties, read-only and notified: `state` (#CtCollectionState), `error` (boxed GError,
 * nullable), `copy-time` (GDateTime, nullable), `refreshing` (boolean), `n-items` (uint),
 * `first` (#CtResource, nullable).
 *
 * Signal `updated`: items that stayed have news. Filters and sorters that look at more than
 * their id are to be asked again: see ct_follow_filter() and ct_follow_sorter().
 */

/**
 * ct_collection_new:
 * @session: through which to ask
 * @item_type: a #CtResource type
 * @path: such as "v1/attempts"; its answer is an object with `items` and `next_cursor`, or,
 *   for a collection of one, the thing itself
 */
CtCollection *ct_collection_new (CtSession *session, GType item_type, const char *path);

CtCollectionState ct_collection_get_state (CtCollection *self);
const GError *ct_collection_get_error (CtCollection *self);
GDateTime *ct_collection_get_copy_time (CtCollection *self);
gboolean ct_collection_is_refreshing (CtCollection *self);

/* Returns: what it asks for, by which the offline copy has it too */
const char *ct_collection_get_path (CtCollection *self);

/* Returns: (transfer none) (nullable): the item with that id */
gpointer ct_collection_find (CtCollection *self, const char *id);

/**
 * ct_collection_refresh:
 *
 * Shows the offline copy if there is nothing yet, and asks the service whether there is
 * news. Does nothing while that is under way. State and error stay what they were until the
 * outcome is known; `refreshing` says that it is awaited.
 */
void ct_collection_refresh (CtCollection *self);

/* The same after something was written: what is under way may not know of that yet, and is then
 * followed by another. */
void ct_collection_renew (CtCollection *self);

/* The same, whether there is news or not: everything comes once more, and so into the offline copy.
 */
void ct_collection_reload (CtCollection *self);

/* Forgets everything: to be called when the account changes. */
void ct_collection_reset (CtCollection *self);

G_END_DECLS
