/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-problem.h"

G_BEGIN_DECLS

/**
 * ct_leaving_delete_async:
 * @password: the candidate's; it is not kept
 * @key: belongs to this wish: sent again after an answer that was lost, it has the same answer
 *
 * Deletes the account at the service. The session is over then; ct_session_sign_out_async()
 * takes away what is on this computer.
 */
void ct_leaving_delete_async (CtClient *client,
                              const char *password,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * ct_leaving_delete_finish:
 * @problem: (out) (nullable) (transfer full): what the service said is wrong, and where
 */
gboolean ct_leaving_delete_finish (CtClient *client,
                                   GAsyncResult *result,
                                   CtProblem **problem,
                                   GError **error);

G_END_DECLS
