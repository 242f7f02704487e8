/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-next-step.h"

#include <glib/gi18n.h>

#include "widgets/ct-requirement-words.h"

/* Among all-of any open child will do, and the first is meant to come first. Where there is a
 * choice, what is furthest is nearest. */
static CtRequirement *
choose_child (CtRequirement *requirement)
{
  GListModel *children = G_LIST_MODEL (requirement->requirements);
  CtRequirement *best = NULL;

  for (guint i = 0; children && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);

      if (child->state == CT_REQUIREMENT_STATE_MET
          || (child->retired && child->kind != CT_REQUIREMENT_KIND_ACHIEVEMENT))
        continue;
      if (best == NULL
          || (requirement->kind != CT_REQUIREMENT_KIND_ALL_OF && child->fraction > best->fraction))
        best = child;
    }
  return best;
}

CtRequirement *
ct_next_step_find (CtRequirement *requirement)
{
  while (requirement && requirement->state != CT_REQUIREMENT_STATE_MET
         && ct_requirement_is_branch (requirement))
    requirement = choose_child (requirement);

  return requirement && requirement->state != CT_REQUIREMENT_STATE_MET ? requirement : NULL;
}

char *
ct_next_step_describe (gpointer self, CtRequirement *requirement)
{
  CtRequirement *step = ct_next_step_find (requirement);
  const char *title, *code;

  if (step == NULL)
    return g_strdup ("");

  title = step->title ? step->title : step->ref;
  code = step->ref ? step->ref : "";
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
