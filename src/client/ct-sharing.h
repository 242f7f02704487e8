/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-problem.h"
#include "model/ct-share.h"

G_BEGIN_DECLS

/* Forwarding credentials to third parties. */

/**
 * ct_sharing_send_async:
 *
 * Sends the draft of @client, which is empty after that. If it fails the draft stays as it is,
 * and to send it again does nothing twice, even if only the answer was lost.
 */
void ct_sharing_send_async (CtClient *client,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * ct_sharing_send_finish:
 * @problem: (out) (nullable) (transfer full): what the service said is wrong, and where
 */
gboolean ct_sharing_send_finish (CtClient *client,
                                 GAsyncResult *result,
                                 CtProblem **problem,
                                 GError **error);

/**
 * ct_sharing_make_link_async:
 *
 * Makes a link of the draft of @client, without its recipients. As with ct_sharing_send_async(),
 * the draft is empty after that, and nothing is done twice.
 */
void ct_sharing_make_link_async (CtClient *client,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* Returns: (transfer full): the share, with its `uri` */
CtShare *ct_sharing_make_link_finish (CtClient *client,
                                      GAsyncResult *result,
                                      CtProblem **problem,
                                      GError **error);

/**
 * ct_sharing_make_transcript_async:
 * @credential_ids, @attempt_ids: what it lists; one of them may be empty
 * @days: for how long it can be verified
 * @key: Idempotency-Key: the same one as long as the same is asked for
 */
void ct_sharing_make_transcript_async (CtClient *client,
                                       const char *const *credential_ids,
                                       const char *const *attempt_ids,
                                       int days,
                                       const char *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/* Returns: (transfer full): the share, with its `code` */
CtShare *ct_sharing_make_transcript_finish (CtClient *client,
                                            GAsyncResult *result,
                                            CtProblem **problem,
                                            GError **error);

/**
 * ct_sharing_preview_async:
 *
 * Asks for a page that shows the draft of @client as its recipients would see it.
 */
void ct_sharing_preview_async (CtClient *client,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Returns: (transfer full): the page's http or https URI, which is good for minutes */
char *ct_sharing_preview_finish (CtClient *client,
                                 GAsyncResult *result,
                                 CtProblem **problem,
                                 GError **error);

/* Takes back what was shared. */
void ct_sharing_withdraw_async (CtClient *client,
                                const char *share_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ct_sharing_withdraw_finish (CtClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
