/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-email.h"
#include "model/ct-problem.h"

G_BEGIN_DECLS

/* The e-mail addresses of the account; ct_profiling_set_email_async() makes one the main one. */

/**
 * ct_addressing_add_async:
 * @address: as it was typed
 * @key: the Idempotency-Key, the same as long as it is the same try
 *
 * Adds an address, to which the service mails a code; for one that awaits its code, another code.
 */
void ct_addressing_add_async (CtClient *client,
                              const char *address,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* Gives the code that came by mail. */
void ct_addressing_verify_async (CtClient *client,
                                 const char *email_id,
                                 const char *code,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* Removes an address other than the main one; one that is gone already is removed, too. */
void ct_addressing_remove_async (CtClient *client,
                                 const char *email_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * ct_addressing_finish:
 * @problem: (out) (optional) (nullable) (transfer full): what the service said is wrong, and where
 *
 * Finishes any of them.
 *
 * Returns: (transfer full): the address, without fields if it was removed; or %NULL
 */
CtEmail *
ct_addressing_finish (CtClient *client, GAsyncResult *result, CtProblem **problem, GError **error);

G_END_DECLS
