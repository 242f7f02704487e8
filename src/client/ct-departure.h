/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-copy.h"
#include "client/ct-keyring.h"
#include "client/ct-signer.h"

G_BEGIN_DECLS

/**
 * ct_departure_async:
 * @signer: of the session that ends
 * @keyring: where the session is kept
 * @address: under which
 * @copy: (nullable): the offline copy of the account
 *
 * Ends a session at the service, and removes what there is of it here. It takes a few
 * seconds at most: what the service does not hear by then it does not hear, and a keyring
 * that still asks somebody something goes on by itself.
 */
void ct_departure_async (CtSigner *signer,
                         CtKeyring *keyring,
                         const char *address,
                         CtCopy *copy,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * ct_departure_finish:
 * @error: a keyring error
 *
 * Returns: %FALSE if the session could not be removed from the keyring
 */
gboolean ct_departure_finish (CtSigner *signer, GAsyncResult *result, GError **error);

G_END_DECLS
