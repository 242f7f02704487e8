/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-data-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-leaving.h"
#include "client/ct-packaging.h"
#include "client/ct-words.h"
#include "model/ct-program.h"
#include "pages/ct-package-row.h"
#include "widgets/ct-format.h"

struct _CtDataDialog
{
  AdwDialog parent_instance;

  CtClient *client;          /* owned */
  CtCollection *packages;    /* owned */
  char *export_key;          /* of what is under way or failed; NULL: a new one */
  char *deletion_key;        /* the same */
  GCancellable *cancellable; /* owned */

  AdwNavigationView *view;
  GtkListBox *package_list;
  GtkWidget *packages_group;
  GtkEditable *export_password;
  GtkLabel *export_fault;
  GtkWidget *export_button;
  GtkEditable *deletion_password;
  GtkLabel *deletion_fault;
  GtkWidget *deletion_button;
};

G_DEFINE_FINAL_TYPE (CtDataDialog, ct_data_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_PACKAGES,
} CtDataDialogProperty;

static GParamSpec *properties[PROP_PACKAGES + 1];

enum
{
  DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Returns: (transfer full) (nullable): what the service found wrong with what was sent */
static CtProblemReason *
get_reason (CtProblem *problem)
{
  return problem != NULL && problem->errors != NULL
             ? g_list_model_get_item (G_LIST_MODEL (problem->errors), 0)
             : NULL;
}

/* Says below the password what is wrong: with it, if that is what the service found. */
static void
show_fault (GtkLabel *label, GtkEditable *password, CtProblem *problem, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  g_autoptr (CtProblemReason) reason = get_reason (problem);

  if (reason != NULL && g_strcmp0 (reason->pointer, "#/password") != 0)
    body = g_strdup (reason->detail);
  else if (reason != NULL)
    {
      body = g_strdup (_ ("This is not your password."));
      gtk_editable_select_region (password, 0, -1);
      gtk_widget_grab_focus (GTK_WIDGET (password));
    }
  else if (error != NULL)
    ct_words_for_error (error, &title, &body);

  gtk_label_set_label (label, body);
  gtk_widget_set_visible (GTK_WIDGET (label), body != NULL);
}

static const char *
get_key (char **key)
{
  if (*key == NULL)
    *key = g_uuid_string_random ();
  return *key;
}

/* Taking it along. */

static void
exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtDataDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtPackage) package
      = ct_packaging_request_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (self->export_button, TRUE);
  if (package == NULL)
    {
      show_fault (self->export_fault, self->export_password, problem, error);
      return;
    }

  g_clear_pointer (&self->export_key, g_free);
  gtk_editable_set_text (self->export_password, "");
  ct_collection_renew (self->packages);
  adw_navigation_view_pop (self->view);
}

static void
ct_data_dialog_export (CtDataDialog *self)
{
  const char *password = gtk_editable_get_text (self->export_password);

  if (*password == '\0' || !gtk_widget_get_sensitive (self->export_button))
    return;

  show_fault (self->export_fault, NULL, NULL, NULL);
  gtk_widget_set_sensitive (self->export_button, FALSE);
  ct_packaging_export_async (self->client, password, get_key (&self->export_key), self->cancellable,
                             exported, g_object_ref (self));
}

/* Leaving. */

static void
deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtDataDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean gone = ct_leaving_delete_finish (CT_CLIENT (source), result, &problem, &error);

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  gtk_widget_set_sensitive (self->deletion_button, TRUE);
  if (gone)
    {
      g_signal_emit (self, signals[DELETED], 0);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else
    show_fault (self->deletion_fault, self->deletion_password, problem, error);
}

