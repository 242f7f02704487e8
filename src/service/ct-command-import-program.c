/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-commands.h"
#include "service/ct-plural.h"
#include "service/program/ct-program-file.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-store.h"

static gpointer
save (CtDatabase *database, gpointer data, GError **error)
{
  ct_program_table_save (database, data, error);
  return NULL;
}

int
ct_command_import_program (int argc, char *argv[])
{
  g_autofree char *data_dir = NULL;
  gboolean begins = FALSE;
  g_auto (GStrv) files = NULL;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "Where the data is", "DIR" },
    { "create", 0, 0, G_OPTION_ARG_NONE, &begins, "Make DIR if no service has its data there",
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (CtCatalog) catalog = NULL;
  g_autoptr (CtStore) store = NULL;
  GError *error = NULL;

  g_option_context_set_summary (context, "Makes FILE the program of the service. What candidates "
                                         "did and earned stays. The service may run meanwhile.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (data_dir == NULL || files == NULL || g_strv_length (files) != 1)
    return ct_command_fail (CT_EXIT_USAGE,
                            g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                 "One FILE and --data-dir DIR are needed."));

  g_autoptr (GFile) file = g_file_new_for_commandline_arg (files[0]);
  catalog = ct_program_file_load (file, &error);
  if (catalog == NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  store = begins ? ct_store_open (data_dir, &error) : ct_store_open_existing (data_dir, &error);
  if (store == NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  ct_store_run (store, CT_STORE_WRITE, save, catalog, &error);
  ct_store_close (store);
  if (error != NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_print ("“%s” has %u %s and %u %s.\n", catalog->program->name, catalog->exams->len,
           ct_plural (catalog->exams->len, "exam or assessment", "exams and assessments"),
           catalog->achievements->len,
           ct_plural (catalog->achievements->len, "achievement", "achievements"));
  return CT_EXIT_OK;
}
