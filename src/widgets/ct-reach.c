/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-reach.h"

/* A program's trees are not as deep as this; one that goes in circles would be. */
#define MAX_DEPTH 32

typedef struct
{
  CtCollection *all;
  gboolean is_partner;
} Reach;

static gboolean can_earn (const Reach *self, CtProgress *progress, int depth);

static gboolean
can_meet (const Reach *self, CtRequirement *requirement, int depth)
{
  GListModel *children = G_LIST_MODEL (requirement->requirements);
  guint n = children != NULL ? g_list_model_get_n_items (children) : 0;
  guint n_met = 0;
  CtProgress *other;

  if (requirement->state == CT_REQUIREMENT_STATE_MET
      || requirement->state == CT_REQUIREMENT_STATE_PENDING)
    return TRUE;
  if (depth > MAX_DEPTH)
    return FALSE;

  switch (requirement->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      return !requirement->retired;
    case CT_REQUIREMENT_KIND_AGREEMENT:
      return TRUE;
    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
      other = requirement->ref != NULL ? ct_collection_find (self->all, requirement->ref) : NULL;
      return other != NULL && can_earn (self, other, depth + 1);
    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      break;
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);

      n_met += can_meet (self, child, depth + 1);
    }
  if (requirement->kind == CT_REQUIREMENT_KIND_ALL_OF)
    return n_met == n;
  return n_met >= (requirement->kind == CT_REQUIREMENT_KIND_N_OF
                       ? (guint) MAX (requirement->needed, 1)
                       : 1);
}

static gboolean
can_earn (const Reach *self, CtProgress *progress, int depth)
{
  return !progress->retired && !ct_reach_is_for_others (progress, self->is_partner)
         && (progress->requirement == NULL || can_meet (self, progress->requirement, depth));
}

gboolean
ct_reach_is_possible (CtProgress *progress, CtCollection *all, gboolean is_partner)
{
  Reach reach = { all, is_partner };

  g_return_val_if_fail (CT_IS_PROGRESS (progress), FALSE);
  g_return_val_if_fail (CT_IS_COLLECTION (all), FALSE);

  return can_earn (&reach, progress, 0);
}

gboolean
ct_reach_is_for_others (CtProgress *progress, gboolean is_partner)
{
  g_return_val_if_fail (CT_IS_PROGRESS (progress), FALSE);

  return progress->partners_only && !is_partner && progress->state != CT_PROGRESS_STATE_HELD;
}

int
ct_reach_compare (CtProgress *a, CtProgress *b)
{
  int missing = (a->total - a->done) - (b->total - b->done);

  if (missing != 0)
    return missing;
  return a->fraction > b->fraction ? -1 : a->fraction < b->fraction;
}
