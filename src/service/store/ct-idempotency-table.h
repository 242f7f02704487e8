/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * CtIdempotentAnswer:
 * @fingerprint: of the request that it answered
 * @status: the HTTP status
 * @content_type: (nullable): of @content
 * @content: (nullable): text
 *
 * What was answered to a write.
 */
typedef struct
{
  char *fingerprint;
  guint status;
  char *content_type;
  char *content;
} CtIdempotentAnswer;

void ct_idempotent_answer_free (CtIdempotentAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtIdempotentAnswer, ct_idempotent_answer_free)

/**
 * ct_idempotency_table_find:
 * @key: the Idempotency-Key
 *
 * Returns: (transfer full) (nullable): what was answered to the write with that key, or %NULL
 *   without an error if there was none
 */
CtIdempotentAnswer *ct_idempotency_table_find (CtDatabase *database,
                                               const char *account_id,
                                               const char *key,
                                               GError **error);

/**
 * ct_idempotency_table_save:
 *
 * Keeps an answer, in the transaction of what it answers.
 */
gboolean ct_idempotency_table_save (CtDatabase *database,
                                    const char *account_id,
                                    const char *key,
                                    const CtIdempotentAnswer *answer,
                                    GDateTime *now,
                                    GError **error);

/* A chore: removes the answers that are older than a day. */
gboolean ct_idempotency_table_tidy (CtDatabase *database, GDateTime *now, GError **error);

G_END_DECLS
