/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-basis.h"

static const CtField ct_basis_fields[] = {
  CT_FIELD_OF (CtBasis,
               requirement,
               "requirement",
               OBJECT,
               CT_FIELD_REQUIRED,
               ct_requirement_get_type),
  CT_FIELD (CtBasis, validity_months, "validity-months", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtBasis, not_before, "not-before", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtBasis, is_fallen, "is-fallen", BOOLEAN, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtBasis, ct_basis)

static void
add_evidence (GHashTable *ids, CtRequirement *node)
{
  GListModel *children = (GListModel *) node->requirements;

  if (node->state == CT_REQUIREMENT_STATE_MET && node->met_by != NULL)
    g_hash_table_add (ids, g_strdup (node->met_by));

  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);
      add_evidence (ids, child);
    }
}

GHashTable *
ct_basis_list_evidence (CtRequirement *requirement)
{
  g_return_val_if_fail (CT_IS_REQUIREMENT (requirement), NULL);

  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_evidence (ids, requirement);
  return ids;
}
