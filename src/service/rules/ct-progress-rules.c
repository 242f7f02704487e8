/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-progress-rules.h"

#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-evidence.h"
#include "service/rules/ct-requirement-rules.h"

/* Whether everything but agreements is there. */
static gboolean
lacks_only_agreements (CtAchievement *achievement, CtRequirementView view)
{
  view.assume_agreements = TRUE;

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, NULL);

  return way.started && ct_way_is_enough (&way, &view);
}

/* What counts towards the credential after @last, which is active: nothing if none will come. */
static CtRequirement *
look_ahead (CtAchievement *achievement, CtRequirementView view, CtCredential *last)
{
  CtRequirement *tree = NULL;

  if (last->expires_at == NULL)
    return NULL;
  ct_requirement_view_set_spent (&view, last);

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, &tree);

  return tree;
}

static CtProgress *
compute_one (CtAchievement *achievement, CtCatalog *catalog, CtEvidence *evidence, GDateTime *now)
{
  CtRequirementView view = { .catalog = catalog, .evidence = evidence, .at = now };
  const char *id = ct_resource_get_id (CT_RESOURCE (achievement));
  gboolean retired
      = achievement->retired_at != NULL && g_date_time_compare (achievement->retired_at, now) <= 0;
  CtCredential *last = ct_evidence_get_credential (evidence, id, now, 0);
  CtCredentialState last_state
      = last != NULL ? ct_credential_rules_get_state (last, now) : CT_CREDENTIAL_STATE_EXPIRED;
  gboolean held = last_state == CT_CREDENTIAL_STATE_ACTIVE;
  /* While one is held, the tree shows what that one was earned with. */
  CtCredential *spent = held ? ct_evidence_get_credential (evidence, id, now, 1) : last;
  g_autoptr (CtRequirement) tree = NULL;
  g_autoptr (CtRequirement) renewal
      = held && !retired ? look_ahead (achievement, view, last) : NULL;
  CtProgressState state;

  if (spent != NULL)
    ct_requirement_view_set_spent (&view, spent);

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, &tree);
  int done = held ? way.total : way.done;

  if (held)
    state = CT_PROGRESS_STATE_HELD;
  else if (!retired && way.state != CT_REQUIREMENT_STATE_MET
           && lacks_only_agreements (achievement, view))
    state = CT_PROGRESS_STATE_WAITING;
  else if (last != NULL)
    state = last_state == CT_CREDENTIAL_STATE_REVOKED ? CT_PROGRESS_STATE_REVOKED
                                                      : CT_PROGRESS_STATE_EXPIRED;
  else
    state = way.started || way.pending ? CT_PROGRESS_STATE_IN_PROGRESS
                                       : CT_PROGRESS_STATE_NOT_STARTED;

  return g_object_new (CT_TYPE_PROGRESS, "id", id, "title", achievement->title, "short-title",
                       achievement->short_title, "kind", achievement->kind, "summary",
                       achievement->summary, "field", achievement->field, "state", state, "done",
                       done, "total", way.total, "fraction", (double) done / way.total,
                       "credential-id",
                       last != NULL ? ct_resource_get_id (CT_RESOURCE (last)) : NULL, "valid-until",
                       held ? last->expires_at : NULL, "partners-only", achievement->partners_only,
                       "retired", retired, "requirement", tree, "renewal", renewal, NULL);
}

/* @attempts as if every result that has not arrived was a pass, and when the first of those
 * was taken: %NULL if there is none by @now. */
static GPtrArray *
assume_passes (GPtrArray *attempts, GDateTime *now, GDateTime **first)
{
  GPtrArray *assumed = g_ptr_array_new_full (attempts->len, g_object_unref);

  for (guint i = 0; i < attempts->len; i++)
    {
      CtAttempt *attempt = attempts->pdata[i];

      if (attempt->result == CT_RESULT_PENDING && attempt->taken_at != NULL
          && g_date_time_compare (attempt->taken_at, now) <= 0)
        {
          if (*first == NULL || g_date_time_compare (attempt->taken_at, *first) < 0)
            *first = attempt->taken_at;
          g_ptr_array_add (assumed, g_object_new (CT_TYPE_ATTEMPT, "exam-code", attempt->exam_code,
                                                  "taken-at", attempt->taken_at, "result",
                                                  CT_RESULT_PASSED, NULL));
        }
      else
        g_ptr_array_add (assumed, g_object_ref (attempt));
    }

  return assumed;
}

/* Finds what will be issued if the results that have not arrived are good, since others may
 * need it. */
static void
expect_credentials (CtEvidence *evidence,
                    CtCatalog *catalog,
                    CtAccount *account,
                    GPtrArray *attempts,
                    GPtrArray *credentials,
                    GDateTime *now)
{
  GDateTime *first = NULL;
  g_autoptr (GPtrArray) assumed = assume_passes (attempts, now, &first);

  if (first == NULL)
    return;

  g_autoptr (GPtrArray) earned
      = ct_credential_rules_earn (catalog, account, assumed, credentials, first, now);

  for (guint i = 0; i < earned->len; i++)
    {
      CtCredential *credential = earned->pdata[i];

      if (credential->state == CT_CREDENTIAL_STATE_ACTIVE)
        ct_evidence_expect_credential (evidence, credential);
    }
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

  expect_credentials (evidence, catalog, account, attempts, credentials, now);
  for (guint i = 0; i < catalog->achievements->len; i++)
    g_ptr_array_add (list, compute_one (catalog->achievements->pdata[i], catalog, evidence, now));

  return g_steal_pointer (&list);
}
