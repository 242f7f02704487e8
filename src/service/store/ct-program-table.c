/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-program-table.h"

#include <string.h>

#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

static gboolean
save_list (CtDatabase *database, const char *table, GPtrArray *items, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *position = g_strdup_printf ("%u", i);

      if (!ct_row_put (database, table, g_ptr_array_index (items, i), error, "position", position))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_logos (CtDatabase *database, GHashTable *logos, GError **error)
{
  GHashTableIter iter;
  gpointer name, bytes;

  if (logos == NULL)
    return TRUE;
  if (!ct_database_execute (database, "DELETE FROM logos", error))
    return FALSE;

  g_hash_table_iter_init (&iter, logos);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autofree char *content = g_strndup (data, length);

      if (!ct_statement_run (ct_statement_new (database,
                                               "INSERT INTO logos (name, content) VALUES (?, ?)",
                                               (const char *) name, content),
                             error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ct_program_table_save (CtDatabase *database, CtCatalog *catalog, GError **error)
{
  return ct_database_execute (database,
                              "DELETE FROM programs;"
                              "DELETE FROM exams;"
                              "DELETE FROM achievements;",
                              error)
         && ct_row_put (database, "programs", catalog->program, error)
         && save_list (database, "exams", catalog->exams, error)
         && save_list (database, "achievements", catalog->achievements, error)
         && save_logos (database, catalog->logos, error);
}

CtProgram *
ct_program_table_get_program (CtDatabase *database, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (database, "SELECT * FROM programs");

  return ct_statement_read_one (statement, CT_TYPE_PROGRAM, error);
}

GBytes *
ct_program_table_get_logo (CtDatabase *database, const char *name, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT content FROM logos WHERE name = ?", name);

  if (!ct_statement_next (statement, error))
    return NULL;

  const char *content = ct_statement_get_text (statement, "content");
  return g_bytes_new (content, strlen (content));
}

CtCatalog *
ct_program_table_load (CtDatabase *database, GError **error)
{
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, error);
  g_autoptr (GPtrArray) exams = NULL;
  g_autoptr (GPtrArray) achievements = NULL;

  if (program == NULL)
    return NULL;

  g_autoptr (CtStatement) all_exams
      = ct_statement_new (database, "SELECT * FROM exams ORDER BY position");
  exams = ct_statement_read_all (all_exams, CT_TYPE_EXAM, error);
  if (exams == NULL)
    return NULL;

  g_autoptr (CtStatement) all_achievements
      = ct_statement_new (database, "SELECT * FROM achievements ORDER BY position");
  achievements = ct_statement_read_all (all_achievements, CT_TYPE_ACHIEVEMENT, error);
  if (achievements == NULL)
    return NULL;

  return ct_catalog_new (program, exams, achievements);
}
