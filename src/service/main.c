/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "service/ct-commands.h"

typedef struct
{
  const char *name;
  const char *summary;
  CtCommand run;
} Command;

static const Command commands[] = {
  { "serve", "Answer the applications of candidates", ct_command_serve },
  { "import-program", "Make FILE the program of the service", ct_command_import_program },
  { "export-pearson-vue", "Write what Pearson VUE needs to know", ct_command_export_pearson_vue },
  { "import-pearson-vue", "Take what Pearson VUE sent", ct_command_import_pearson_vue },
  { "incidents", "Read and answer what candidates ask", ct_command_incidents },
  { "import-partner-contacts", "Make accounts from the partner record",
    ct_command_import_partner_contacts },
  { "partner-contacts", "Say how long those accounts took", ct_command_partner_contacts },
  { "backup", "Write all that a restore needs to FILE", ct_command_backup },
  { "restore", "Put a backup in place of the data", ct_command_restore },
};

static void
print_usage (FILE *stream)
{
  fprintf (stream, "Usage: certtracker-service COMMAND [OPTION…]\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-24s %s\n", commands[i].name, commands[i].summary);
  fprintf (stream, "\n“certtracker-service COMMAND --help” explains a command, and\n"
                   "“certtracker-service --version” says which one this is.\n");
}

int
ct_command_fail (int status, GError *error)
{
  g_printerr ("certtracker-service: %s\n", error->message);
  g_error_free (error);
  return status;
}

int
main (int argc, char *argv[])
{
  const char *name = argc > 1 ? argv[1] : "";

  setlocale (LC_ALL, "");
  g_set_prgname ("certtracker-service");
  g_log_writer_default_set_use_stderr (TRUE);
  umask (077);

  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0)
    {
      print_usage (stdout);
      return CT_EXIT_OK;
    }
  if (strcmp (name, "--version") == 0)
    {
      printf ("certtracker-service %s\n", PACKAGE_VERSION);
      return CT_EXIT_OK;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i].name, name) == 0)
        {
          g_autofree char *whole = g_strconcat ("certtracker-service ", name, NULL);

          g_set_prgname (whole); /* for its help */
          return commands[i].run (argc - 1, argv + 1);
        }
    }

  print_usage (stderr);
  if (*name == '\0')
    return CT_EXIT_USAGE;

  fprintf (stderr, "\n");
  return ct_command_fail (CT_EXIT_USAGE, g_error_new (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                      "“%s” is no command.", name));
}
