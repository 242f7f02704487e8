/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "service/delivery/ct-delivery-results.h"

G_BEGIN_DECLS

/*
 * Results that Pearson VUE sent for a candidate ID that nobody has: of people who took an exam
 * before they had an account. They are kept until they are claimed by their registration
 * number, which the score report shows.
 */

/**
 * ct_unclaimed_keep:
 * @result: with a registration number; the name may be unknown
 *
 * Keeps @result, or what is new of it.
 */
gboolean
ct_unclaimed_keep (CtDatabase *database, const CtVueResult *result, GDateTime *now, GError **error);

/**
 * ct_unclaimed_find_owner:
 * @candidate_id: that Pearson VUE gives with it
 *
 * Returns: (transfer full) (nullable): who has claimed it, or %NULL without an error
 */
char *ct_unclaimed_find_owner (CtDatabase *database,
                               const char *registration_id,
                               const char *candidate_id,
                               GError **error);

/**
 * ct_unclaimed_find_match:
 * @registration_id: as typed; spaces and dashes don't matter
 * @account: whose name it must bear: case, accents and spaces don't matter
 *
 * A result whose name Pearson VUE did not tell matches nobody: the Program Support Team has to
 * look at the score report.
 *
 * Returns: (transfer full) (nullable): the number under which it is kept; %NULL without an
 *   error if there is none, it bears another name, or another has claimed it
 */
char *ct_unclaimed_find_match (CtDatabase *database,
                               const char *registration_id,
                               CtAccount *account,
                               GError **error);

/**
 * ct_unclaimed_claim:
 * @registration_id: as ct_unclaimed_find_match() gave it
 * @account_id: who claims it
 *
 * Makes it an attempt of the account, with what it earns.
 */
gboolean ct_unclaimed_claim (CtDeliveryContext *context,
                             const char *registration_id,
                             const char *account_id,
                             GError **error);

G_END_DECLS
