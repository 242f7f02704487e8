/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-program.h"
#include "service/http/ct-answer.h"

G_BEGIN_DECLS

/* What the answers with certificates, score reports and transcripts have alike. */

/**
 * ct_document_answer_get_paper:
 * @refusal: (out) (transfer full): set if %FALSE is returned
 *
 * Says which paper @request asks for.
 */
gboolean ct_document_answer_get_paper (CtRequest *request, CtPaper *paper, CtAnswer **refusal);

/**
 * ct_document_answer_tag:
 * @language: (nullable): of the candidate's name
 * @input: (element-type CtResource): all that is drawn of
 *
 * The same input and fonts give the same document, so it need not be drawn to know its ETag.
 *
 * Returns: (transfer full): the ETag without its quotes
 */
char *
ct_document_answer_tag (CtPaper paper, const char *language, gpointer const *input, gsize n_input);

/* Where @program has no place for the verification of codes of its own, sets that of this
 * service. */
void ct_document_answer_set_verification (CtRequest *request, CtProgram *program);

G_END_DECLS
