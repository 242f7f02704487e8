/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-delivery-results.h"

G_BEGIN_DECLS

/**
 * CtDeliveryVerdict:
 * @CT_DELIVERY_VERDICT_HOLD: the result is looked into, and pending meanwhile
 * @CT_DELIVERY_VERDICT_RELEASE: it is as it was
 * @CT_DELIVERY_VERDICT_REVOKE: it was taken back, and what it earned with it
 * @CT_DELIVERY_VERDICT_UNREVOKE: it counts again
 */
typedef enum
{
  CT_DELIVERY_VERDICT_HOLD,
  CT_DELIVERY_VERDICT_RELEASE,
  CT_DELIVERY_VERDICT_REVOKE,
  CT_DELIVERY_VERDICT_UNREVOKE,
} CtDeliveryVerdict;

/**
 * ct_delivery_verdicts_apply:
 * @which: a result, of which only the ids matter
 * @outcome: (out caller-allocates): what became of it
 *
 * Changes whether a result counts.
 *
 * Returns: as ct_delivery_results_apply()
 */
gboolean ct_delivery_verdicts_apply (CtDeliveryContext *context,
                                     const CtVueResult *which,
                                     CtDeliveryVerdict verdict,
                                     CtDeliveryOutcome *outcome,
                                     GError **error);

G_END_DECLS
