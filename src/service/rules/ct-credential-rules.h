/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-credential.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/*
 * What counts:
 *
 * - a pass, from when the exam or assessment was taken, for as many calendar months as the
 *   requirement says, also if the exam was retired since; a revoked result never;
 * - an achievement while a credential of it is active;
 * - an agreement once its present version was accepted.
 *
 * A credential is earned at the instant at which its tree is met, unless the achievement is
 * retired by then or is still held. Once it has expired, passes count towards a new one only
 * if they were taken after it was issued; once it was revoked, only if they were taken after
 * that, and then something must have been earned since. So whoever passes again before the
 * end has the next credential from the second at which the old one ends. A credential that was
 * revoked counts towards no other.
 *
 * Months are calendar months in UTC: a month after 31 January is the last day of February. At
 * the very second of its expiry, a thing is no longer valid.
 */

/**
 * ct_credential_rules_get_state:
 *
 * Returns: the state of @credential at @now; what is stored in it is not looked at
 */
CtCredentialState ct_credential_rules_get_state (CtCredential *credential, GDateTime *now);

/**
 * ct_credential_rules_get_expiry:
 * @months: how long it lasts; less than 1 is for ever
 *
 * Returns: (transfer full) (nullable): when what was issued at @issued_at ends, in UTC
 */
GDateTime *ct_credential_rules_get_expiry (GDateTime *issued_at, int months);

/**
 * ct_credential_rules_earn:
 * @catalog: the program
 * @account: the candidate
 * @attempts: (element-type CtAttempt): all of the candidate's, in any order
 * @credentials: (element-type CtCredential): those that exist already, in any order
 * @since: (nullable): the first instant to look at, such as the oldest attempt of those that
 *   just came in; %NULL for the whole history
 * @until: the last instant to look at: now
 *
 * Walks through the candidate's history and finds what was earned from @since to @until and
 * has no credential yet, prerequisites before what is built on them. To call it again with
 * its result among @credentials finds nothing.
 *
 * Returns: (transfer full) (element-type CtCredential): the new credentials, the first earned
 *   first. All is set but `number` and `verification-code`; the state is that at @until.
 */
GPtrArray *ct_credential_rules_earn (CtCatalog *catalog,
                                     CtAccount *account,
                                     GPtrArray *attempts,
                                     GPtrArray *credentials,
                                     GDateTime *since,
                                     GDateTime *until);

G_END_DECLS
