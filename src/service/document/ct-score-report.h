/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-attempt.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/**
 * ct_score_report_draw:
 * @account: the candidate
 * @attempt: one that was passed or failed; others have no report
 * @error: %G_IO_ERROR_FAILED if it can't be drawn
 *
 * Draws the score report of @attempt: the score against the passing score, the sections if the
 * report has some, and the details. In English, with days in UTC; may run in any thread. The
 * same arguments and fonts give the same bytes.
 *
 * Returns: (transfer full): a PDF, or %NULL with @error set
 */
GBytes *ct_score_report_draw (CtProgram *program,
                              CtAccount *account,
                              CtAttempt *attempt,
                              CtPaper paper,
                              GError **error);

G_END_DECLS
