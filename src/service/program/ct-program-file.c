/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-program-file.h"

#include <string.h>

#include "model/ct-json.h"
#include "service/program/ct-logo-check.h"
#include "service/program/ct-program-check.h"

G_DEFINE_QUARK (ct-program-file-error-quark, ct_program_file_error)

/* Takes @faults: a line for each. */
static gboolean
refuse_if_any (GPtrArray *faults, GError **error)
{
  if (faults->len == 0)
    return FALSE;

  g_ptr_array_add (faults, NULL);
  g_autofree char *lines = g_strjoinv ("\n", (char **) faults->pdata);
  g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID, lines);
  return TRUE;
}

/* The parser says where it stopped as `<data>:LINE:COLUMN: words`. */
static JsonNode *
read_json (GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  JsonNode *root = ct_json_parse (bytes, &reason);

  if (root == NULL)
    {
      const char *at = strstr (reason->message, "<data>:");

      g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID,
                           at != NULL ? at + strlen ("<data>:") : reason->message);
    }
  return root;
}

static JsonNode *
get_member (JsonNode *root, const char *name)
{
  return JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), name)
                                       : NULL;
}

CtCatalog *
ct_program_file_parse (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (JsonNode) root = read_json (bytes, error);
  if (root == NULL)
    return NULL;

  JsonNode *program_node = get_member (root, "program");
  JsonNode *exams_node = get_member (root, "exams");
  JsonNode *achievements_node = get_member (root, "achievements");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  ct_resource_list_faults (CT_TYPE_PROGRAM, FALSE, program_node, "/program", faults);
  ct_resource_list_faults (CT_TYPE_EXAM, TRUE, exams_node, "/exams", faults);
  ct_resource_list_faults (CT_TYPE_ACHIEVEMENT, TRUE, achievements_node, "/achievements", faults);
  if (refuse_if_any (faults, error))
    return NULL;

  g_autoptr (CtProgram) program = ct_resource_from_json (CT_TYPE_PROGRAM, program_node, error);
  g_autoptr (GPtrArray) exams
      = program != NULL ? ct_resource_list_from_json (CT_TYPE_EXAM, exams_node, error) : NULL;
  g_autoptr (GPtrArray) achievements
      = exams != NULL ? ct_resource_list_from_json (CT_TYPE_ACHIEVEMENT, achievements_node, error)
                      : NULL;
  if (achievements == NULL)
    return NULL;

  g_autoptr (GPtrArray) nonsense = ct_program_check (program, exams, achievements);
  if (refuse_if_any (nonsense, error))
    return NULL;

  return ct_catalog_new (program, exams, achievements);
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
  return !refuse_if_any (faults, error);
}

/* Puts the file's name in front of each line. */
static void
name_file (GError *error, GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (words, "%s%s:%s%s", i > 0 ? "\n" : "", name,
                            g_ascii_isdigit (*lines[i]) ? "" : " ", lines[i]);
  g_free (error->message);
  error->message = g_string_free_and_steal (g_steal_pointer (&words));
}

CtCatalog *
ct_program_file_load (GFile *file, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (bytes == NULL)
    return NULL;

  g_autoptr (CtCatalog) catalog = ct_program_file_parse (bytes, &reason);
  if (catalog != NULL && load_logos (catalog, file, &reason))
    return g_steal_pointer (&catalog);

  name_file (reason, file);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
