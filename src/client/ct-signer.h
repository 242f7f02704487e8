/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/ct-transport.h"
#include "model/ct-tokens.h"

G_BEGIN_DECLS

#define CT_TYPE_SIGNER (ct_signer_get_type ())
G_DECLARE_FINAL_TYPE (CtSigner, ct_signer, CT, SIGNER, GObject)

/**
 * CtSigner:
 *
 * The tokens of one session, and the one place where a 401 is dealt with. Requests that need
 * new tokens wait for one and the same refresh, and are then sent once more.
 *
 * Signal `renewed` (CtTokens): there are new tokens, and the old refresh token is used up.
 *
 * Signal `refused` (GError, %CT_ERROR_SIGNED_OUT): the service takes neither token any more.
 */

/**
 * ct_signer_new:
 * @transport: how the service is reached
 * @refresh_token: the one that was stored; an access token is asked for when one is needed
 */
CtSigner *ct_signer_new (CtTransport *transport, const char *refresh_token);

/* Returns: @transport with the tokens that a sign-in gave */
CtSigner *ct_signer_new_for_tokens (CtTransport *transport, CtTokens *tokens);

/* As ct_transport_send_async(), signed. */
void ct_signer_send_async (CtSigner *self,
                           const CtCall *call,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
CtAnswer *
ct_signer_send_finish (CtSigner *self, GAsyncResult *result, CtProblem **problem, GError **error);

/* Gives up a refresh that is under way, with all that wait for it. */
void ct_signer_stop (CtSigner *self);

G_END_DECLS
