/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_words_for_error:
 * @error: any error that the client or a document gave
 * @title: (out) (transfer none): a heading, in the reader's language
 * @body: (out) (transfer full): a sentence or two: what happened, and what can be done
 *
 * The words that a candidate reads. Every code of #CtError has its own.
 */
void ct_words_for_error (const GError *error, const char **title, char **body);

G_END_DECLS
