/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-downloads-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-packaging.h"
#include "client/ct-words.h"
#include "model/ct-account.h"
#include "model/ct-program.h"
#include "pages/ct-agreement-dialog.h"
#include "pages/ct-download-row.h"
#include "pages/ct-package-row.h"
#include "widgets/ct-format.h"

struct _CtDownloadsDialog
{
  AdwDialog parent_instance;

  CtClient *client;          /* owned */
  CtCollection *downloads;   /* owned */
  CtCollection *packages;    /* owned */
  char *credential_id;       /* which is chosen at first */
  char *key;                 /* of the request that is under way or failed; NULL: a new one */
  char *asked;               /* what that request was for */
  AdwDialog *terms;          /* while they are asked for */
  GCancellable *cancellable; /* owned */

  GtkScrolledWindow *scrolled;
  AdwToggleGroup *kind;
  GtkListBox *credentials;
  GtkWidget *packages_group;
  GtkListBox *package_list;
  GtkLabel *failure;
  GtkWidget *terms_group;
  GtkWidget *request;
};

G_DEFINE_FINAL_TYPE (CtDownloadsDialog, ct_downloads_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_DOWNLOADS,
  PROP_PACKAGES,
} CtDownloadsDialogProperty;

static GParamSpec *properties[PROP_PACKAGES + 1];

static gboolean
is_about_logos (CtDownloadsDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->kind), "logos") == 0;
}

static CtDownloadRow *
get_row (CtDownloadsDialog *self, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->credentials, i);

  return row != NULL ? CT_DOWNLOAD_ROW (row) : NULL;
}

/* Returns: (transfer full): the ids of what is chosen and can be had */
static char **
get_wanted (CtDownloadsDialog *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  CtDownloadRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      if (ct_download_row_is_wanted (row))
        g_strv_builder_add (ids,
                            ct_resource_get_id (CT_RESOURCE (ct_download_row_get_download (row))));
    }
  return g_strv_builder_end (ids);
}

static gboolean
needs_terms (CtDownloadsDialog *self)
{
  CtDownloadRow *row;

  for (int i = 0; is_about_logos (self) && (row = get_row (self, i)) != NULL; i++)
    {
      if (ct_download_row_get_download (row)->logo == CT_ENTITLEMENT_TERMS_MISSING)
        return TRUE;
    }
  return FALSE;
}

static void
show_failure (CtDownloadsDialog *self, const char *words)
{
  gtk_label_set_label (self->failure, words);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), words != NULL);
}

static void
update (CtDownloadsDialog *self)
{
  g_auto (GStrv) wanted = get_wanted (self);

  gtk_widget_set_sensitive (self->request, *wanted != NULL);
  gtk_widget_set_visible (self->terms_group, is_about_logos (self));
}

static void
ct_downloads_dialog_kind_changed (CtDownloadsDialog *self)
{
  CtDownloadRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    g_object_set (row, "logos", is_about_logos (self), NULL);
  show_failure (self, NULL);
  update (self);
}

static void
ct_downloads_dialog_choose_all (CtDownloadsDialog *self)
{
  CtDownloadRow *row;
  gboolean all = TRUE;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    all &= !ct_download_row_is_offered (row) || ct_download_row_is_wanted (row);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      if (ct_download_row_is_offered (row))
        g_object_set (row, "selected", !all, NULL);
    }
}

/* Asking. */

static void
requested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtDownloadsDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtPackage) package
      = ct_packaging_request_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  update (self);
  if (package == NULL)
    {
      g_autofree char *body = NULL;
      const char *title;

      ct_words_for_error (error, &title, &body);
      show_failure (self, body);
      ct_collection_refresh (self->downloads);
      return;
    }

  g_clear_pointer (&self->key, g_free);
  ct_collection_renew (self->packages);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/* The same request has the same key, however often it is sent. */
static const char *
get_key (CtDownloadsDialog *self, char **ids)
{
  g_autofree char *joined = g_strjoinv (" ", ids);
  g_autofree char *asked
      = g_strconcat (adw_toggle_group_get_active_name (self->kind), " ", joined, NULL);

  if (g_strcmp0 (self->asked, asked) != 0)
    g_clear_pointer (&self->key, g_free);
  g_set_str (&self->asked, asked);
  if (self->key == NULL)
    self->key = g_uuid_string_random ();
  return self->key;
}

