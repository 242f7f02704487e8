/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-authorization.h"
#include "model/ct-eligibility.h"
#include "model/ct-testing-profile.h"
#include "service/rules/ct-catalog.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/* What candidates do themselves on the way to an exam at Pearson VUE. */

/**
 * ct_delivery_registration_get_profile:
 *
 * Returns: (transfer full): where the candidate stands at Pearson VUE, or %NULL with @error set
 */
CtTestingProfile *
ct_delivery_registration_get_profile (CtDatabase *database, const char *account_id, GError **error);

/**
 * ct_delivery_registration_check:
 * @exam: an exam of @catalog
 *
 * Returns: (transfer full): whether the candidate can register for @exam, or %NULL with @error
 *   set
 */
CtEligibility *ct_delivery_registration_check (CtDatabase *database,
                                               CtCatalog *catalog,
                                               const char *account_id,
                                               CtExam *exam,
                                               GDateTime *now,
                                               GError **error);

/**
 * ct_delivery_registration_check_all:
 *
 * Returns: (transfer full) (element-type CtEligibility): the same for each exam of @catalog, in its
 *   order, or %NULL with @error set
 */
GPtrArray *ct_delivery_registration_check_all (CtDatabase *database,
                                               CtCatalog *catalog,
                                               const char *account_id,
                                               GDateTime *now,
                                               GError **error);

/**
 * ct_delivery_registration_authorize:
 * @exam: one that the candidate can register for
 * @eligibility: as ct_delivery_registration_check() said
 *
 * Registers a candidate. Pearson VUE is told with the next export.
 *
 * Returns: (transfer full): the authorization, or %NULL with @error set
 */
CtAuthorization *ct_delivery_registration_authorize (CtDatabase *database,
                                                     const char *account_id,
                                                     CtExam *exam,
                                                     CtEligibility *eligibility,
                                                     GDateTime *now,
                                                     GError **error);

/**
 * ct_delivery_registration_cancel:
 * @authorization: an open one
 * @refusal: (out) (transfer full) (nullable): why it cannot be taken back
 *
 * Returns: %FALSE with @error set if the database fails
 */
gboolean ct_delivery_registration_cancel (CtDatabase *database,
                                          const char *account_id,
                                          CtAuthorization *authorization,
                                          GDateTime *now,
                                          char **refusal,
                                          GError **error);

/**
 * ct_delivery_registration_open_hand_over:
 * @expires_at: (out) (transfer full): until when it can be used
 *
 * Returns: (transfer full): a secret by which a browser can be handed over once, or %NULL with
 *   @error set
 */
char *ct_delivery_registration_open_hand_over (CtDatabase *database,
                                               const char *account_id,
                                               GDateTime *now,
                                               GDateTime **expires_at,
                                               GError **error);

/**
 * ct_delivery_registration_use_hand_over:
 * @account_id: (out) (transfer full) (nullable): whose it is; %NULL if the secret is none, is
 *   too old, or was used
 *
 * Returns: %FALSE with @error set if the database fails
 */
gboolean ct_delivery_registration_use_hand_over (CtDatabase *database,
                                                 const char *token,
                                                 GDateTime *now,
                                                 char **account_id,
                                                 GError **error);

G_END_DECLS
