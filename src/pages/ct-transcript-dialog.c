/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-transcript-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-sharing.h"
#include "client/ct-words.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "pages/ct-document-page.h"
#include "widgets/ct-format.h"
#include "widgets/ct-look.h"

/* In the order of the choices. */
static const int periods[] = { 30, 90, 365 };

struct _CtTranscriptDialog
{
  AdwDialog parent_instance;

  CtClient *client;          /* owned */
  CtPage *page;              /* a weak pointer */
  GCancellable *cancellable; /* owned */
  GHashTable *left_out;      /* the ids of what is not to be listed */
  GHashTable *seen;          /* the ids of what was offered */
  char *key;                 /* NULL: what is chosen was not sent yet */

  GtkWidget *form;
  GtkLabel *failure;
  GtkListBox *credentials;
  GtkListBox *attempts;
  GtkFilterListModel *credentials_model;
  GtkSliceListModel *attempts_model;
  GtkFilterListModel *attempts_filtered;
  AdwComboRow *period;
  GtkWidget *create;
  GtkStack *create_face;
};

G_DEFINE_FINAL_TYPE (CtTranscriptDialog, ct_transcript_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtTranscriptDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

/* What is chosen, in the order of @model. */
static char **
get_chosen (CtTranscriptDialog *self, GListModel *model)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CtResource) item = g_list_model_get_item (model, i);
      const char *id = ct_resource_get_id (item);

      if (id != NULL && !g_hash_table_contains (self->left_out, id))
        g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

/* What is asked for then is another transcript. */
static void
ct_transcript_dialog_changed (CtTranscriptDialog *self)
{
  if (self->client == NULL)
    return;

  g_auto (GStrv) credentials = get_chosen (self, G_LIST_MODEL (self->credentials_model));
  g_auto (GStrv) attempts = get_chosen (self, G_LIST_MODEL (self->attempts_model));

  g_clear_pointer (&self->key, g_free);
  gtk_widget_set_sensitive (self->create, *credentials != NULL || *attempts != NULL);
}

static void
set_busy (CtTranscriptDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (self->create, !busy);
  gtk_stack_set_visible_child_name (self->create_face, busy ? "busy" : "ready");
}

static void
show_failure (CtTranscriptDialog *self, CtProblem *problem, const GError *error)
{
  GListModel *reasons
      = problem != NULL && problem->errors != NULL ? G_LIST_MODEL (problem->errors) : NULL;
  g_autoptr (CtProblemReason) reason = reasons != NULL ? g_list_model_get_item (reasons, 0) : NULL;
  g_autofree char *body = NULL;
  g_autofree char *words = NULL;
  const char *title;

  ct_words_for_error (error, &title, &body);
  words = g_strdup_printf ("%s\n%s", title, reason != NULL ? reason->detail : body);
  gtk_label_set_label (self->failure, words);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->create);
}

static void
created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtTranscriptDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtShare) share
      = ct_sharing_make_transcript_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (share == NULL)
    {
      show_failure (self, problem, error);
      return;
    }

  adw_dialog_close (ADW_DIALOG (self));
  if (self->page != NULL)
    ct_page_push (self->page, ADW_NAVIGATION_PAGE (ct_document_page_new (self->client, share)));
}

static void
ct_transcript_dialog_create (CtTranscriptDialog *self)
{
  g_auto (GStrv) credentials = get_chosen (self, G_LIST_MODEL (self->credentials_model));
  g_auto (GStrv) attempts = get_chosen (self, G_LIST_MODEL (self->attempts_model));
  guint period = MIN (adw_combo_row_get_selected (self->period), G_N_ELEMENTS (periods) - 1);

  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  set_busy (self, TRUE);
  if (self->key == NULL)
    self->key = g_uuid_string_random ();
  ct_sharing_make_transcript_async (self->client, (const char *const *) credentials,
                                    (const char *const *) attempts, periods[period], self->key,
                                    self->cancellable, created, g_object_ref (self));
}

/* The rows. */

static void
toggled (GtkCheckButton *check, CtResource *item)
{
  CtTranscriptDialog *self = CT_TRANSCRIPT_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (check), CT_TYPE_TRANSCRIPT_DIALOG));
  const char *id = ct_resource_get_id (item);

  if (gtk_check_button_get_active (check))
    g_hash_table_remove (self->left_out, id);
  else
    g_hash_table_add (self->left_out, g_strdup (id));
  ct_transcript_dialog_changed (self);
}

static GtkWidget *
create_row (CtTranscriptDialog *self,
            CtResource *item,
            const char *title,
            const char *subtitle,
            gboolean is_good)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *id = ct_resource_get_id (item);

  if (id != NULL && g_hash_table_add (self->seen, g_strdup (id)) && !is_good)
    g_hash_table_add (self->left_out, g_strdup (id));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (row, id != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               id != NULL && !g_hash_table_contains (self->left_out, id));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled), item, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static GtkWidget *
