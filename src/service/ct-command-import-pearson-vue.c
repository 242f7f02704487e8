/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-clock.h"
#include "service/ct-commands.h"
#include "service/delivery/ct-delivery-import.h"

/* Imports one file and prints what became of it. Returns whether all of it was taken. */
static gboolean
import (CtStore *store, const char *path, GDateTime *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = ct_delivery_import (store, path, now, &error);
  gboolean clean = TRUE;

  if (reports == NULL)
    {
      g_printerr ("certtracker-service: %s: %s\n", path, error->message);
      return FALSE;
    }

  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *text = ct_delivery_report_to_text (reports->pdata[i]);

      g_print ("%s", text);
      clean &= ct_delivery_report_is_clean (reports->pdata[i]);
    }

  return clean;
}

int
ct_command_import_pearson_vue (int argc, char *argv[])
{
  g_autofree char *data_dir = NULL;
  g_auto (GStrv) files = NULL;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "Where the data is", "DIR" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE…" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GError *error = NULL;

  g_option_context_set_summary (
      context,
      "Takes VCDC, EAC and EXAM files, alone or in zips, and says what became of each row. "
      "The exit status is 0 only if everything was taken. To import a file again does no "
      "harm: only the rows that were left out are tried again. The service may run "
      "meanwhile.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (data_dir == NULL || files == NULL)
    return ct_command_fail (CT_EXIT_USAGE,
                            g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                 "A FILE and --data-dir DIR are needed."));

  g_autoptr (CtStore) store = ct_store_open_existing (data_dir, &error);
  if (store == NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_autoptr (CtClock) clock = ct_clock_new ();
  gboolean clean = TRUE;
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GDateTime) now = ct_clock_now (clock);
      clean &= import (store, files[i], now);
    }
  ct_store_close (store);

  return clean ? CT_EXIT_OK : CT_EXIT_FAILED;
}
