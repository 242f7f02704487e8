/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-progress.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * ct_progress_rules_compute:
 * @catalog: the program
 * @account: the candidate; only the acceptances matter
 * @attempts: (element-type CtAttempt): all of the candidate's, in any order
 * @credentials: (element-type CtCredential): all of the candidate's, in any order; their
 *   `state` is not looked at, since it depends on @now
 * @now: the instant to say it for; what happened later is not seen
 *
 * Says how far the candidate is towards every achievement, as ct-credential-rules.h defines
 * what counts. Nothing that it is given changes, so it may run in any thread.
 *
 * `done` and `total` count the leaves of the way on which the fewest are left, avoiding
 * exams that can no longer be taken; `fraction` is the one by the other, and 1 while the
 * achievement is held. An accepted agreement is no start on its own: the state stays
 * %CT_PROGRESS_STATE_NOT_STARTED until something else is met or waits for its result,
 * as an achievement that is needed does if the results to come are enough for it.
 * `renewal` looks at the passes since the credential that is held was issued, as they will
 * count when it has expired.
 *
 * Returns: (transfer full) (element-type CtProgress): one for each achievement, in the order
 *   of the program; each has a tree of its own
 */
GPtrArray *ct_progress_rules_compute (CtCatalog *catalog,
                                      CtAccount *account,
                                      GPtrArray *attempts,
                                      GPtrArray *credentials,
                                      GDateTime *now);

G_END_DECLS
