/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-authorization.h"
#include "service/delivery/ct-vue-writer.h"

G_BEGIN_DECLS

/* Exam authorization data: who may take what, and when, for Pearson VUE. */

/**
 * CtVueTransaction:
 * @CT_VUE_TRANSACTION_ADD: Pearson VUE does not have it
 * @CT_VUE_TRANSACTION_UPDATE: Pearson VUE has it otherwise
 * @CT_VUE_TRANSACTION_DELETE: Pearson VUE has it and must not
 */
typedef enum
{
  CT_VUE_TRANSACTION_ADD,
  CT_VUE_TRANSACTION_UPDATE,
  CT_VUE_TRANSACTION_DELETE,
} CtVueTransaction;

/**
 * ct_vue_ead_choose:
 * @authorization: what is to be told
 * @was_sent: whether it was sent before
 *
 * What was sent and never answered is updated: whether it arrived cannot be known, and Pearson
 * VUE says so if it did not.
 */
CtVueTransaction ct_vue_ead_choose (CtAuthorization *authorization, gboolean was_sent);

CtVueWriter *ct_vue_ead_new (void);

/**
 * ct_vue_ead_add:
 * @candidate_id: of the candidate whose it is, as in the CDD
 *
 * Adds a row.
 *
 * Returns: (transfer full) (nullable): why it cannot be sent; %NULL if it was added
 */
char *ct_vue_ead_add (CtVueWriter *writer,
                      CtAuthorization *authorization,
                      const char *candidate_id,
                      CtVueTransaction transaction);

G_END_DECLS
