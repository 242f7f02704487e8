/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-problem.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

/* Changing the own account. Each change is made to the account as it is at that moment. */

/**
 * ct_profiling_save_async:
 *
 * Saves the profile draft of @client. If something in it was changed elsewhere meanwhile as well,
 * nothing is saved: it fails with %CT_ERROR_CONFLICT, and the draft has the conflicts.
 */
void ct_profiling_save_async (CtClient *client,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* Makes a verified address the main one. */
void ct_profiling_set_email_async (CtClient *client,
                                   const char *address,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Says whether the candidate gets a notice. */
void ct_profiling_set_notice_async (CtClient *client,
                                    CtNotice notice,
                                    gboolean wanted,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * ct_profiling_finish:
 * @problem: (out) (optional) (nullable) (transfer full): what the service said is wrong, and where
 *
 * Finishes any of them.
 */
gboolean
ct_profiling_finish (CtClient *client, GAsyncResult *result, CtProblem **problem, GError **error);

G_END_DECLS
