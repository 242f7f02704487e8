/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "client/ct-way-in.h"

G_BEGIN_DECLS

#define CT_TYPE_SEARCH (ct_search_get_type ())
G_DECLARE_FINAL_TYPE (CtSearch, ct_search, CT, SEARCH, GObject)

/**
 * CtSearch:
 *
 * Finds exams and credentials for who searches from outside of the window. It reads the offline
 * copy of whoever is signed in, in a thread and only when it is asked: it waits for neither keyring
 * nor service, and knows nothing while nobody is signed in or no offline copy is kept.
 */
CtSearch *ct_search_new (CtClient *client, CtWayIn *way_in);

/**
 * ct_search_find_async:
 * @terms: words, or beginnings of words, all of which are looked for
 */
void ct_search_find_async (CtSearch *self,
                           const char *const *terms,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * ct_search_find_finish:
 *
 * Returns: (transfer full): of #CtResource, #CtCredential before #CtExam, the best of each first
 */
GPtrArray *ct_search_find_finish (CtSearch *self, GAsyncResult *result, GError **error);

G_END_DECLS
