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
 * @is_known: it says just what is known already
 *
 * What became of something that Pearson VUE told.
 */
typedef struct
{
  char *refusal;
  char *remark;
  gboolean is_known;
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

/*< private: for the verdicts >*/

/* Returns: the name of @result, as it is stored. */
const char *ct_delivery_results_get_nick (CtResult result);

/* Notes that a result came, if it did since it was @before, and issues what it earns. */
gboolean ct_delivery_results_settle (CtDeliveryContext *context,
                                     const char *account_id,
                                     CtAttempt *attempt,
                                     CtResult before,
                                     GError **error);

G_END_DECLS
