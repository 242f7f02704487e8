/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-program-file.h"

#include "model/ct-json.h"
#include "service/program/ct-logo-check.h"
#include "service/program/ct-program-check.h"

G_DEFINE_QUARK (ct-program-file-error-quark, ct_program_file_error)

static JsonNode *
get_member (JsonNode *root, const char *name, GError **error)
{
  JsonNode *node = JSON_NODE_HOLDS_OBJECT (root)
                       ? json_object_get_member (json_node_get_object (root), name)
                       : NULL;

  if (node == NULL)
    g_set_error (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID, "/%s: it is missing",
                 name);
  return node;
}

static GPtrArray *
read_list (JsonNode *root, const char *name, GType type, GError **error)
{
  JsonNode *node = get_member (root, name, error);
  GPtrArray *list;

  if (node == NULL)
    return NULL;

  list = ct_resource_list_from_json (type, node, error);
  if (list == NULL)
    g_prefix_error (error, "/%s", name);
  return list;
}

static CtProgram *
read_program (JsonNode *root, GError **error)
{
  JsonNode *node = get_member (root, "program", error);
  CtProgram *program;

  if (node == NULL)
    return NULL;

  program = ct_resource_from_json (CT_TYPE_PROGRAM, node, error);
  if (program == NULL)
    g_prefix_error (error, "/program");
  return program;
}

static CtCatalog *
parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = ct_json_parse (bytes, error);

  if (root == NULL)
    return NULL;

  g_autoptr (CtProgram) program = read_program (root, error);
  if (program == NULL)
    return NULL;

  g_autoptr (GPtrArray) exams = read_list (root, "exams", CT_TYPE_EXAM, error);
  if (exams == NULL)
    return NULL;

  g_autoptr (GPtrArray) achievements = read_list (root, "achievements", CT_TYPE_ACHIEVEMENT, error);
  if (achievements == NULL)
    return NULL;

  g_autoptr (GPtrArray) faults = ct_program_check (program, exams, achievements);
  if (faults->len > 0)
    {
      g_ptr_array_add (faults, NULL);
      g_autofree char *lines = g_strjoinv ("\n", (char **) faults->pdata);
      g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID, lines);
      return NULL;
    }

  return ct_catalog_new (program, exams, achievements);
}

CtCatalog *
ct_program_file_parse (GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  CtCatalog *catalog = parse (bytes, &reason);
  if (catalog == NULL)
    g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID,
                         reason->message);
  return catalog;
}

/* Returns: (nullable): what is wrong with it, in @fault */
static GBytes *
load_logo (GFile *folder, const char *name, char **fault)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = NULL;

  if (!g_file_has_prefix (file, folder))
    {
      *fault = g_strdup ("it is not beside the program file");
      return NULL;
    }

  svg = g_file_load_bytes (file, NULL, NULL, &error);
  if (svg == NULL)
    *fault = g_strdup (error->message);
  else
    *fault = ct_logo_check (svg);
  return *fault == NULL ? g_steal_pointer (&svg) : NULL;
}

static gboolean
load_logos (CtCatalog *catalog, GFile *program_file, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (program_file);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  catalog->logos
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < catalog->achievements->len; i++)
    {
      CtAchievement *achievement = g_ptr_array_index (catalog->achievements, i);
      g_autofree char *fault = NULL;
      GBytes *svg;

      if (achievement->logo == NULL || g_hash_table_contains (catalog->logos, achievement->logo))
        continue;

      svg = load_logo (folder, achievement->logo, &fault);
      if (svg != NULL)
        g_hash_table_insert (catalog->logos, g_strdup (achievement->logo), svg);
      else
        g_ptr_array_add (faults, g_strdup_printf ("/achievements/%u/logo: %s", i, fault));
    }
  if (faults->len == 0)
    return TRUE;

  g_ptr_array_add (faults, NULL);
  g_autofree char *lines = g_strjoinv ("\n", (char **) faults->pdata);
  g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID, lines);
  return FALSE;
}

CtCatalog *
ct_program_file_load (GFile *file, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  g_autoptr (CtCatalog) catalog = bytes != NULL ? ct_program_file_parse (bytes, error) : NULL;

  return catalog != NULL && load_logos (catalog, file, error) ? g_steal_pointer (&catalog) : NULL;
}
