/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup/ct-backup.h"
#include "service/ct-commands.h"

int
ct_command_backup (int argc, char *argv[])
{
  g_autofree char *data_dir = NULL;
  g_auto (GStrv) files = NULL;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "Where the data is", "DIR" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GError *error = NULL;
  goffset size;

  g_option_context_set_summary (
      context,
      "Writes all that a restore needs to FILE, a tar archive, and checks it. The service "
      "may run meanwhile. A FILE that is there is replaced only when the new one is whole.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (data_dir == NULL || files == NULL || g_strv_length (files) != 1)
    return ct_command_fail (CT_EXIT_USAGE,
                            g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                 "One FILE and --data-dir DIR are needed."));

  if (!ct_backup_make (data_dir, files[0], &size, &error))
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_autofree char *words = g_format_size (size);
  g_print ("“%s” has %s and was checked.\n", files[0], words);
  return CT_EXIT_OK;
}
