/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-progress-rules.h"

#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-evidence.h"
#include "service/rules/ct-requirement-rules.h"

/* Whether everything but agreements is there, and is enough for a new credential. */
static gboolean
lacks_only_agreements (CtAchievement *achievement, CtRequirementView view, CtCredential *last)
{
  view.assume_agreements = TRUE;

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, NULL);

  if (way.state != CT_REQUIREMENT_STATE_MET || way.newest == NULL)
    return FALSE;
  return last == NULL
         || ct_credential_rules_get_state (last, view.at) != CT_CREDENTIAL_STATE_REVOKED
         || g_date_time_compare (way.newest, view.after) > 0;
}

static CtProgressState
get_state (CtAchievement *achievement,
           const CtRequirementView *view,
           const CtWay *way,
           CtCredential *last,
           gboolean retired)
{
  if (last != NULL && ct_credential_rules_get_state (last, view->at) == CT_CREDENTIAL_STATE_ACTIVE)
    return CT_PROGRESS_STATE_HELD;

  if (!retired && way->state != CT_REQUIREMENT_STATE_MET
      && lacks_only_agreements (achievement, *view, last))
    return CT_PROGRESS_STATE_WAITING;

  if (last != NULL)
    return ct_credential_rules_get_state (last, view->at) == CT_CREDENTIAL_STATE_REVOKED
               ? CT_PROGRESS_STATE_REVOKED
               : CT_PROGRESS_STATE_EXPIRED;

  return way->started ? CT_PROGRESS_STATE_IN_PROGRESS : CT_PROGRESS_STATE_NOT_STARTED;
}

static CtProgress *
compute_one (CtAchievement *achievement, CtCatalog *catalog, CtEvidence *evidence, GDateTime *now)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (achievement));
  CtCredential *last = ct_evidence_get_credential (evidence, id, now, 0);
  CtRequirementView view = { .catalog = catalog, .evidence = evidence, .at = now };
  gboolean held
      = last != NULL && ct_credential_rules_get_state (last, now) == CT_CREDENTIAL_STATE_ACTIVE;
  gboolean retired
      = achievement->retired_at != NULL && g_date_time_compare (achievement->retired_at, now) <= 0;
  /* While one is held, the tree shows what that one was earned with. */
  CtCredential *spent = held ? ct_evidence_get_credential (evidence, id, now, 1) : last;
  g_autoptr (CtRequirement) tree = NULL;

  if (spent != NULL)
    view.after = ct_credential_rules_get_bar (spent, now);

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, &tree);
  int done = held ? way.total : way.done;

  return g_object_new (CT_TYPE_PROGRESS, "id", id, "title", achievement->title, "short-title",
                       achievement->short_title, "kind", achievement->kind, "summary",
                       achievement->summary, "field", achievement->field, "state",
                       get_state (achievement, &view, &way, last, retired), "done", done, "total",
                       way.total, "fraction", (double) done / way.total, "credential-id",
                       last != NULL ? ct_resource_get_id (CT_RESOURCE (last)) : NULL, "valid-until",
                       held ? last->expires_at : NULL, "retired", retired, "requirement", tree,
                       NULL);
}

GPtrArray *
ct_progress_rules_compute (CtCatalog *catalog,
                           CtAccount *account,
                           GPtrArray *attempts,
                           GPtrArray *credentials,
                           GDateTime *now)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr (CtEvidence) evidence = ct_evidence_new (account, attempts, credentials);
  g_autoptr (GPtrArray) list = g_ptr_array_new_full (catalog->achievements->len, g_object_unref);

  for (guint i = 0; i < catalog->achievements->len; i++)
    g_ptr_array_add (list, compute_one (catalog->achievements->pdata[i], catalog, evidence, now));

  return g_steal_pointer (&list);
}
