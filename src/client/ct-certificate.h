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

/**
 * ct_certificate_read_copy_async:
 *
 * Gets a certificate as it was when the service was last asked for it, at once and without
 * asking it now.
 */
void ct_certificate_read_copy_async (CtSession *session,
                                     const char *credential_id,
                                     CtPaper paper,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* Returns: (transfer full) (nullable): the bytes; %NULL, without an error, if there is no copy */
GBytes *ct_certificate_read_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
