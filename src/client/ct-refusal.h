/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "model/ct-problem.h"

G_BEGIN_DECLS

/**
 * ct_refusal_from_failure:
 * @message: what was sent
 * @reason: why no answer came, or only a part of it
 * @answering: whether an answer had begun to come
 *
 * The first of three steps: did an answer come at all?
 *
 * Returns: (transfer full): a %CT_ERROR, or %G_IO_ERROR_CANCELLED if @reason is that
 */
GError *ct_refusal_from_failure (SoupMessage *message, const GError *reason, gboolean answering);

/**
 * ct_refusal_from_status:
 * @message: what was sent, with the head of its answer
 * @body: the body of its answer
 * @problem: (out) (nullable) (transfer full): what the service said of it
 *
 * The second step: is it a good answer? The third, decoding, is up to who asked.
 *
 * Returns: (transfer full): a %CT_ERROR
 */
GError *ct_refusal_from_status (SoupMessage *message, GBytes *body, CtProblem **problem);

G_END_DECLS
