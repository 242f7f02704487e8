/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-incident.h"
#include "model/ct-problem.h"

G_BEGIN_DECLS

/* Contacting the Program Support Team. */

/* How large a file may be that is attached, in bytes; the service says the same. */
#define CT_SUPPORTING_MAX_FILE (5 * 1024 * 1024)

/* How many files may come with a message. */
#define CT_SUPPORTING_MAX_FILES 5

/**
 * ct_supporting_send_async:
 * @draft: of @client's drafts
 * @incident_id: (nullable): to which incident; %NULL to open a new one
 *
 * Sends what was written; the draft is empty after that. If it fails the draft stays as it is, and
 * to send it again does nothing twice, even if only the answer was lost.
 */
void ct_supporting_send_async (CtClient *client,
                               CtIncidentDraft *draft,
                               const char *incident_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * ct_supporting_send_finish:
 * @problem: (out) (nullable) (transfer full): what the service said is wrong, and where
 *
 * Returns: (transfer full): the id of the incident
 */
char *ct_supporting_send_finish (CtClient *client,
                                 GAsyncResult *result,
                                 CtProblem **problem,
                                 GError **error);

/**
 * ct_supporting_set_closed_async:
 * @incident: as it is shown
 *
 * Closes or reopens it. Fails with %CT_ERROR_CONFLICT if it is not as it is shown any more.
 */
void ct_supporting_set_closed_async (CtClient *client,
                                     CtIncident *incident,
                                     gboolean closed,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ct_supporting_set_closed_finish (CtClient *client, GAsyncResult *result, GError **error);

/**
 * ct_supporting_attach_async:
 *
 * Brings @file to the service and adds it to the attachments of @draft. Fails with
 * %CT_ERROR_REFUSED if it is too large or of a kind that is not taken, and with a %G_IO_ERROR if it
 * can't be read.
 */
void ct_supporting_attach_async (CtClient *client,
                                 CtIncidentDraft *draft,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean ct_supporting_attach_finish (CtClient *client,
                                      GAsyncResult *result,
                                      CtProblem **problem,
                                      GError **error);

/* Gets the content of an attachment. */
void ct_supporting_load_async (CtClient *client,
                               const char *attachment_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Returns: (transfer full): the bytes as they came */
GBytes *ct_supporting_load_finish (CtClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
