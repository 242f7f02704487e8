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
 * CtCertificateCopy:
 *
 * A certificate as it was when the service was last asked for it.
 */
typedef struct _CtCertificateCopy CtCertificateCopy;

CtCertificateCopy *
ct_certificate_copy_new (CtSession *session, const char *credential_id, CtPaper paper);
void ct_certificate_copy_free (CtCertificateCopy *self);

/**
 * ct_certificate_copy_read:
 *
 * Reads it from the disk, which may take its time: not to be called on the main thread.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL if there is no copy
 */
GBytes *ct_certificate_copy_read (CtCertificateCopy *self);

G_END_DECLS
