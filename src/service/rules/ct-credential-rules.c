/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-credential-rules.h"

#include "service/rules/ct-judgement.h"

static gboolean
has_come (GDateTime *time, GDateTime *now)
{
  return time != NULL && g_date_time_compare (time, now) <= 0;
}

CtCredentialState
ct_credential_rules_get_state (CtCredential *credential, GDateTime *now)
{
  g_return_val_if_fail (CT_IS_CREDENTIAL (credential), CT_CREDENTIAL_STATE_REVOKED);
  g_return_val_if_fail (now != NULL, CT_CREDENTIAL_STATE_REVOKED);

  if (has_come (credential->revoked_at, now))
    return CT_CREDENTIAL_STATE_REVOKED;
  if (has_come (credential->expires_at, now))
    return CT_CREDENTIAL_STATE_EXPIRED;
  return CT_CREDENTIAL_STATE_ACTIVE;
}

GDateTime *
ct_credential_rules_get_expiry (GDateTime *issued_at, int months)
{
  g_return_val_if_fail (issued_at != NULL, NULL);

  if (months < 1)
    return NULL;

  g_autoptr (GDateTime) utc = g_date_time_to_utc (issued_at);
  return g_date_time_add_months (utc, months); /* beyond the year 9999 there is no such time */
}

GPtrArray *
ct_credential_rules_earn (CtCatalog *catalog,
                          CtAccount *account,
                          GPtrArray *attempts,
                          GPtrArray *credentials,
                          GDateTime *since,
                          GDateTime *until)
{
  g_autoptr (GPtrArray) verdicts
      = ct_judgement_make (catalog, account, attempts, credentials, NULL, since, until);
  GPtrArray *earned = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < verdicts->len; i++)
    g_ptr_array_add (earned, g_object_ref (((CtVerdict *) verdicts->pdata[i])->credential));
  return earned;
}