create_credential_row (gpointer item, gpointer user_data)
{
  CtCredential *credential = item;
  g_autofree char *expiry = ct_format_expiry (NULL, credential->expires_at);

  return create_row (user_data, item, credential->title, expiry,
                     credential->state == CT_CREDENTIAL_STATE_ACTIVE);
}

static GtkWidget *
create_attempt_row (gpointer item, gpointer user_data)
{
  CtAttempt *attempt = item;
  g_autoptr (CtLook) look = ct_look_attempt (NULL, attempt->result);
  g_autofree char *day = ct_format_date (NULL, attempt->taken_at);
  /* Translators: how an exam went, and the date at which it was taken */
  g_autofree char *subtitle = g_strdup_printf (C_ ("transcript", "%s · %s"), look->words, day);

  return create_row (user_data, item, attempt->exam_title, subtitle,
                     attempt->result == CT_RESULT_PASSED);
}

static gboolean
is_credential_offered (gpointer item, gpointer user_data)
{
  return CT_CREDENTIAL (item)->state != CT_CREDENTIAL_STATE_REVOKED;
}

static gboolean
is_attempt_offered (gpointer item, gpointer user_data)
{
  return CT_ATTEMPT (item)->result == CT_RESULT_PASSED
         || CT_ATTEMPT (item)->result == CT_RESULT_FAILED;
}

static void
show_offered (CtTranscriptDialog *self)
{
  g_autoptr (GtkFilter) credentials
      = GTK_FILTER (gtk_custom_filter_new (is_credential_offered, NULL, NULL));
  g_autoptr (GtkFilter) attempts
      = GTK_FILTER (gtk_custom_filter_new (is_attempt_offered, NULL, NULL));

  gtk_filter_list_model_set_filter (self->credentials_model, credentials);
  gtk_filter_list_model_set_filter (self->attempts_filtered, attempts);
  gtk_list_box_bind_model (self->credentials, G_LIST_MODEL (self->credentials_model),
                           create_credential_row, self, NULL);
  gtk_list_box_bind_model (self->attempts, G_LIST_MODEL (self->attempts_model), create_attempt_row,
                           self, NULL);
  g_signal_connect_object (self->credentials_model, "items-changed",
                           G_CALLBACK (ct_transcript_dialog_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attempts_model, "items-changed",
                           G_CALLBACK (ct_transcript_dialog_changed), self, G_CONNECT_SWAPPED);
  adw_combo_row_set_selected (self->period, G_N_ELEMENTS (periods) - 1);
  ct_transcript_dialog_changed (self);
}

static void
ct_transcript_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtTranscriptDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_TRANSCRIPT_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_transcript_dialog_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((CtTranscriptDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_TRANSCRIPT_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_transcript_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (CT_TRANSCRIPT_DIALOG (dialog)->cancellable);
}

static void
ct_transcript_dialog_dispose (GObject *object)
{
  CtTranscriptDialog *self = CT_TRANSCRIPT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->credentials != NULL)
    gtk_list_box_bind_model (self->credentials, NULL, NULL, NULL, NULL);
  if (self->attempts != NULL)
    gtk_list_box_bind_model (self->attempts, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_TRANSCRIPT_DIALOG);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ct_transcript_dialog_parent_class)->dispose (object);
}

static void
ct_transcript_dialog_finalize (GObject *object)
{
  CtTranscriptDialog *self = CT_TRANSCRIPT_DIALOG (object);

  g_hash_table_unref (self->left_out);
  g_hash_table_unref (self->seen);
  g_free (self->key);

  G_OBJECT_CLASS (ct_transcript_dialog_parent_class)->finalize (object);
}

static void
ct_transcript_dialog_class_init (CtTranscriptDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_transcript_dialog_get_property;
  object_class->set_property = ct_transcript_dialog_set_property;
  object_class->dispose = ct_transcript_dialog_dispose;
  object_class->finalize = ct_transcript_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = ct_transcript_dialog_closed;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/transcript-dialog.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, credentials);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, attempts);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, credentials_model);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, attempts_model);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, attempts_filtered);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, period);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, create);
  gtk_widget_class_bind_template_child (widget_class, CtTranscriptDialog, create_face);
  gtk_widget_class_bind_template_callback (widget_class, ct_transcript_dialog_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_transcript_dialog_create);
}

static void
ct_transcript_dialog_init (CtTranscriptDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ct_transcript_dialog_present (CtPage *page)
{
  g_return_if_fail (CT_IS_PAGE (page));

  CtTranscriptDialog *self
      = g_object_new (CT_TYPE_TRANSCRIPT_DIALOG, "client", ct_page_get_client (page), NULL);

  g_set_weak_pointer (&self->page, page);
  show_offered (self);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (page));
}
