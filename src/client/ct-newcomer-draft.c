/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-newcomer-draft.h"

static const CtField ct_newcomer_draft_fields[] = {
  CT_FIELD (CtNewcomerDraft, email, "email", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, company_id, "company-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, code, "code", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, is_invitation, "is-invitation", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, candidate_id, "candidate-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, company, "company", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, given_name, "given-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, family_name, "family-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, name, "name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, user_name, "user-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, password, "password", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, has_report, "has-report", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, registration_id, "registration-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtNewcomerDraft, accepts_terms, "accepts-terms", BOOLEAN, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtNewcomerDraft, ct_newcomer_draft)

void
ct_newcomer_draft_clear (CtNewcomerDraft *self)
{
  g_return_if_fail (CT_IS_NEWCOMER_DRAFT (self));

  for (guint i = 0; i < G_N_ELEMENTS (ct_newcomer_draft_fields); i++)
    {
      const CtField *field = &ct_newcomer_draft_fields[i];

      if (field->kind == CT_FIELD_STRING)
        g_object_set (self, field->name, "", NULL);
      else
        g_object_set (self, field->name, FALSE, NULL);
    }
}

CtNewcomerDraft *
ct_newcomer_draft_new (void)
{
  CtNewcomerDraft *self = g_object_new (CT_TYPE_NEWCOMER_DRAFT, NULL);

  ct_newcomer_draft_clear (self);
  return self;
}
