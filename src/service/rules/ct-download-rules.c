/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-download-rules.h"

#include <string.h>

#include "service/rules/ct-credential-rules.h"

static CtAgreement *
find_agreement (CtProgram *program, const char *id)
{
  GListModel *agreements = G_LIST_MODEL (program->agreements);

  for (guint i = 0; agreements != NULL && i < g_list_model_get_n_items (agreements); i++)
    {
      g_autoptr (CtAgreement) agreement = g_list_model_get_item (agreements, i);

      if (g_strcmp0 (ct_resource_get_id (CT_RESOURCE (agreement)), id) == 0)
        return g_steal_pointer (&agreement);
    }
  return NULL;
}

/* Whether these terms stand in the way: a newer version has to be accepted anew. */
static gboolean
is_accepted (CtProgram *program, CtAccount *account, const char *agreement_id)
{
  g_autoptr (CtAgreement) agreement = find_agreement (program, agreement_id);
  GListModel *acceptances = G_LIST_MODEL (account->acceptances);

  for (guint i = 0;
       agreement != NULL && acceptances != NULL && i < g_list_model_get_n_items (acceptances); i++)
    {
      g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (acceptances, i);

      if (strcmp (acceptance->agreement_id, agreement_id) == 0
          && strcmp (acceptance->version, agreement->version) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_offered (CtDownloadRule *rule, CtCredential *credential)
{
  GEnumClass *kinds = g_type_class_get (CT_TYPE_ACHIEVEMENT_KIND);
  const char *kind = g_enum_get_value (kinds, credential->kind)->value_nick;

  return rule->kinds == NULL || g_strv_contains ((const char *const *) rule->kinds, kind);
}

static CtEntitlement
apply (CtDownloadRule *rule,
       CtProgram *program,
       CtAccount *account,
       CtCredential *credential,
       GDateTime *now)
{
  CtCredentialState state = ct_credential_rules_get_state (credential, now);

  if (state == CT_CREDENTIAL_STATE_REVOKED)
    return CT_ENTITLEMENT_REVOKED;
  if (rule == NULL)
    return CT_ENTITLEMENT_GRANTED;
  if (!is_offered (rule, credential))
    return CT_ENTITLEMENT_NOT_OFFERED;
  if (state == CT_CREDENTIAL_STATE_EXPIRED && !rule->expired_too)
    return CT_ENTITLEMENT_EXPIRED;
  if (rule->agreement_id != NULL && !is_accepted (program, account, rule->agreement_id))
    return CT_ENTITLEMENT_TERMS_MISSING;
  return CT_ENTITLEMENT_GRANTED;
}

CtEntitlement
ct_download_rules_may_have_certificate (CtProgram *program,
                                        CtAccount *account,
                                        CtCredential *credential,
                                        GDateTime *now)
{
  return apply (program->certificate_rule, program, account, credential, now);
}

CtEntitlement
ct_download_rules_may_have_logo (CtProgram *program,
                                 CtAccount *account,
                                 CtCredential *credential,
                                 const char *logo,
                                 GDateTime *now)
{
  CtEntitlement entitlement = apply (program->logo_rule, program, account, credential, now);

  if (entitlement != CT_ENTITLEMENT_REVOKED && (program->logo_rule == NULL || logo == NULL))
    return CT_ENTITLEMENT_NOT_OFFERED;
  return entitlement;
}

const char *
ct_download_rules_explain (CtEntitlement entitlement)
{
  switch (entitlement)
    {
    case CT_ENTITLEMENT_GRANTED:
      return NULL;
    case CT_ENTITLEMENT_TERMS_MISSING:
      return "Accept the terms of use in their present version first.";
    case CT_ENTITLEMENT_EXPIRED:
      return "This credential has expired.";
    case CT_ENTITLEMENT_REVOKED:
      return "This credential was revoked.";
    case CT_ENTITLEMENT_NOT_OFFERED:
      return "The program does not offer this.";
    default:
      g_assert_not_reached ();
    }
}
