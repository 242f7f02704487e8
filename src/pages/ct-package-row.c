/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-package-row.h"

#include <glib/gi18n.h>

#include "client/ct-packaging.h"
#include "client/ct-words.h"
#include "widgets/ct-format.h"

struct _CtPackageRow
{
  GtkListBoxRow parent_instance;

  CtClient *client;   /* owned */
  CtPackage *package; /* owned */
  char *saved_as;
  GFile *file; /* owned, nullable: where it was saved */
  gboolean saving;
  GCancellable *cancellable; /* owned: of the row */
  GCancellable *save;        /* owned, nullable: of what is being saved */

  GtkProgressBar *progress;
  GtkLabel *failure;
};

G_DEFINE_FINAL_TYPE (CtPackageRow, ct_package_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_PACKAGE,
  PROP_SAVED_AS,
  PROP_SAVING,
} CtPackageRowProperty;

static GParamSpec *properties[PROP_SAVING + 1];

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The words. */

static char *
describe_content (gpointer self, CtPackageKind kind, char **ids)
{
  guint n = ids != NULL ? g_strv_length (ids) : 0;

  switch (kind)
    {
    case CT_PACKAGE_KIND_CERTIFICATES:
      return g_strdup_printf (ngettext ("%u certificate", "%u certificates", n), n);
    case CT_PACKAGE_KIND_LOGOS:
      return g_strdup_printf (ngettext ("Logo of %u credential", "Logos of %u credentials", n), n);
    case CT_PACKAGE_KIND_DATA:
      return g_strdup (_ ("All your data"));
    default:
      return g_strdup ("");
    }
}

static char *
describe_state (gpointer self,
                CtPackageState state,
                int done,
                int total,
                int size,
                GDateTime *expires_at,
                const char *saved_as,
                gboolean saving)
{
  g_autofree char *bytes = g_format_size (MAX (size, 0));
  g_autofree char *end = NULL;

  if (saving)
    return g_strdup (_ ("Saving…"));
  if (saved_as != NULL)
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_ ("Saved as %s"), saved_as);
  if (state == CT_PACKAGE_STATE_FAILED)
    return g_strdup (_ ("This could not be made. Remove it and ask again; if that does not help, "
                        "write to the Program Support Team."));
  if (state == CT_PACKAGE_STATE_REQUESTED && total > 0)
    /* Translators: so many files of so many are made */
    return g_strdup_printf (ngettext ("Requested: %d of %d file made",
                                      "Requested: %d of %d files made", (gulong) total),
                            done, total);
  if (state == CT_PACKAGE_STATE_REQUESTED)
    return g_strdup (_ ("Requested"));

  end = ct_format_date_time (NULL, expires_at);
  /* Translators: the size of a file, and a date and time */
  return g_strdup_printf (_ ("Ready: %s, to be saved until %s"), bytes, end);
}

static void
update_progress (CtPackageRow *self)
{
  double total = MAX (self->package->total, 1);

  gtk_progress_bar_set_fraction (self->progress, CLAMP (self->package->done / total, 0, 1));
}

static gboolean
is_being_made (gpointer self, CtPackageState state)
{
  return state == CT_PACKAGE_STATE_REQUESTED;
}

static gboolean
can_save (gpointer self, CtPackageState state, gboolean saving)
{
  return state == CT_PACKAGE_STATE_READY && !saving;
}

static void
show_failure (CtPackageRow *self, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  if (error != NULL)
    ct_words_for_error (error, &title, &body);
  gtk_label_set_label (self->failure, body);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), body != NULL);
}

/* Following it. */

static void
awaited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtPackageRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ct_packaging_await_finish (CT_CLIENT (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

/* Saving it. */

static void
set_saving (CtPackageRow *self, gboolean saving)
{
  self->saving = saving;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtPackageRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_packaging_save_finish (CT_CLIENT (source), result, &error);

  g_clear_object (&self->save);
  if (done)
    {
      g_autofree char *name = g_file_get_basename (self->file);

      self->saved_as = g_filename_display_name (name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AS]);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Saved"),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  set_saving (self, FALSE);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

void
ct_package_row_save (CtPackageRow *self, GFile *file)
{
  g_return_if_fail (CT_IS_PACKAGE_ROW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->saving)
    return;

  g_set_object (&self->file, file);
  g_clear_pointer (&self->saved_as, g_free);
  self->save = g_cancellable_new ();
  show_failure (self, NULL);
  set_saving (self, TRUE);
  ct_packaging_save_async (self->client, self->package, file, self->save, saved,
                           g_object_ref (self));
}

static void
file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtPackageRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    ct_package_row_save (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_failure (self, error);
}

static const char *
get_file_name (CtPackageRow *self)
{
  switch (self->package->kind)
    {
    case CT_PACKAGE_KIND_CERTIFICATES:
      /* Translators: the name of a file */
      return _ ("Certificates.zip");
    case CT_PACKAGE_KIND_LOGOS:
      /* Translators: the name of a file */
      return _ ("Logos.zip");
    default:
      /* Translators: the name of a file */
      return _ ("My CertTracker Data.zip");
    }
}

static void
ct_package_row_choose_file (CtPackageRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _ ("ZIP archives"));
  gtk_file_filter_add_mime_type (filter, "application/zip");
  gtk_file_dialog_set_title (dialog, C_ ("dialog", "Save"));
  gtk_file_dialog_set_initial_name (dialog, get_file_name (self));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_chosen,
                        g_object_ref (self));
}

static void
ct_package_row_show_in_files (CtPackageRow *self)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (self->file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

/* Throwing it away. */

static void
removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtPackageRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ct_packaging_remove_finish (CT_CLIENT (source), result, &error))
    g_signal_emit (self, signals[REMOVED], 0);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      show_failure (self, error);
    }
}

