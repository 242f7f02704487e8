/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-exam-needs.h"

#include "widgets/ct-format.h"
#include "widgets/ct-next-step.h"

/* A program's trees are not as deep as this; one that goes in circles would be. */
#define MAX_DEPTH 32

static void
collect (CtCollection *progress,
         CtRequirement *requirement,
         gboolean only_open,
         int depth,
         GHashTable *codes)
{
  GListModel *children = G_LIST_MODEL (requirement->requirements);
  gboolean is_exam = requirement->kind == CT_REQUIREMENT_KIND_EXAM
                     || requirement->kind == CT_REQUIREMENT_KIND_ASSESSMENT;

  if (depth > MAX_DEPTH || (only_open && ct_next_step_is_settled (requirement)))
    return;

  if (is_exam && requirement->ref != NULL && !(only_open && requirement->retired))
    g_hash_table_add (codes, g_strdup (requirement->ref));

  if (requirement->kind == CT_REQUIREMENT_KIND_ACHIEVEMENT && requirement->ref != NULL)
    {
      CtProgress *other = ct_collection_find (progress, requirement->ref);

      if (other != NULL && other->requirement != NULL && !(only_open && other->retired))
        collect (progress, other->requirement, only_open, depth + 1, codes);
    }

  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);

      collect (progress, child, only_open, depth + 1, codes);
    }
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GHashTable *
ct_exam_needs_of (CtCollection *progress, CtProgress *achievement)
{
  g_return_val_if_fail (CT_IS_COLLECTION (progress), NULL);
  g_return_val_if_fail (CT_IS_PROGRESS (achievement), NULL);

  GHashTable *codes = new_set ();

  if (achievement->requirement != NULL)
    collect (progress, achievement->requirement, FALSE, 0, codes);
  return codes;
}

/* The tree of what is to be done; %NULL if nothing is, or not soon. */
static CtRequirement *
get_task (CtProgress *progress)
{
  if (progress->retired)
    return NULL;
  if (progress->state != CT_PROGRESS_STATE_HELD)
    return progress->requirement;

  return ct_format_is_soon (NULL, progress->valid_until) ? progress->renewal : NULL;
}

static GHashTable *
collect_tasks (CtCollection *progress, gboolean only_of_held)
{
  GListModel *all = G_LIST_MODEL (progress);
  GHashTable *codes = new_set ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (CtProgress) one = g_list_model_get_item (all, i);

      CtRequirement *task = get_task (one);

      if (task != NULL && (!only_of_held || one->state == CT_PROGRESS_STATE_HELD))
        collect (progress, task, TRUE, 0, codes);
    }
  return codes;
}

GHashTable *
ct_exam_needs_still (CtCollection *progress)
{
  g_return_val_if_fail (CT_IS_COLLECTION (progress), NULL);

  return collect_tasks (progress, FALSE);
}

GHashTable *
ct_exam_needs_to_renew (CtCollection *progress)
{
  g_return_val_if_fail (CT_IS_COLLECTION (progress), NULL);

  return collect_tasks (progress, TRUE);
}
