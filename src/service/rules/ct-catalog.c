/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-catalog.h"

/* By id; the first of those that share one. */
static GHashTable *
index_by_id (GPtrArray *resources)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < resources->len; i++)
    {
      const char *id = ct_resource_get_id (resources->pdata[i]);

      if (id != NULL && !g_hash_table_contains (index, id))
        g_hash_table_insert (index, (gpointer) id, resources->pdata[i]);
    }

  return index;
}

CtCatalog *
ct_catalog_new (CtProgram *program, GPtrArray *exams, GPtrArray *achievements)
{
  g_return_val_if_fail (CT_IS_PROGRAM (program), NULL);
  g_return_val_if_fail (exams != NULL, NULL);
  g_return_val_if_fail (achievements != NULL, NULL);

  CtCatalog *self = g_atomic_rc_box_new0 (CtCatalog);

  self->program = g_object_ref (program);
  self->exams = g_ptr_array_ref (exams);
  self->achievements = g_ptr_array_ref (achievements);
  self->exams_by_code = index_by_id (exams);
  self->achievements_by_id = index_by_id (achievements);

  return self;
}

CtCatalog *
ct_catalog_ref (CtCatalog *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
ct_catalog_clear (gpointer data)
{
  CtCatalog *self = data;

  g_hash_table_unref (self->exams_by_code);
  g_hash_table_unref (self->achievements_by_id);
  g_ptr_array_unref (self->exams);
  g_ptr_array_unref (self->achievements);
  g_clear_pointer (&self->logos, g_hash_table_unref);
  g_object_unref (self->program);
}

void
ct_catalog_unref (CtCatalog *self)
{
  g_atomic_rc_box_release_full (self, ct_catalog_clear);
}

CtExam *
ct_catalog_get_exam (CtCatalog *self, const char *code)
{
  return code != NULL ? g_hash_table_lookup (self->exams_by_code, code) : NULL;
}

CtAchievement *
ct_catalog_get_achievement (CtCatalog *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->achievements_by_id, id) : NULL;
}

CtAgreement *
ct_catalog_get_agreement (CtCatalog *self, const char *id)
{
  GListModel *agreements = (GListModel *) self->program->agreements;

  if (agreements == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (agreements); i++)
    {
      g_autoptr (CtAgreement) agreement = g_list_model_get_item (agreements, i);

      if (g_strcmp0 (ct_resource_get_id (CT_RESOURCE (agreement)), id) == 0)
        return agreement; /* the program keeps it */
    }

  return NULL;
}
