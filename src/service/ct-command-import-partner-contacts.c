/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-clock.h"
#include "service/ct-commands.h"
#include "service/feed/ct-partner-import.h"

#define MAX_FILE (64 * 1024 * 1024)

static GBytes *
load (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) > MAX_FILE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” has more than %d MB.", path,
                   MAX_FILE / 1024 / 1024);
      return NULL;
    }

  /* Not the mapping: the file may change while it is read. */
  return g_bytes_new (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
}

int
ct_command_import_partner_contacts (int argc, char *argv[])
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

  g_option_context_set_summary (
      context, "Makes an account for each contact of the partner record, or ties the one that "
               "is there, and says which rows were left out. FILE is CSV with a header row, or "
               "a JSON array. The service may run meanwhile, and sends the invitations. The exit "
               "status is 0 only if every row was taken. To import a file again does no harm.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (data_dir == NULL || files == NULL || g_strv_length (files) != 1)
    return ct_command_fail (CT_EXIT_USAGE,
                            g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                 "One FILE and --data-dir DIR are needed."));

  g_autoptr (GBytes) bytes = load (files[0], &error);
  if (bytes == NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);
  g_autoptr (CtStore) store = ct_store_open_existing (data_dir, &error);
  if (store == NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (GDateTime) now = ct_clock_now (clock);
  g_autoptr (CtPartnerReport) report = ct_partner_import (store, bytes, now, &error);
  ct_store_close (store);
  if (report == NULL)
    {
      g_prefix_error (&error, "%s: ", files[0]);
      return ct_command_fail (CT_EXIT_FAILED, error);
    }

  g_autofree char *name = g_filename_display_basename (files[0]);
  g_autofree char *text = ct_partner_report_to_text (report, name);
  g_print ("%s", text);
  return report->left_out->len == 0 ? CT_EXIT_OK : CT_EXIT_FAILED;
}
