/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-requirement-rules.h"

#include "service/rules/ct-credential-rules.h"

void
ct_requirement_view_set_spent (CtRequirementView *self, CtCredential *spent)
{
  self->anew = ct_credential_rules_get_state (spent, self->at) == CT_CREDENTIAL_STATE_REVOKED;
  self->after = self->anew ? spent->revoked_at : spent->issued_at;
}

void
ct_way_clear (CtWay *self)
{
  g_clear_pointer (&self->met_at, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_clear_pointer (&self->newest, g_date_time_unref);
}

gboolean
ct_way_is_enough (const CtWay *self, const CtRequirementView *view)
{
  if (self->state != CT_REQUIREMENT_STATE_MET)
    return FALSE;
  return !view->anew
         || (self->newest != NULL && g_date_time_compare (self->newest, view->after) > 0);
}

static void
take_later (GDateTime **latest, GDateTime *time)
{
  if (time != NULL && (*latest == NULL || g_date_time_compare (time, *latest) > 0))
    {
      g_clear_pointer (latest, g_date_time_unref);
      *latest = g_date_time_ref (time);
    }
}

/* Leaves. */

static gboolean
is_retired (GDateTime *retired_at, GDateTime *at)
{
  return retired_at != NULL && g_date_time_compare (retired_at, at) <= 0;
}

/* What meets a leaf of a tree that a credential was issued by. Of an agreement any version counts:
 * the one that was accepted first was the present one then. */
static CtFinding
look_up_as_issued (CtRequirement *leaf, const CtRequirementView *view)
{
  switch (leaf->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      return ct_evidence_find_pass (view->evidence, leaf->ref, leaf->max_age_months, view->after,
                                    view->at);
    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
      return ct_evidence_find_held (view->evidence, leaf->ref, view->at);
    case CT_REQUIREMENT_KIND_AGREEMENT:
      return ct_evidence_find_acceptance (view->evidence, leaf->ref, NULL, view->at);
    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      return (CtFinding) { 0 };
    }
}

/* What the leaf points to, or nothing if it leads nowhere: its title, and whether it can no
 * longer be earned. */
static CtFinding
look_up (CtRequirement *leaf, const CtRequirementView *view, const char **title, gboolean *retired)
{
  CtExam *exam;
  CtAchievement *achievement;
  CtAgreement *agreement;

  switch (leaf->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      exam = ct_catalog_get_exam (view->catalog, leaf->ref);
      if (exam == NULL)
        break;
      *title = exam->title;
      *retired = is_retired (exam->retired_at, view->at);
      return ct_evidence_find_pass (view->evidence, leaf->ref, leaf->max_age_months, view->after,
                                    view->at);

    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
      achievement = ct_catalog_get_achievement (view->catalog, leaf->ref);
      if (achievement == NULL)
        break;
      *title = achievement->title;
      *retired = is_retired (achievement->retired_at, view->at);
      return ct_evidence_find_held (view->evidence, leaf->ref, view->at);

    case CT_REQUIREMENT_KIND_AGREEMENT:
      agreement = ct_catalog_get_agreement (view->catalog, leaf->ref);
      if (agreement == NULL)
        break;
      *title = agreement->title;
      *retired = FALSE;
      return ct_evidence_find_acceptance (view->evidence, leaf->ref, agreement->version, view->at);

    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      break;
    }

  *title = leaf->ref;
  *retired = TRUE;
  return (CtFinding) { 0 };
}

static CtWay
walk_leaf (CtRequirement *leaf, const CtRequirementView *view, CtRequirement *copy)
{
  const char *title = NULL;
  gboolean retired = FALSE;
  gboolean is_agreement = leaf->kind == CT_REQUIREMENT_KIND_AGREEMENT;
  g_auto (CtFinding) finding
      = view->as_issued ? look_up_as_issued (leaf, view) : look_up (leaf, view, &title, &retired);
  gboolean met = finding.met || (is_agreement && view->assume_agreements);
  CtWay way = {
    .state = met               ? CT_REQUIREMENT_STATE_MET
             : finding.pending ? CT_REQUIREMENT_STATE_PENDING
             : finding.lapsed  ? CT_REQUIREMENT_STATE_LAPSED
                               : CT_REQUIREMENT_STATE_OPEN,
    .started = met && !is_agreement,
    .pending = finding.pending,
    .done = met,
    .total = 1,
    .blocked = !met && !finding.pending && retired,
  };

  if (met)
    {
      take_later (&way.met_at, finding.at);
      take_later (&way.until, finding.until);
      if (!is_agreement)
        take_later (&way.newest, finding.at);
    }

  if (copy != NULL)
    g_object_set (copy, "title", leaf->title != NULL ? leaf->title : title, "met-at", finding.at,
                  "met-by", finding.by, "valid-until", finding.until, "retired",
                  retired && leaf->kind <= CT_REQUIREMENT_KIND_ASSESSMENT, NULL);

  return way;
}

/* Groups. */

/* The shorter way first: least that is impossible, least that is left, most that is done. */
static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const CtWay *way_a = a;
  const CtWay *way_b = b;
  int left_a = way_a->total - way_a->done;
  int left_b = way_b->total - way_b->done;

  if (way_a->blocked != way_b->blocked)
    return way_a->blocked - way_b->blocked;
  if (left_a != left_b)
    return left_a - left_b;
  return way_b->done - way_a->done;
}