static CtPaper
get_paper (void)
{
  GtkPaperSize *size = gtk_paper_size_new (NULL);
  CtPaper paper = g_str_equal (gtk_paper_size_get_name (size), GTK_PAPER_NAME_LETTER)
                      ? CT_PAPER_LETTER
                      : CT_PAPER_A4;

  gtk_paper_size_free (size);
  return paper;
}

static void
send_request (CtDownloadsDialog *self)
{
  g_auto (GStrv) ids = get_wanted (self);

  if (*ids == NULL)
    return;

  show_failure (self, NULL);
  gtk_widget_set_sensitive (self->request, FALSE);
  ct_packaging_request_async (self->client,
                              is_about_logos (self) ? CT_PACKAGE_KIND_LOGOS
                                                    : CT_PACKAGE_KIND_CERTIFICATES,
                              (const char *const *) ids, get_paper (), get_key (self, ids),
                              self->cancellable, requested, g_object_ref (self));
}

/* Terms. */

/* Returns: (transfer none) (nullable) */
static CtProgram *
get_program (CtDownloadsDialog *self)
{
  g_autoptr (CtProgram) program
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_program (self->client)), 0);

  return program;
}

static gboolean
is_accepted (CtDownloadsDialog *self)
{
  CtProgram *program = get_program (self);
  g_autoptr (CtAccount) account
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_account (self->client)), 0);
  GListModel *agreements = program != NULL ? G_LIST_MODEL (program->agreements) : NULL;
  GListModel *acceptances = account != NULL ? G_LIST_MODEL (account->acceptances) : NULL;

  for (guint i = 0; agreements != NULL && i < g_list_model_get_n_items (agreements); i++)
    {
      g_autoptr (CtAgreement) agreement = g_list_model_get_item (agreements, i);

      if (program->logo_rule == NULL
          || g_strcmp0 (program->logo_rule->agreement_id,
                        ct_resource_get_id (CT_RESOURCE (agreement)))
                 != 0)
        continue;
      for (guint j = 0; acceptances != NULL && j < g_list_model_get_n_items (acceptances); j++)
        {
          g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (acceptances, j);

          if (g_strcmp0 (acceptance->agreement_id, program->logo_rule->agreement_id) == 0
              && g_strcmp0 (acceptance->version, agreement->version) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
ct_downloads_dialog_read_terms (CtDownloadsDialog *self)
{
  CtProgram *program = get_program (self);

  if (program != NULL && program->logo_rule != NULL && program->logo_rule->agreement_id != NULL)
    adw_dialog_present (ct_agreement_dialog_new (self->client, program->logo_rule->agreement_id),
                        GTK_WIDGET (self));
}

static void
account_changed (CtDownloadsDialog *self)
{
  if (self->terms != NULL && is_accepted (self))
    adw_dialog_close (self->terms);
}

static void
terms_closed (CtDownloadsDialog *self)
{
  self->terms = NULL;
  ct_collection_refresh (self->downloads);
  if (is_accepted (self))
    send_request (self);
}

/* Who accepts the terms goes on at once. */
static void
ct_downloads_dialog_request (CtDownloadsDialog *self)
{
  CtProgram *program = get_program (self);

  if (!needs_terms (self) || is_accepted (self) || program == NULL || program->logo_rule == NULL)
    {
      send_request (self);
      return;
    }

  self->terms = ct_agreement_dialog_new (self->client, program->logo_rule->agreement_id);
  g_signal_connect_object (self->terms, "closed", G_CALLBACK (terms_closed), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (self->terms, GTK_WIDGET (self));
}

/* The lists. */

static gboolean
is_of_files (gpointer item, gpointer user_data)
{
  return CT_PACKAGE (item)->kind != CT_PACKAGE_KIND_DATA;
}

static GtkWidget *
create_package_row (gpointer item, gpointer user_data)
{
  CtDownloadsDialog *self = user_data;
  GtkWidget *row = ct_package_row_new (self->client, item);

  g_signal_connect_object (row, "removed", G_CALLBACK (ct_collection_renew), self->packages,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
create_download_row (gpointer item, gpointer user_data)
{
  CtDownloadsDialog *self = user_data;
  GtkWidget *row = ct_download_row_new (self->client, item);

  g_object_set (row, "logos", is_about_logos (self), "selected",
                g_strcmp0 (ct_resource_get_id (item), self->credential_id) == 0, NULL);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return row;
}

static void
packages_changed (GListModel *packages, guint position, guint removed, guint added, gpointer self)
{
  gtk_widget_set_visible (CT_DOWNLOADS_DIALOG (self)->packages_group,
                          g_list_model_get_n_items (packages) > 0);
}

static void
bind_lists (CtDownloadsDialog *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_of_files, NULL, NULL));
  g_autoptr (GtkFilterListModel) files
      = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->packages)), filter);

  gtk_list_box_bind_model (self->package_list, G_LIST_MODEL (files), create_package_row, self,
                           NULL);
  gtk_list_box_bind_model (self->credentials, G_LIST_MODEL (self->downloads), create_download_row,
                           self, NULL);
  g_signal_connect_object (ct_client_get_account (self->client), "notify::refreshing",
                           G_CALLBACK (account_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "items-changed", G_CALLBACK (packages_changed), self, 0);
  g_signal_connect_object (self->downloads, "updated", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->downloads, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static char *
describe_kind (gpointer self, const char *name)
{
  if (g_strcmp0 (name, "logos") == 0)
    return g_strdup (_ ("For your signature, your card or your profile: as SVG, and as PNG in "
                        "three sizes."));
  return g_strdup (_ ("As PDF, to print or to pass on."));
}

static void
ct_downloads_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtDownloadsDialog *self = CT_DOWNLOADS_DIALOG (object);
  CtSession *session;

  switch ((CtDownloadsDialogProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      session = ct_client_get_session (self->client);
      self->downloads = ct_collection_new (session, CT_TYPE_DOWNLOAD, "v1/downloads?limit=500");
      self->packages = ct_collection_new (session, CT_TYPE_PACKAGE, "v1/packages?limit=500");
      g_object_notify_by_pspec (object, properties[PROP_DOWNLOADS]);
      g_object_notify_by_pspec (object, properties[PROP_PACKAGES]);
      break;
    case PROP_DOWNLOADS:
    case PROP_PACKAGES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_downloads_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtDownloadsDialog *self = CT_DOWNLOADS_DIALOG (object);

  switch ((CtDownloadsDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_DOWNLOADS:
      g_value_set_object (value, self->downloads);
      break;
    case PROP_PACKAGES:
      g_value_set_object (value, self->packages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_downloads_dialog_dispose (GObject *object)
{
  CtDownloadsDialog *self = CT_DOWNLOADS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->credentials != NULL)
    {
      gtk_list_box_bind_model (self->credentials, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->package_list, NULL, NULL, NULL, NULL);
    }
  if (self->downloads != NULL)
    ct_collection_reset (self->downloads);
  if (self->packages != NULL)
    ct_collection_reset (self->packages);
  g_clear_object (&self->downloads);
  g_clear_object (&self->packages);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_DOWNLOADS_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_pointer (&self->credential_id, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->asked, g_free);

  G_OBJECT_CLASS (ct_downloads_dialog_parent_class)->dispose (object);
}

static void
ct_downloads_dialog_class_init (CtDownloadsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_downloads_dialog_get_property;
  object_class->set_property = ct_downloads_dialog_set_property;
  object_class->dispose = ct_downloads_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DOWNLOADS]
      = g_param_spec_object ("downloads", NULL, NULL, CT_TYPE_COLLECTION, told);
  properties[PROP_PACKAGES]
      = g_param_spec_object ("packages", NULL, NULL, CT_TYPE_COLLECTION, told);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/downloads-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, credentials);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, packages_group);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, package_list);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, terms_group);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadsDialog, request);
  gtk_widget_class_bind_template_callback (widget_class, describe_kind);
  gtk_widget_class_bind_template_callback (widget_class, ct_downloads_dialog_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_downloads_dialog_choose_all);
  gtk_widget_class_bind_template_callback (widget_class, ct_downloads_dialog_read_terms);
  gtk_widget_class_bind_template_callback (widget_class, ct_downloads_dialog_request);
  ct_format_bind_closures (widget_class);
}

static void
ct_downloads_dialog_init (CtDownloadsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_downloads_dialog_new (CtClient *client, CtPackageKind kind, const char *credential_id)
{
  CtDownloadsDialog *self = g_object_new (CT_TYPE_DOWNLOADS_DIALOG, "client", client, NULL);

  self->credential_id = g_strdup (credential_id);
  adw_toggle_group_set_active_name (self->kind,
                                    kind == CT_PACKAGE_KIND_LOGOS ? "logos" : "certificates");
  bind_lists (self);
  update (self);
  ct_collection_refresh (self->downloads);
  ct_collection_refresh (self->packages);
  return ADW_DIALOG (self);
}
