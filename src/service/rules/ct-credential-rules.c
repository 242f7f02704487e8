/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-credential-rules.h"

#include "service/rules/ct-evidence.h"
#include "service/rules/ct-requirement-rules.h"

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

static gboolean
is_earned (CtAchievement *achievement, CtCatalog *catalog, CtEvidence *evidence, GDateTime *at)
{
  CtRequirementView view = { .catalog = catalog, .evidence = evidence, .at = at };
  const char *id = ct_resource_get_id (CT_RESOURCE (achievement));
  CtCredential *last = ct_evidence_get_credential (evidence, id, NULL, 0);

  if (has_come (achievement->retired_at, at))
    return FALSE;

  if (last != NULL)
    {
      /* One that was issued later is active too: nothing is put in before it. */
      if (ct_credential_rules_get_state (last, at) == CT_CREDENTIAL_STATE_ACTIVE)
        return FALSE;
      ct_requirement_view_set_spent (&view, last);
    }

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, NULL);

  return ct_way_is_enough (&way, &view);
}

static CtCredential *
new_credential (CtAchievement *achievement, CtAccount *account, GDateTime *at, GDateTime *until)
{
  g_autoptr (GDateTime) expires_at
      = ct_credential_rules_get_expiry (at, achievement->validity_months);
  CtCredential *credential
      = g_object_new (CT_TYPE_CREDENTIAL, "achievement-id",
                      ct_resource_get_id (CT_RESOURCE (achievement)), "title", achievement->title,
                      "short-title", achievement->short_title, "kind", achievement->kind, "field",
                      achievement->field, "name", account->name, "issued-at", at, "expires-at",
                      expires_at, NULL);

  g_object_set (credential, "state", ct_credential_rules_get_state (credential, until), NULL);
  return credential;
}

/* The instants at which something can be earned, in order. */

static int
compare_instants (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_date_time_compare (a, b);
}

static void
add_instant (GTree *instants, GDateTime *time)
{
  if (time != NULL)
    g_tree_insert (instants, g_date_time_ref (time), NULL);
}

static GTree *
list_instants (CtAccount *account, GPtrArray *attempts, GPtrArray *credentials, GDateTime *since)
{
  GTree *instants
      = g_tree_new_full (compare_instants, NULL, (GDestroyNotify) g_date_time_unref, NULL);
  GListModel *acceptances = (GListModel *) account->acceptances;

  add_instant (instants, since);
  for (guint i = 0; i < attempts->len; i++)
    add_instant (instants, ((CtAttempt *) attempts->pdata[i])->taken_at);
  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];

      add_instant (instants, credential->issued_at);
      add_instant (instants, credential->expires_at);
    }
  for (guint i = 0; acceptances != NULL && i < g_list_model_get_n_items (acceptances); i++)
    {
      g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (acceptances, i);
      add_instant (instants, acceptance->accepted_at);
    }

  return instants;
}

GPtrArray *
ct_credential_rules_earn (CtCatalog *catalog,
                          CtAccount *account,
                          GPtrArray *attempts,
                          GPtrArray *credentials,
                          GDateTime *since,
                          GDateTime *until)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (until != NULL, NULL);

  g_autoptr (CtEvidence) evidence = ct_evidence_new (account, attempts, credentials);
  g_autoptr (GTree) instants = list_instants (account, attempts, credentials, since);
  g_autoptr (GPtrArray) earned = g_ptr_array_new_with_free_func (g_object_unref);
  GTreeNode *node
      = since != NULL ? g_tree_lower_bound (instants, since) : g_tree_node_first (instants);

  while (node != NULL && has_come (g_tree_node_key (node), until))
    {
      GDateTime *at = g_tree_node_key (node);
      guint n_before;

      /* Again as long as there was something new, since others may need just that. */
      do
        {
          n_before = earned->len;
          for (guint i = 0; i < catalog->achievements->len; i++)
            {
              CtAchievement *achievement = catalog->achievements->pdata[i];

              if (!is_earned (achievement, catalog, evidence, at))
                continue;

              CtCredential *credential = new_credential (achievement, account, at, until);
              ct_evidence_add_credential (evidence, credential);
              add_instant (instants, credential->expires_at);
              g_ptr_array_add (earned, credential);
            }
        }
      while (earned->len > n_before);

      node = g_tree_upper_bound (instants, at);
    }

  return g_steal_pointer (&earned);
}
