/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-transport.h"
#include "model/ct-tokens.h"

G_BEGIN_DECLS

/**
 * ct_admission_async:
 *
 * Signs in at a service. It is asked who it is first, so that a mistyped address is not told
 * the password.
 */
void ct_admission_async (CtTransport *transport,
                         const char *user_name,
                         const char *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * ct_admission_finish:
 * @error: %CT_ERROR_BAD_ADDRESS if something else answers there
 *
 * Returns: (transfer full): the tokens of a new session, or %NULL
 */
CtTokens *ct_admission_finish (CtTransport *transport, GAsyncResult *result, GError **error);

G_END_DECLS
