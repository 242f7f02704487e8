/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-credential.h"
#include "service/rules/ct-basis.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * CtVerdictKind:
 * @CT_VERDICT_ISSUED: there was none
 * @CT_VERDICT_KEPT: it stays as it is, perhaps on other evidence
 * @CT_VERDICT_MOVED: it has other days
 * @CT_VERDICT_REVOKED: nothing meets its requirement any more
 * @CT_VERDICT_RESTORED: something does again, perhaps with other days
 */
typedef enum
{
  CT_VERDICT_ISSUED,
  CT_VERDICT_KEPT,
  CT_VERDICT_MOVED,
  CT_VERDICT_REVOKED,
  CT_VERDICT_RESTORED,
} CtVerdictKind;

/**
 * CtVerdictReason:
 * @CT_VERDICT_REASON_NONE: it is not revoked
 * @CT_VERDICT_REASON_RESULT_REVOKED: the result of an exam was revoked
 * @CT_VERDICT_REASON_RESULT_HELD: the result of an exam is being looked into
 * @CT_VERDICT_REASON_RESULT_CORRECTED: the result of an exam is not a pass
 * @CT_VERDICT_REASON_RESULT_MOVED: the result is somebody else's
 * @CT_VERDICT_REASON_CREDENTIAL: another credential that it needs was revoked
 * @CT_VERDICT_REASON_COVERED: another credential of the achievement is valid at that time
 *
 * Why a credential falls.
 */
typedef enum
{
  CT_VERDICT_REASON_NONE,
  CT_VERDICT_REASON_RESULT_REVOKED,
  CT_VERDICT_REASON_RESULT_HELD,
  CT_VERDICT_REASON_RESULT_CORRECTED,
  CT_VERDICT_REASON_RESULT_MOVED,
  CT_VERDICT_REASON_CREDENTIAL,
  CT_VERDICT_REASON_COVERED,
} CtVerdictReason;

/**
 * CtVerdict:
 * @credential: as it is to be; what is given to ct_judgement_make() is not changed
 * @basis: what it rests on
 * @reason: why it is revoked
 *
 * What becomes of a credential.
 */
typedef struct
{
  CtVerdictKind kind;
  CtCredential *credential;
  CtBasis *basis;
  CtVerdictReason reason;
} CtVerdict;

/**
 * ct_judgement_make:
 * @catalog: the program
 * @account: the candidate
 * @attempts: (element-type CtAttempt): all of the candidate's, in any order
 * @credentials: (element-type CtCredential): those that exist, in any order
 * @bases: (nullable) (element-type CtBasis): what they rest on. One that has no basis, or was
 *   revoked for another reason than its evidence, is a fact that is not judged
 * @since: (nullable): nothing is issued before that; %NULL for no such limit
 * @until: the last instant to look at: now
 *
 * The one rule that says which credentials a candidate has. It walks through the history as it is
 * known now and finds what it earns, as ct-credential-rules.h says; each credential that exists is
 * held against the requirement that it was issued by, and not against the program as it is now. So
 * which credentials are valid, and on which days, follows from what is known, and not from the
 * order in which it arrived. To call it again after its verdicts were carried out keeps everything.
 *
 * A new credential has an id and neither number nor code. A revoked one has neither `revoked-at`
 * nor a reason yet.
 *
 * Returns: (transfer full) (element-type CtVerdict): for each credential that is judged and each
 * new one, those that fall first, then by time
 */
GPtrArray *ct_judgement_make (CtCatalog *catalog,
                              CtAccount *account,
                              GPtrArray *attempts,
                              GPtrArray *credentials,
                              GPtrArray *bases,
                              GDateTime *since,
                              GDateTime *until);

/**
 * ct_judgement_find_basis:
 * @credential: one that has none
 *
 * Returns: (transfer full) (nullable): what @credential rests on if the program was the same when
 * it was issued; %NULL if that would not be enough
 */
CtBasis *ct_judgement_find_basis (CtCatalog *catalog,
                                  CtAccount *account,
                                  GPtrArray *attempts,
                                  GPtrArray *credentials,
                                  CtCredential *credential);

G_END_DECLS
