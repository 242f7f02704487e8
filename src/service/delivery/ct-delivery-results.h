/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-vue-result.h"
#include "service/rules/ct-catalog.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * CtDeliveryContext:
 * @database: in a transaction that writes
 * @catalog: the program
 * @now: when it is done
 */
typedef struct
{
  CtDatabase *database;
  CtCatalog *catalog;
  GDateTime *now;
} CtDeliveryContext;

/**
 * CtDeliveryOutcome:
 * @refusal: (nullable): why it could not be applied, at least not now
 * @remark: (nullable): what of it was left out
 *
 * What became of something that Pearson VUE told.
 */
typedef struct
{
  char *refusal;
  char *remark;
} CtDeliveryOutcome;

void ct_delivery_outcome_clear (CtDeliveryOutcome *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtDeliveryOutcome, ct_delivery_outcome_clear)

/**
 * CtDeliveryResultFlags:
 * @CT_DELIVERY_RESULT_OVERRULE: also where the result was revoked
 */
typedef enum
{
  CT_DELIVERY_RESULT_DEFAULT = 0,
  CT_DELIVERY_RESULT_OVERRULE = 1 << 0,
} CtDeliveryResultFlags;

/**
 * ct_delivery_results_apply:
 * @outcome: (out caller-allocates): what became of it
 *
 * Makes an attempt of a result, or tells more of one that is there; the authorization and the
 * appointment behind it are then used up, and what it earns is issued. To do it again changes
 * nothing. While a result is held it is kept back, and one that was revoked stays so.
 *
 * Returns: %FALSE with @error set if the database fails; what is wrong with the result is no
 *   error
 */
gboolean ct_delivery_results_apply (CtDeliveryContext *context,
                                    const CtVueResult *result,
                                    CtDeliveryResultFlags flags,
                                    CtDeliveryOutcome *outcome,
                                    GError **error);

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
 * ct_delivery_results_judge:
 * @which: a result, of which only the ids matter
 * @outcome: (out caller-allocates): what became of it
 *
 * Changes whether a result counts.
 *
 * Returns: as ct_delivery_results_apply()
 */
gboolean ct_delivery_results_judge (CtDeliveryContext *context,
                                    const CtVueResult *which,
                                    CtDeliveryVerdict verdict,
                                    CtDeliveryOutcome *outcome,
                                    GError **error);

G_END_DECLS