/* The earlier first; what never ends last. */
static int
compare_times (gconstpointer a, gconstpointer b)
{
  GDateTime *time_a = *(GDateTime *const *) a;
  GDateTime *time_b = *(GDateTime *const *) b;

  if (time_a == NULL || time_b == NULL)
    return (time_a == NULL) - (time_b == NULL);
  return g_date_time_compare (time_a, time_b);
}

/* A group is met since the last needed one of its children was, and until so many of them
 * have ended that too few are left. */
static void
set_times (CtWay *way, GArray *children, guint needed)
{
  g_autoptr (GPtrArray) since = g_ptr_array_new ();
  g_autoptr (GPtrArray) until = g_ptr_array_new ();

  for (guint i = 0; i < children->len; i++)
    {
      const CtWay *child = &g_array_index (children, CtWay, i);

      if (child->state == CT_REQUIREMENT_STATE_MET)
        {
          g_ptr_array_add (since, child->met_at);
          g_ptr_array_add (until, child->until);
          take_later (&way->newest, child->newest);
        }
    }

  g_ptr_array_sort (since, compare_times);
  g_ptr_array_sort (until, compare_times);
  take_later (&way->met_at, since->pdata[needed - 1]);
  take_later (&way->until, until->pdata[until->len - needed]);
}

static CtRequirementState
get_group_state (GArray *children, guint needed)
{
  guint n_met = 0;
  gboolean any_partial = FALSE;
  gboolean any_pending = FALSE;
  gboolean any_lapsed = FALSE;

  for (guint i = 0; i < children->len; i++)
    {
      CtRequirementState state = g_array_index (children, CtWay, i).state;

      n_met += state == CT_REQUIREMENT_STATE_MET;
      any_partial |= state == CT_REQUIREMENT_STATE_PARTIAL;
      any_pending |= state == CT_REQUIREMENT_STATE_PENDING;
      any_lapsed |= state == CT_REQUIREMENT_STATE_LAPSED;
    }

  if (needed > 0 && n_met >= needed)
    return CT_REQUIREMENT_STATE_MET;
  if (n_met > 0 || any_partial)
    return CT_REQUIREMENT_STATE_PARTIAL;
  if (any_pending)
    return CT_REQUIREMENT_STATE_PENDING;
  return any_lapsed ? CT_REQUIREMENT_STATE_LAPSED : CT_REQUIREMENT_STATE_OPEN;
}

static guint
get_needed (CtRequirement *group, guint n_children)
{
  switch (group->kind)
    {
    case CT_REQUIREMENT_KIND_ANY_OF:
      return 1;
    case CT_REQUIREMENT_KIND_N_OF:
      return MAX (group->needed, 0);
    default:
      return n_children;
    }
}

static CtWay
walk_group (CtRequirement *group, const CtRequirementView *view, CtRequirement *copy)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (CtWay));
  GListModel *list = (GListModel *) group->requirements;
  guint n_children = list != NULL ? g_list_model_get_n_items (list) : 0;
  guint needed = get_needed (group, n_children);
  CtWay way = { 0 };

  g_array_set_clear_func (children, (GDestroyNotify) ct_way_clear);
  for (guint i = 0; i < n_children; i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (list, i);
      g_autoptr (CtRequirement) child_copy = NULL;
      CtWay child_way = ct_requirement_rules_walk (child, view, copy != NULL ? &child_copy : NULL);

      g_array_append_val (children, child_way);
      way.started |= child_way.started;
      way.pending |= child_way.pending;
      if (copy != NULL)
        ct_resource_append (CT_RESOURCE (copy), "requirements", CT_RESOURCE (child_copy));
    }

  way.state = get_group_state (children, needed);
  if (way.state == CT_REQUIREMENT_STATE_MET)
    set_times (&way, children, needed);

  g_array_sort (children, compare_ways);
  for (guint i = 0; i < MIN (needed, n_children); i++)
    {
      const CtWay *child = &g_array_index (children, CtWay, i);

      way.done += child->done;
      way.total += child->total;
      way.blocked += child->blocked;
    }
  if (needed == 0 || needed > n_children)
    {
      way.total++;
      way.blocked++;
    }

  if (copy != NULL)
    g_object_set (copy, "title", group->title, "met-at", way.met_at, "valid-until", way.until,
                  NULL);

  return way;
}

CtWay
ct_requirement_rules_walk (CtRequirement *requirement,
                           const CtRequirementView *view,
                           CtRequirement **copy)
{
  CtRequirement *filled = NULL;
  CtWay way;

  if (copy != NULL)
    {
      filled
          = g_object_new (CT_TYPE_REQUIREMENT, "id", ct_resource_get_id (CT_RESOURCE (requirement)),
                          "kind", requirement->kind, "needed", requirement->needed, "ref",
                          requirement->ref, "max-age-months", requirement->max_age_months, NULL);
      *copy = filled;
    }

  if (requirement->kind <= CT_REQUIREMENT_KIND_N_OF)
    way = walk_group (requirement, view, filled);
  else
    way = walk_leaf (requirement, view, filled);

  if (filled != NULL)
    g_object_set (filled, "state", way.state, "fraction", (double) way.done / way.total, NULL);

  return way;
}
