/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup/ct-backup.h"
#include "service/ct-commands.h"

int
ct_command_restore (int argc, char *argv[])
{
  g_autofree char *data_dir = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) files = NULL;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "Where the data is to be", "DIR" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GError *error = NULL;

  g_option_context_set_summary (
      context, "Puts FILE, which “backup” wrote, in place of the data in DIR. Stop the service "
               "first. What was in DIR is kept in a directory beside it.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (data_dir == NULL || files == NULL || g_strv_length (files) != 1)
    return ct_command_fail (CT_EXIT_USAGE,
                            g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                 "One FILE and --data-dir DIR are needed."));

  if (!ct_backup_restore (files[0], data_dir, &kept, &error))
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_print ("“%s” was restored.\n", data_dir);
  if (kept != NULL)
    g_print ("The data that was there before is in “%s”; remove it when you no longer need it.\n",
             kept);
  return CT_EXIT_OK;
}
