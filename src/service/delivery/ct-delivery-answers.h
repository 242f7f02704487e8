/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-delivery-results.h"
#include "service/delivery/ct-vue-confirmation.h"

G_BEGIN_DECLS

/**
 * ct_delivery_answers_apply:
 * @kind: what @answer is about
 * @outcome: (out caller-allocates): what became of it
 *
 * Takes Pearson VUE's answer to a candidate or an authorization that was sent. What was used or
 * cancelled meanwhile stays so.
 *
 * Returns: %FALSE with @error set if the database fails
 */
gboolean ct_delivery_answers_apply (CtDeliveryContext *context,
                                    CtVueConfirmationKind kind,
                                    const CtVueConfirmation *answer,
                                    CtDeliveryOutcome *outcome,
                                    GError **error);

G_END_DECLS