/* Once it is asked for it is done, so nothing cancels it and its answer is awaited. */
static void
ct_data_dialog_delete (CtDataDialog *self)
{
  const char *password = gtk_editable_get_text (self->deletion_password);

  if (*password == '\0' || !gtk_widget_get_sensitive (self->deletion_button))
    return;

  show_fault (self->deletion_fault, NULL, NULL, NULL);
  gtk_widget_set_sensitive (self->deletion_button, FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  ct_leaving_delete_async (self->client, password, get_key (&self->deletion_key), NULL, deleted,
                           g_object_ref (self));
}

static void
ct_data_dialog_show_export (CtDataDialog *self)
{
  adw_navigation_view_push_by_tag (self->view, "export");
  gtk_widget_grab_focus (GTK_WIDGET (self->export_password));
}

static void
ct_data_dialog_show_deletion (CtDataDialog *self)
{
  adw_navigation_view_push_by_tag (self->view, "delete");
}

static gboolean
is_of_data (gpointer item, gpointer user_data)
{
  return CT_PACKAGE (item)->kind == CT_PACKAGE_KIND_DATA;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  CtDataDialog *self = user_data;
  GtkWidget *row = ct_package_row_new (self->client, item);

  g_signal_connect_object (row, "removed", G_CALLBACK (ct_collection_renew), self->packages,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
packages_changed (GListModel *packages, guint position, guint removed, guint added, gpointer self)
{
  gtk_widget_set_visible (CT_DATA_DIALOG (self)->packages_group,
                          g_list_model_get_n_items (packages) > 0);
}

static void
ct_data_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtDataDialog *self = CT_DATA_DIALOG (object);

  switch ((CtDataDialogProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      self->packages = ct_collection_new (ct_client_get_session (self->client), CT_TYPE_PACKAGE,
                                          "v1/packages?limit=500");
      g_object_notify_by_pspec (object, properties[PROP_PACKAGES]);
      break;
    case PROP_PACKAGES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_data_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtDataDialog *self = CT_DATA_DIALOG (object);

  switch ((CtDataDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_PACKAGES:
      g_value_set_object (value, self->packages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_data_dialog_constructed (GObject *object)
{
  CtDataDialog *self = CT_DATA_DIALOG (object);
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_of_data, NULL, NULL));
  g_autoptr (GtkFilterListModel) exports = NULL;

  G_OBJECT_CLASS (ct_data_dialog_parent_class)->constructed (object);

  exports = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->packages)), filter);
  gtk_list_box_bind_model (self->package_list, G_LIST_MODEL (exports), create_row, self, NULL);
  g_signal_connect_object (exports, "items-changed", G_CALLBACK (packages_changed), self, 0);
  ct_collection_refresh (self->packages);
}

static void
ct_data_dialog_dispose (GObject *object)
{
  CtDataDialog *self = CT_DATA_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->package_list != NULL)
    gtk_list_box_bind_model (self->package_list, NULL, NULL, NULL, NULL);
  if (self->packages != NULL)
    ct_collection_reset (self->packages);
  g_clear_object (&self->packages);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_DATA_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_pointer (&self->export_key, g_free);
  g_clear_pointer (&self->deletion_key, g_free);

  G_OBJECT_CLASS (ct_data_dialog_parent_class)->dispose (object);
}

static void
ct_data_dialog_class_init (CtDataDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_data_dialog_get_property;
  object_class->set_property = ct_data_dialog_set_property;
  object_class->constructed = ct_data_dialog_constructed;
  object_class->dispose = ct_data_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PACKAGES] = g_param_spec_object ("packages", NULL, NULL, CT_TYPE_COLLECTION,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CT_TYPE_PROGRAM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/data-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, package_list);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, packages_group);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, export_password);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, export_fault);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, deletion_password);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, deletion_fault);
  gtk_widget_class_bind_template_child (widget_class, CtDataDialog, deletion_button);
  gtk_widget_class_bind_template_callback (widget_class, ct_data_dialog_show_export);
  gtk_widget_class_bind_template_callback (widget_class, ct_data_dialog_show_deletion);
  gtk_widget_class_bind_template_callback (widget_class, ct_data_dialog_export);
  gtk_widget_class_bind_template_callback (widget_class, ct_data_dialog_delete);
  ct_format_bind_closures (widget_class);
}

static void
ct_data_dialog_init (CtDataDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_data_dialog_new (CtClient *client)
{
  return g_object_new (CT_TYPE_DATA_DIALOG, "client", client, NULL);
}
