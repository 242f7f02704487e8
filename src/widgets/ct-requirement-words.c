/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-requirement-words.h"

#include <glib/gi18n.h>

gboolean
ct_requirement_is_branch (CtRequirement *self)
{
  return self->kind == CT_REQUIREMENT_KIND_ALL_OF || self->kind == CT_REQUIREMENT_KIND_ANY_OF
         || self->kind == CT_REQUIREMENT_KIND_N_OF;
}

static guint
count_children (CtRequirement *self)
{
  return self->requirements ? g_list_model_get_n_items (G_LIST_MODEL (self->requirements)) : 0;
}

char *
ct_requirement_heading (CtRequirement *self)
{
  guint n_children = count_children (self);
  guint needed = (guint) MAX (self->needed, 1);

  if (self->kind == CT_REQUIREMENT_KIND_ALL_OF || (n_children > 1 && needed == n_children))
    return g_strdup (_ ("All of the following"));
  if (self->kind == CT_REQUIREMENT_KIND_ANY_OF || needed == 1)
    return g_strdup (_ ("Any one of the following"));

  /* Translators: how many are needed, and of how many: "2 of the following 3" */
  return g_strdup_printf (ngettext ("%u of the following %u", "%u of the following %u", n_children),
                          needed, n_children);
}
