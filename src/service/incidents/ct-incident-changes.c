/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-incident-changes.h"

#include "model/ct-company.h"
#include "model/ct-problem.h"
#include "service/delivery/ct-vue-cdd.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"

static void
set_names (CtAccount *account, CtChangeRequest *change)
{
  g_object_set (account, "name", change->name, "given-name", change->given_name, "family-name",
                change->family_name, NULL);
}

static gboolean
is_same (CtAccount *account, CtChangeRequest *change)
{
  if (change->company != NULL)
    return g_strcmp0 (account->company, change->company) == 0;

  return g_strcmp0 (account->name, change->name) == 0
         && g_strcmp0 (account->given_name, change->given_name) == 0
         && g_strcmp0 (account->family_name, change->family_name) == 0;
}

static gboolean
is_about_names (CtProblemReason *reason)
{
  return g_strcmp0 (reason->pointer, "#/given_name") == 0
         || g_strcmp0 (reason->pointer, "#/family_name") == 0;
}

GPtrArray *
ct_incident_changes_check (CtAccount *account, CtChangeRequest *change)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CtAccount) changed = g_object_new (CT_TYPE_ACCOUNT, NULL);

  if (is_same (account, change))
    g_ptr_array_add (reasons,
                     g_object_new (CT_TYPE_PROBLEM_REASON, "detail",
                                   "Your account says this already.", "pointer",
                                   change->company != NULL ? "#/company" : "#/name", NULL));
  if (change->company != NULL)
    return g_steal_pointer (&reasons);

  ct_resource_assign (CT_RESOURCE (changed), CT_RESOURCE (account));
  set_names (changed, change);
  g_autoptr (GPtrArray) faults = ct_vue_cdd_check (changed);
  for (guint i = 0; i < faults->len; i++)
    {
      if (is_about_names (faults->pdata[i]))
        g_ptr_array_add (reasons, g_object_ref (faults->pdata[i]));
    }
  return g_steal_pointer (&reasons);
}

/* A company of the managed list brings with it whether it is a partner. */
static gboolean
set_company (CtDatabase *database, CtAccount *account, const char *name, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  CtCompany *company
      = program != NULL ? ct_company_find_by_name ((GListModel *) program->companies, name) : NULL;
  g_object_set (account, "company", company != NULL ? company->name : name, "is-partner",
                company != NULL && company->is_partner, NULL);
  return TRUE;
}

/* Whoever reads the incident later wants to know what was changed. */
static void
decide (CtChangeRequest *change, CtAccount *account, CtDecision decision)
{
  if (change->company != NULL)
    g_object_set (change, "old-company", account->company, NULL);
  else
    g_object_set (change, "old-name", account->name, "old-given-name", account->given_name,
                  "old-family-name", account->family_name, NULL);
  g_object_set (change, "decision", decision, NULL);
}

static gboolean
apply (const CtIncidentDeed *deed, CtChangeRequest *change, CtAccount *account, GError **error)
{
  if (change->company == NULL)
    set_names (account, change);
  else if (!set_company (deed->database, account, change->company, error))
    return FALSE;

  g_object_set (account, "changed-at", deed->now, NULL);
  return ct_candidate_table_save_account (deed->database, account, NULL, error)
         && (change->company != NULL
             || ct_candidate_table_rename_credentials (deed->database, deed->account_id,
                                                       account->name, deed->now, error))
         && ct_event_table_note (deed->database, deed->account_id, CT_EVENT_KIND_PROFILE_CHANGED,
                                 change->company != NULL ? account->company : account->name,
                                 deed->now, NULL, NULL, error);
}

gboolean
ct_incident_changes_accept (const CtIncidentDeed *deed,
                            CtIncident *incident,
                            CtIncidentMessage *message,
                            GError **error)
{
  g_return_val_if_fail (incident->change != NULL, FALSE);
  g_return_val_if_fail (incident->change->decision == CT_DECISION_WAITING, FALSE);

  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (deed->database, deed->account_id, error);
  if (account == NULL)
    return FALSE;

  decide (incident->change, account, CT_DECISION_ACCEPTED);
  return apply (deed, incident->change, account, error)
         && ct_incidents_answer (deed, incident, message, error)
         && ct_incidents_close (deed, incident, error);
}

gboolean
ct_incident_changes_refuse (const CtIncidentDeed *deed,
                            CtIncident *incident,
                            CtIncidentMessage *message,
                            GError **error)
{
  g_return_val_if_fail (incident->change != NULL, FALSE);
  g_return_val_if_fail (incident->change->decision == CT_DECISION_WAITING, FALSE);

  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (deed->database, deed->account_id, error);
  if (account == NULL)
    return FALSE;

  decide (incident->change, account, CT_DECISION_REFUSED);
  return ct_incidents_answer (deed, incident, message, error);
}
