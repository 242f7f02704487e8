/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-session.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

/* Documents that the service draws: PDFs to look at, to save and to print. */

/* Each returns: (transfer full): where the document is asked for */
char *ct_printout_path_certificate (const char *credential_id, CtPaper paper);
char *ct_printout_path_score_report (const char *attempt_id, CtPaper paper);
char *ct_printout_path_transcript (const char *share_id, CtPaper paper);

/**
 * ct_printout_load_async:
 * @path: of the document
 *
 * Gets a document; see ct_client_load_printout_async().
 */
void ct_printout_load_async (CtSession *session,
                             const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GBytes *ct_printout_load_finish (CtSession *session, GAsyncResult *result, GError **error);

/**
 * CtPrintoutCopy:
 *
 * A document as it was when the service was last asked for it.
 */
typedef struct _CtPrintoutCopy CtPrintoutCopy;

CtPrintoutCopy *ct_printout_copy_new (CtSession *session, const char *path);
void ct_printout_copy_free (CtPrintoutCopy *self);

/**
 * ct_printout_copy_read:
 *
 * Reads it from the disk, which may take its time: not to be called on the main thread.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL if there is no copy
 */
GBytes *ct_printout_copy_read (CtPrintoutCopy *self);

G_END_DECLS
