/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-program.h"
#include "model/ct-share.h"

G_BEGIN_DECLS

/**
 * ct_transcript_draw:
 * @program: with a place where codes are checked
 * @account: the candidate
 * @share: the transcript, with its code
 * @credentials: (element-type CtCredential): what it lists, each with its state at @now
 * @attempts: (element-type CtAttempt): what it lists
 * @now: when that was true
 * @error: %G_IO_ERROR_FAILED if it can't be drawn
 *
 * Draws a transcript, in English, with days in UTC; may run in any thread. Only the day of @now
 * is in it: the same arguments and fonts give the same bytes all day.
 *
 * Returns: (transfer full): a PDF, or %NULL with @error set
 */
GBytes *ct_transcript_draw (CtProgram *program,
                            CtAccount *account,
                            CtShare *share,
                            GPtrArray *credentials,
                            GPtrArray *attempts,
                            GDateTime *now,
                            CtPaper paper,
                            GError **error);

G_END_DECLS