/* What is being saved is given up first; the package stays then. */
static void
ct_package_row_remove (CtPackageRow *self)
{
  if (self->save != NULL)
    {
      g_cancellable_cancel (self->save);
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  ct_packaging_remove_async (self->client, self->package, self->cancellable, removed,
                             g_object_ref (self));
}

static char *
describe_removal (gpointer self, CtPackageState state, gboolean saving)
{
  return g_strdup (saving || state == CT_PACKAGE_STATE_REQUESTED ? _ ("Cancel") : _ ("Remove"));
}

static void
ct_package_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtPackageRow *self = CT_PACKAGE_ROW (object);

  switch ((CtPackageRowProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_PACKAGE:
      g_value_set_object (value, self->package);
      break;
    case PROP_SAVED_AS:
      g_value_set_string (value, self->saved_as);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_package_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtPackageRow *self = CT_PACKAGE_ROW (object);

  switch ((CtPackageRowProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_PACKAGE:
      self->package = g_value_dup_object (value);
      break;
    case PROP_SAVED_AS:
    case PROP_SAVING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_package_row_constructed (GObject *object)
{
  CtPackageRow *self = CT_PACKAGE_ROW (object);

  G_OBJECT_CLASS (ct_package_row_parent_class)->constructed (object);

  g_signal_connect_object (self->package, "notify::done", G_CALLBACK (update_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->package, "notify::total", G_CALLBACK (update_progress), self,
                           G_CONNECT_SWAPPED);
  update_progress (self);
  if (self->package->state == CT_PACKAGE_STATE_REQUESTED)
    ct_packaging_await_async (self->client, self->package, self->cancellable, awaited,
                              g_object_ref (self));
}

static void
ct_package_row_dispose (GObject *object)
{
  CtPackageRow *self = CT_PACKAGE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->save != NULL)
    g_cancellable_cancel (self->save);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_PACKAGE_ROW);
  g_clear_object (&self->client);
  g_clear_object (&self->package);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (ct_package_row_parent_class)->dispose (object);
}

static void
ct_package_row_finalize (GObject *object)
{
  CtPackageRow *self = CT_PACKAGE_ROW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->save);
  g_free (self->saved_as);

  G_OBJECT_CLASS (ct_package_row_parent_class)->finalize (object);
}

static void
ct_package_row_class_init (CtPackageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_package_row_get_property;
  object_class->set_property = ct_package_row_set_property;
  object_class->constructed = ct_package_row_constructed;
  object_class->dispose = ct_package_row_dispose;
  object_class->finalize = ct_package_row_finalize;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, fixed);
  properties[PROP_PACKAGE] = g_param_spec_object ("package", NULL, NULL, CT_TYPE_PACKAGE, fixed);
  properties[PROP_SAVED_AS] = g_param_spec_string ("saved-as", NULL, NULL, NULL, told);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, told);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/package-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CtPackageRow, progress);
  gtk_widget_class_bind_template_child (widget_class, CtPackageRow, failure);
  gtk_widget_class_bind_template_callback (widget_class, describe_content);
  gtk_widget_class_bind_template_callback (widget_class, describe_state);
  gtk_widget_class_bind_template_callback (widget_class, describe_removal);
  gtk_widget_class_bind_template_callback (widget_class, is_being_made);
  gtk_widget_class_bind_template_callback (widget_class, can_save);
  gtk_widget_class_bind_template_callback (widget_class, ct_package_row_choose_file);
  gtk_widget_class_bind_template_callback (widget_class, ct_package_row_show_in_files);
  gtk_widget_class_bind_template_callback (widget_class, ct_package_row_remove);
  ct_format_bind_closures (widget_class);
}

static void
ct_package_row_init (CtPackageRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_package_row_new (CtClient *client, CtPackage *package)
{
  return g_object_new (CT_TYPE_PACKAGE_ROW, "client", client, "package", package, NULL);
}
