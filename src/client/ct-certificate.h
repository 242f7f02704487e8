/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-session.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

/**
 * ct_certificate_load_async:
 *
 * Gets the certificate of a credential; see ct_client_load_certificate_async().
 */
void ct_certificate_load_async (CtSession *session,
                                const char *credential_id,
                                CtPaper paper,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GBytes *ct_certificate_load_finish (CtSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
