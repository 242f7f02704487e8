/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "service/delivery/ct-vue-writer.h"

G_BEGIN_DECLS

/* Candidate demographic data: who a candidate is, for Pearson VUE. */

/**
 * ct_vue_cdd_check:
 * @account: a candidate
 *
 * Says what Pearson VUE would refuse the candidate for, before it does: what is missing, too
 * long, or in letters that it does not take.
 *
 * Returns: (transfer full) (element-type CtProblemReason): the reasons, with pointers into the
 *   account; none if it is complete
 */
GPtrArray *ct_vue_cdd_check (CtAccount *account);

/**
 * ct_vue_cdd_new:
 *
 * Returns: (transfer full): a CDD file without rows
 */
CtVueWriter *ct_vue_cdd_new (void);

/**
 * ct_vue_cdd_add:
 * @account: a candidate for whom ct_vue_cdd_check() finds nothing
 *
 * Adds a row. Its time is that of the candidate's last change, not ours.
 */
void ct_vue_cdd_add (CtVueWriter *writer, CtAccount *account);

G_END_DECLS
