/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-authorization.h"
#include "model/ct-eligibility.h"
#include "model/ct-testing-profile.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/* Days and years are counted in UTC from the second at which an exam began; at the very second
 * at which a wait ends, it is over. */

/**
 * ct_eligibility_rules_check:
 * @catalog: the program
 * @exam: one of its exams
 * @account: the candidate; only the acceptances matter
 * @profile: what Pearson VUE knows of the candidate
 * @attempts: (element-type CtAttempt): all of the candidate's, in any order
 * @authorizations: (element-type CtAuthorization): all of the candidate's, in any order
 * @now: the instant to say it for
 *
 * Says whether the candidate can register for @exam now, and if not, all that keeps them from
 * it:
 *
 * - an assessment is not taken at Pearson VUE, and a retired exam nowhere; one that retires
 *   before an appointment can be made is as good as retired;
 * - a pass stands for `repeat-months`, for ever if there are none; a revoked result is a failed
 *   try;
 * - Pearson VUE keeps one open authorization for an exam;
 * - after a failed try, `retake-days` pass until the next, and after the third in a row and any
 *   later `later-retake-days`; not to come is no try;
 * - `attempts-per-year` limits the tries within any twelve months;
 * - the present version of the exam's agreement has to be accepted;
 * - the profile has to be complete and not refused.
 *
 * Nothing that it is given changes, so it may run in any thread.
 *
 * Returns: (transfer full): the answer
 */
CtEligibility *ct_eligibility_rules_check (CtCatalog *catalog,
                                           CtExam *exam,
                                           CtAccount *account,
                                           CtTestingProfile *profile,
                                           GPtrArray *attempts,
                                           GPtrArray *authorizations,
                                           GDateTime *now);

/**
 * ct_eligibility_rules_get_state:
 *
 * Returns: the state of @authorization at @now: what is stored, or expired if its last day is
 *   over and nothing came of it
 */
CtAuthorizationState ct_eligibility_rules_get_state (CtAuthorization *authorization,
                                                     GDateTime *now);

/* Returns: whether an authorization in @state stands in the way of another for its exam. */
gboolean ct_eligibility_rules_is_open (CtAuthorizationState state);

G_END_DECLS
