/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>

#include "service/ct-clock.h"
#include "service/ct-commands.h"
#include "service/ct-plural.h"
#include "service/delivery/ct-delivery-export.h"
#include "service/store/ct-store.h"

typedef struct
{
  char *data_dir;
  char *charset;
  gboolean again;
  GStrv directories;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->data_dir);
  g_free (self->charset);
  g_strfreev (self->directories);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char *argv[], GError **error)
{
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir, "Where the data is", "DIR" },
    { "charset", 0, 0, G_OPTION_ARG_STRING, &self->charset, "UTF-8 (usual) or windows-1252",
      "NAME" },
    { "again", 0, 0, G_OPTION_ARG_NONE, &self->again,
      "Also send again what was sent and never answered", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->directories, NULL, "OUTDIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const char *fault = NULL;

  g_option_context_set_summary (
      context, "Writes a CDD file with the candidates and an EAD file with the authorizations that "
               "Pearson VUE does not know as they are, into OUTDIR. Upload the CDD file first. The "
               "service may run meanwhile.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (self->charset == NULL)
    self->charset = g_strdup ("UTF-8");
  if (self->data_dir == NULL || self->directories == NULL || g_strv_length (self->directories) != 1)
    fault = "One OUTDIR and --data-dir DIR are needed.";
  else if (g_ascii_strcasecmp (self->charset, "UTF-8") != 0
           && g_ascii_strcasecmp (self->charset, "windows-1252") != 0)
    fault = "--charset is UTF-8 or windows-1252.";

  if (fault != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, fault);
  return fault == NULL;
}

/* An export and the files that it became. */
typedef struct
{
  const char *directory;
  CtDeliveryExport what;
  CtDeliveryExported *exported;
  char *cdd_path;
  char *ead_path;
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->exported, ct_delivery_exported_free);
  g_free (self->cdd_path);
  g_free (self->ead_path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gpointer
run_in_store (CtDatabase *database, gpointer data, GError **error)
{
  Job *job = data;

  job->exported = ct_delivery_export (database, &job->what, error);
  if (job->exported != NULL)
    ct_delivery_exported_write (job->exported, job->directory, job->what.now, &job->cdd_path,
                                &job->ead_path, error);
  return NULL;
}

static void
print (const Job *job)
{
  if (job->cdd_path != NULL)
    g_print ("%s: %u %s\n", job->cdd_path, job->exported->n_candidates,
             ct_plural (job->exported->n_candidates, "candidate", "candidates"));
  if (job->ead_path != NULL)
    g_print ("%s: %u %s\n", job->ead_path, job->exported->n_authorizations,
             ct_plural (job->exported->n_authorizations, "authorization", "authorizations"));
  if (job->cdd_path == NULL && job->ead_path == NULL)
    g_print ("There is nothing to send.\n");

  for (guint i = 0; i < job->exported->held_back->len; i++)
    g_print ("Held back: %s\n", (const char *) job->exported->held_back->pdata[i]);
}

static gboolean
make_directory (const char *directory, GError **error)
{
  if (g_mkdir_with_parents (directory, 0700) == 0)
    return TRUE;

  int saved = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved),
               "The directory “%s” could not be made: %s.", directory, g_strerror (saved));
  return FALSE;
}

static gboolean
run (Job *job, const char *data_dir, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStore) store = ct_store_open_existing (data_dir, error);

  if (store == NULL)
    return FALSE;

  if (make_directory (job->directory, &failure))
    ct_store_run (store, CT_STORE_WRITE, run_in_store, job, &failure);
  ct_store_close (store);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

int
ct_command_export_pearson_vue (int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (GDateTime) now = ct_clock_now (clock);
  GError *error = NULL;

  if (!parse (&options, argc, argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);

  g_auto (Job) job
      = { options.directories[0], { options.charset, options.again, now }, NULL, NULL, NULL };
  if (!run (&job, options.data_dir, &error))
    return ct_command_fail (CT_EXIT_FAILED, error);

  print (&job);
  return CT_EXIT_OK;
}
