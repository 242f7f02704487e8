/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-next-step.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"
#include "widgets/ct-requirement-words.h"

/* How many children a group takes. */
static guint
get_needed (CtRequirement *group, guint n_children)
{
  if (group->kind == CT_REQUIREMENT_KIND_ALL_OF)
    return n_children;
  return group->kind == CT_REQUIREMENT_KIND_N_OF ? (guint) MAX (group->needed, 1) : 1;
}

static gboolean
is_closed (CtRequirement *requirement)
{
  return requirement->retired && requirement->kind != CT_REQUIREMENT_KIND_ACHIEVEMENT;
}

gboolean
ct_next_step_is_settled (CtRequirement *requirement)
{
  GListModel *children = G_LIST_MODEL (requirement->requirements);
  guint n_children = children ? g_list_model_get_n_items (children) : 0;
  guint n_settled = 0;

  if (requirement->state == CT_REQUIREMENT_STATE_MET)
    return TRUE;
  if (!ct_requirement_is_branch (requirement))
    return requirement->state == CT_REQUIREMENT_STATE_PENDING;

  for (guint i = 0; i < n_children; i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);

      n_settled += ct_next_step_is_settled (child);
    }
  return n_children > 0 && n_settled >= get_needed (requirement, n_children);
}

/* Among all-of any open child will do, and the first is meant to come first. Where there is a
 * choice, what is furthest is nearest. */
static CtRequirement *
find_in_children (CtRequirement *requirement)
{
  GListModel *children = G_LIST_MODEL (requirement->requirements);
  gboolean is_choice = requirement->kind != CT_REQUIREMENT_KIND_ALL_OF;
  CtRequirement *best = NULL;
  double furthest = -1;

  for (guint i = 0; children && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);
      CtRequirement *step = ct_next_step_find (child);

      if (step && !is_closed (child) && (best == NULL || (is_choice && child->fraction > furthest)))
        {
          best = step;
          furthest = child->fraction;
        }
    }
  return best;
}

/* Nothing is to do while results may be enough. */
CtRequirement *
ct_next_step_find (CtRequirement *requirement)
{
  if (requirement == NULL || ct_next_step_is_settled (requirement))
    return NULL;

  return ct_requirement_is_branch (requirement) ? find_in_children (requirement) : requirement;
}

gboolean
ct_next_step_is_awaited (CtRequirement *requirement)
{
  GListModel *children = requirement ? G_LIST_MODEL (requirement->requirements) : NULL;

  if (requirement == NULL || requirement->state == CT_REQUIREMENT_STATE_MET)
    return FALSE;

  for (guint i = 0; children && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);

      if (ct_next_step_is_awaited (child))
        return TRUE;
    }
  return requirement->state == CT_REQUIREMENT_STATE_PENDING;
}

char *
ct_next_step_describe (gpointer self, CtRequirement *requirement)
{
  CtRequirement *step = ct_next_step_find (requirement);
  g_autofree char *code = NULL;
  const char *title;

  if (step == NULL)
    return g_strdup ("");

  title = step->title ? step->title : step->ref;
  code = ct_isolate (NULL, step->ref);
  switch (step->kind)
    {
    case CT_REQUIREMENT_KIND_EXAM:
      /* Translators: the code and the title of an exam */
      return g_strdup_printf (_ ("Pass exam %s: %s"), code, title);
    case CT_REQUIREMENT_KIND_ASSESSMENT:
      /* Translators: the code and the title of an assessment */
      return g_strdup_printf (_ ("Pass assessment %s: %s"), code, title);
    case CT_REQUIREMENT_KIND_ACHIEVEMENT:
      /* Translators: the name of an achievement */
      return g_strdup_printf (_ ("Earn %s"), title);
    case CT_REQUIREMENT_KIND_AGREEMENT:
      /* Translators: the name of an agreement */
      return g_strdup_printf (_ ("Accept the %s"), title);
    case CT_REQUIREMENT_KIND_ALL_OF:
    case CT_REQUIREMENT_KIND_ANY_OF:
    case CT_REQUIREMENT_KIND_N_OF:
    default:
      return g_strdup ("");
    }
}

static char *
describe_task (CtRequirement *renewal)
{
  g_autofree char *step = ct_next_step_describe (NULL, renewal);

  if (*step)
    /* Translators: %s is something to do, such as "Pass exam 250-428" */
    return g_strdup_printf (_ ("To renew it: %s"), step);
  if (ct_next_step_is_awaited (renewal))
    return g_strdup (_ ("Waiting for a result"));
  if (renewal->state == CT_REQUIREMENT_STATE_MET)
    return g_strdup (_ ("The next one begins then"));

  return NULL;
}

char *
ct_next_step_describe_renewal (gpointer self, GDateTime *valid_until, CtRequirement *renewal)
{
  g_autofree char *task
      = renewal && ct_format_is_soon (NULL, valid_until) ? describe_task (renewal) : NULL;
  g_autofree char *day = NULL;
  g_autofree char *expiry = NULL;

  if (valid_until == NULL)
    return ct_format_expiry (NULL, NULL);

  day = ct_format_day (NULL, valid_until);
  /* Translators: %s is a date */
  expiry = g_strdup_printf (_ ("Expires on %s"), day);
  return task ? g_strdup_printf ("%s · %s", expiry, task) : g_steal_pointer (&expiry);
}
