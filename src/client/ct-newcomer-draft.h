/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_NEWCOMER_DRAFT (ct_newcomer_draft_get_type ())
G_DECLARE_FINAL_TYPE (CtNewcomerDraft, ct_newcomer_draft, CT, NEWCOMER_DRAFT, CtResource)

/**
 * CtNewcomerDraft:
 * @email: to which the code is mailed
 * @company_id: the employer, of the program's list; empty if it is not in it
 * @code: as it came by mail
 * @is_invitation: whether the code hands over an account that is there already
 * @candidate_id: of an invitation
 * @company: of an invitation: from whose partner record
 * @given_name: as on the identification
 * @family_name: as on the identification
 * @name: as printed on certificates, if it differs; of an invitation: whose account it is
 * @user_name: what they will sign in with
 * @password: the same
 * @has_report: whether there is an earlier exam to claim
 * @registration_id: the number on its score report
 * @accepts_terms: whether the terms and the privacy notice are accepted
 *
 * What somebody without an account has said so far to get one. It is kept in memory until they
 * have it, whatever happens to what shows it. No text is unset.
 */
struct _CtNewcomerDraft
{
  CtResource parent_instance;

  char *email;
  char *company_id;
  char *code;
  gboolean is_invitation;
  char *candidate_id;
  char *company;
  char *given_name;
  char *family_name;
  char *name;
  char *user_name;
  char *password;
  gboolean has_report;
  char *registration_id;
  gboolean accepts_terms;
};

CtNewcomerDraft *ct_newcomer_draft_new (void);

/* Begins anew. */
void ct_newcomer_draft_clear (CtNewcomerDraft *self);

G_END_DECLS
