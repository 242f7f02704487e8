/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-package.h"
#include "model/ct-problem.h"

G_BEGIN_DECLS

/* Certificates, logos and data: asking for them, waiting until they are made, saving them. */

/**
 * ct_packaging_request_async:
 * @kind: certificates or logos
 * @credential_ids: of which credentials
 * @paper: of certificates
 * @key: belongs to this request, so that sending it again asks for nothing twice
 */
void ct_packaging_request_async (CtClient *client,
                                 CtPackageKind kind,
                                 const char *const *credential_ids,
                                 CtPaper paper,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * ct_packaging_export_async:
 * @password: the candidate's; it is not kept
 * @key: as for ct_packaging_request_async()
 *
 * Asks for everything that is kept about the candidate.
 */
void ct_packaging_export_async (CtClient *client,
                                const char *password,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * ct_packaging_request_finish:
 * @problem: (out) (nullable) (transfer full): what the service said is wrong, and where
 *
 * Of both.
 *
 * Returns: (transfer full): what is now being made
 */
CtPackage *ct_packaging_request_finish (CtClient *client,
                                        GAsyncResult *result,
                                        CtProblem **problem,
                                        GError **error);

/**
 * ct_packaging_await_async:
 * @package: one that was asked for; tells how far it is as news comes in
 *
 * Waits until it is no longer being made.
 */
void ct_packaging_await_async (CtClient *client,
                               CtPackage *package,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ct_packaging_await_finish (CtClient *client, GAsyncResult *result, GError **error);

/**
 * ct_packaging_save_async:
 * @package: one that is ready
 * @file: where to; see ct_file_save_async()
 */
void ct_packaging_save_async (CtClient *client,
                              CtPackage *package,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ct_packaging_save_finish (CtClient *client, GAsyncResult *result, GError **error);

/* Throws a package away, or stops that it is made. */
void ct_packaging_remove_async (CtClient *client,
                                CtPackage *package,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ct_packaging_remove_finish (CtClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
