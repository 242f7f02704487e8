/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * CtEvidence:
 *
 * What a candidate can show: passes, credentials and accepted agreements, laid out for
 * looking up. Inside of the rules only.
 */
typedef struct
{
  GHashTable *passes;      /* exam code → GPtrArray of CtAttempt, the first taken first */
  GHashTable *pending;     /* the same of those whose result has not arrived */
  GHashTable *credentials; /* achievement id → GPtrArray of CtCredential, first issued first */
  GListStore *acceptances; /* (nullable) */
  GHashTable *expected;    /* achievement id → GDateTime at which it is earned if the results that
                            * have not arrived are good */
} CtEvidence;

/**
 * CtFinding:
 * @met: whether it counts
 * @lapsed: whether it counted once and no longer does
 * @pending: whether it may count once its result is there
 * @at: (transfer full) (nullable): since when; if pending, since when it would
 * @by: (transfer none) (nullable): the id of the attempt or credential, if there is one already
 * @until: (transfer full) (nullable): until when it counts; %NULL is for ever
 *
 * What a candidate has to show for one leaf. If it lapsed, the rest tells of the last that
 * counted.
 */
typedef struct
{
  gboolean met;
  gboolean lapsed;
  gboolean pending;
  GDateTime *at;
  const char *by;
  GDateTime *until;
} CtFinding;

void ct_finding_clear (CtFinding *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtFinding, ct_finding_clear)

CtEvidence *ct_evidence_new (CtAccount *account, GPtrArray *attempts, GPtrArray *credentials);
void ct_evidence_free (CtEvidence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtEvidence, ct_evidence_free)

void ct_evidence_add_credential (CtEvidence *self, CtCredential *credential);

/* @credential would be there if every result that has not arrived was a pass. */
void ct_evidence_expect_credential (CtEvidence *self, CtCredential *credential);

/* Of the credentials of an achievement that were issued by @at (nullable: ever), the @nth from
 * the end; 0 is the last. Returns: (transfer none) (nullable) */
CtCredential *
ct_evidence_get_credential (CtEvidence *self, const char *achievement_id, GDateTime *at, guint nth);

/* The best pass at @at, of those taken after @after (nullable: any). Where none counts, the last
 * that is pending. */
CtFinding ct_evidence_find_pass (CtEvidence *self,
                                 const char *code,
                                 int max_age_months,
                                 GDateTime *after,
                                 GDateTime *at);

/* The best credential at @at; one that is revoked, even later, is none. Where none counts, the one
 * that is expected. */
CtFinding ct_evidence_find_held (CtEvidence *self, const char *achievement_id, GDateTime *at);

/* @version: (nullable): the one that counts, or any */
CtFinding ct_evidence_find_acceptance (CtEvidence *self,
                                       const char *agreement_id,
                                       const char *version,
                                       GDateTime *at);

G_END_DECLS
