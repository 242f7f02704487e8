/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"

G_BEGIN_DECLS

/**
 * ct_agreeing_accept_async:
 * @agreement_id: which agreement
 * @version: the version that the candidate has read
 *
 * Accepts an agreement, and asks for news of everything that may have waited for it. To do it
 * again does nothing twice. It fails with %CT_ERROR_CONFLICT if there is a newer version.
 */
void ct_agreeing_accept_async (CtClient *client,
                               const char *agreement_id,
                               const char *version,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ct_agreeing_accept_finish (CtClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
