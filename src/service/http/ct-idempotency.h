/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-routes.h"

G_BEGIN_DECLS

/**
 * ct_idempotency_answer:
 * @route: a private operation that creates something
 *
 * Answers a write that carries an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header):
 * what was done with the key before is not done again, its answer is given once more. A key
 * that comes with another request is refused with 422, one that is missing with 400.
 *
 * A refusal is not kept: what was wrong can be mended and sent with the same key. Nor is an
 * answer that is secret: its link would be there to read long after it was used, so it is made
 * anew.
 */
CtAnswer *ct_idempotency_answer (CtDatabase *database,
                                 const CtRoute *route,
                                 CtRequest *request,
                                 GError **error);

G_END_DECLS
