/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-export.h"

#include <glib/gi18n.h>

#include "client/ct-file-save.h"
#include "widgets/ct-toast.h"

/* Of a file name without its extension; the usual limit is 255 for all of it. */
#define MAX_NAME_BYTES 200

/* What some system does not let a file be called. */
#define FORBIDDEN "/\\:*?\"<>|\n\r\t"

char *
ct_export_file_name (const char *title, const char *name, const char *extension)
{
  g_return_val_if_fail (title != NULL && extension != NULL, NULL);

  g_autoptr (GString) file_name = g_string_new (title);

  if (name && *name)
    g_string_append_printf (file_name, " – %s", name);
  g_string_replace (file_name, ": ", " – ", 0);
  g_strdelimit (file_name->str, FORBIDDEN, '-');
  if (file_name->len > MAX_NAME_BYTES)
    {
      const char *end = g_utf8_find_prev_char (file_name->str, file_name->str + MAX_NAME_BYTES + 1);

      g_string_truncate (file_name, (gsize) (end - file_name->str));
    }
  if (*file_name->str == '.')
    *file_name->str = '-';
  g_string_append_printf (file_name, ".%s", extension);

  return g_string_free_and_steal (g_steal_pointer (&file_name));
}

/* What is on its way to a file or to a printer. */
typedef struct
{
  AdwToastOverlay *toasts;
  const CtExportWords *words; /* NULL: to a printer */
  GBytes *bytes;
  char *file_name;
} Export;

static Export *
export_new (AdwToastOverlay *toasts,
            const CtExportWords *words,
            GBytes *bytes,
            const char *file_name)
{
  Export *self = g_new0 (Export, 1);

  self->toasts = g_object_ref (toasts);
  self->words = words;
  self->bytes = g_bytes_ref (bytes);
  self->file_name = g_strdup (file_name);

  return self;
}

static void
export_free (Export *self)
{
  g_object_unref (self->toasts);
  g_bytes_unref (self->bytes);
  g_free (self->file_name);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static GtkWindow *
get_window (AdwToastOverlay *toasts)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (toasts));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
answer_failure (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Export *self = user_data;

  if (g_str_equal (response, "elsewhere"))
    ct_export_save (self->toasts, self->words, self->bytes, self->file_name);
}

static void
free_export (gpointer data, GClosure *closure)
{
  export_free (data);
}

/* A toast would be gone before it is read, and the file is not where it should be. */
static void
tell_failure (Export *self, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *body
      /* Translators: the name of a file, and what the system says of it */
      = g_strdup_printf (_ ("“%s” could not be written: %s"), name, error->message);
  AdwAlertDialog *dialog
      = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ (self->words->not_saved), body));

  adw_alert_dialog_add_responses (dialog, "close", _ ("_Close"), "elsewhere",
                                  _ ("Save _Elsewhere…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "elsewhere", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "elsewhere");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_failure),
                         export_new (self->toasts, self->words, self->bytes, self->file_name),
                         free_export, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->toasts));
}

static void
open_folder (AdwToast *toast, gpointer user_data)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (user_data);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

static void
unref_file (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GFile *file = G_FILE (source);
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!ct_file_save_finish (file, result, &error))
    {
      tell_failure (self, file, error);
      return;
    }

  toast = ct_toast_show (self->toasts, _ (self->words->saved));
  adw_toast_set_button_label (toast, _ ("_Show in Files"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (open_folder), g_object_ref (file),
                         unref_file, 0);
}

static void
file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  GBytes *bytes = self->bytes;

  if (file)
    ct_file_save_async (file, bytes, NULL, written, g_steal_pointer (&self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    ct_toast_show (self->toasts, _ ("Files cannot be chosen here"));
}

void
ct_export_save (AdwToastOverlay *toasts,
                const CtExportWords *words,
                GBytes *bytes,
                const char *file_name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));
  g_return_if_fail (words != NULL && bytes != NULL && file_name != NULL);

  adw_toast_overlay_dismiss_all (toasts);
  gtk_file_filter_set_name (filter, _ (words->format));
  gtk_file_filter_add_mime_type (filter, words->content_type);
  gtk_file_dialog_set_title (dialog, _ (words->title));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_save (dialog, get_window (toasts), NULL, file_chosen,
                        export_new (toasts, words, bytes, file_name));
}

static void
tell_not_printed (Export *self, const GError *error)
{
  /* Translators: %s is what the system says */
  g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

  ct_toast_show (self->toasts, words);
}

static void
spooled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell_not_printed (self, error);
}

/* The stream is a pipe that blocks when it is full, also when it is written asynchronously, and
 * it may be the main thread that reads it. */
static void
spool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const void *bytes = g_bytes_get_data (data, &size);

  if (g_output_stream_write_all (source, bytes, size, NULL, cancellable, &error)
      && g_output_stream_close (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
printer_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream
      = gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);

  if (stream)
    {
      GBytes *bytes = g_bytes_ref (self->bytes);
      g_autoptr (GTask) task = g_task_new (stream, NULL, spooled, g_steal_pointer (&self));

      g_task_set_source_tag (task, spool);
      g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, spool);
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tell_not_printed (self, error);
}

void
ct_export_print (AdwToastOverlay *toasts,
                 GBytes *bytes,
                 const char *title,
                 CtPaper paper,
                 GtkPageOrientation orientation)
{
  g_autoptr (GtkPrintDialog) dialog = gtk_print_dialog_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size
      = gtk_paper_size_new (paper == CT_PAPER_A4 ? GTK_PAPER_NAME_A4 : GTK_PAPER_NAME_LETTER);

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));
  g_return_if_fail (bytes != NULL && title != NULL);

  adw_toast_overlay_dismiss_all (toasts);
  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  gtk_page_setup_set_orientation (setup, orientation);
  gtk_print_dialog_set_page_setup (dialog, setup);
  gtk_print_dialog_set_title (dialog, title);
  gtk_print_dialog_print (dialog, get_window (toasts), NULL, NULL, printer_chosen,
                          export_new (toasts, NULL, bytes, ""));
}
