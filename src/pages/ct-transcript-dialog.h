/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_TRANSCRIPT_DIALOG (ct_transcript_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtTranscriptDialog, ct_transcript_dialog, CT, TRANSCRIPT_DIALOG, AdwDialog)

/**
 * CtTranscriptDialog:
 *
 * Asks what a transcript is to list, and for how long it can be verified. What is valid, and what
 * was passed, is chosen at first.
 *
 * Properties, construct-only: `client` (#CtClient).
 */

/* Shows the dialog above @page, which goes on to the transcript once there is one. */
void ct_transcript_dialog_present (CtPage *page);

G_END_DECLS
