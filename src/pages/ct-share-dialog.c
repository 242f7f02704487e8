/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-share-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-sharing.h"
#include "client/ct-words.h"
#include "model/ct-credential.h"
#include "model/ct-share.h"
#include "widgets/ct-fault-mark.h"
#include "widgets/ct-format.h"

/* In the order of the choices. */
static const int periods[] = { 7, 30, 90, 365 };

struct _CtShareDialog
{
  AdwDialog parent_instance;

  CtClient *client;          /* owned */
  GCancellable *cancellable; /* owned */

  GtkScrolledWindow *scrolled;
  GtkWidget *form;
  GtkWidget *failure;
  GtkLabel *failure_title;
  GtkLabel *failure_body;
  GtkListBox *credentials;
  GtkLabel *credentials_fault;
  GtkEditable *address;
  GtkListBox *recipients;
  GtkLabel *recipients_fault;
  GtkTextBuffer *message;
  GtkWidget *message_view;
  GtkLabel *message_fault;
  GtkWidget *shows_contact;
  AdwComboRow *period;
  GtkWidget *preview;
  GtkWidget *send;
  GtkStack *send_face;
};

G_DEFINE_FINAL_TYPE (CtShareDialog, ct_share_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtShareDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static CtShareDraft *
get_draft (CtShareDialog *self)
{
  return ct_client_get_share_draft (self->client);
}

/* What is wrong is said where it is. */

static void
show_failure (CtShareDialog *self, const char *title, const char *body)
{
  gtk_label_set_label (self->failure_title, title);
  gtk_label_set_label (self->failure_body, body);
  gtk_widget_set_visible (self->failure, TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static GtkWidget *
get_recipient_row (CtShareDialog *self, guint index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->recipients, (int) index));
}

static void
hide_faults (CtShareDialog *self)
{
  GListModel *recipients = ct_share_draft_get_recipients (get_draft (self));

  gtk_widget_set_visible (self->failure, FALSE);
  ct_fault_mark_set (GTK_WIDGET (self->credentials), NULL);
  ct_fault_mark_set (GTK_WIDGET (self->address), NULL);
  ct_fault_mark_set (self->message_view, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (recipients); i++)
    {
      g_autoptr (CtShareRecipient) recipient = g_list_model_get_item (recipients, i);
      g_object_set (recipient, "failure", NULL, NULL);
      ct_fault_mark_set (get_recipient_row (self, i), NULL);
    }
}

/* Whether there is a place for what the service found at @pointer, a JSON pointer. */
static gboolean
show_reason (CtShareDialog *self, const char *pointer, const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (pointer != NULL ? pointer : "", "/", 3);
  const char *name = parts[0] != NULL ? parts[1] : NULL;
  guint64 index;

  if (g_strcmp0 (name, "credential_ids") == 0)
    ct_fault_mark_set (GTK_WIDGET (self->credentials), detail);
  else if (g_strcmp0 (name, "message") == 0)
    ct_fault_mark_set (self->message_view, detail);
  else if (g_strcmp0 (name, "recipients") == 0)
    {
      GListModel *recipients = ct_share_draft_get_recipients (get_draft (self));
      g_autoptr (CtShareRecipient) recipient = NULL;

      if (parts[2] != NULL
          && g_ascii_string_to_unsigned (parts[2], 10, 0, G_MAXUINT - 1, &index, NULL))
        recipient = g_list_model_get_item (recipients, index);
      if (recipient != NULL)
        {
          GtkWidget *row = get_recipient_row (self, index);

          g_object_set (recipient, "failure", detail, NULL);
          ct_fault_mark_set_label (row, self->recipients_fault);
          ct_fault_mark_set (row,
                             _ ("Nothing was sent yet. Remove or correct the marked addresses."));
        }
      else
        ct_fault_mark_set (GTK_WIDGET (self->address), detail);
    }
  else
    return FALSE;

  return TRUE;
}

static void
show_problem (CtShareDialog *self, CtProblem *problem, const GError *error)
{
  GListModel *reasons
      = problem != NULL && problem->errors != NULL ? G_LIST_MODEL (problem->errors) : NULL;
  gboolean placed = FALSE;

  for (guint i = 0; reasons != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (CtProblemReason) reason = g_list_model_get_item (reasons, i);

      if (show_reason (self, reason->pointer, reason->detail))
        placed = TRUE;
    }

  if (placed)
    ct_fault_mark_focus_first (self->form);
  else
    {
      g_autofree char *body = NULL;
      const char *title;

      ct_words_for_error (error, &title, &body);
      show_failure (self, title, body);
      gtk_widget_grab_focus (self->send);
    }
}

static void
set_busy (CtShareDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (self->preview, !busy);
  gtk_widget_set_sensitive (self->send, !busy);
  gtk_stack_set_visible_child_name (self->send_face, busy ? "busy" : "ready");
}

static void
ct_share_dialog_add_address (CtShareDialog *self)
{
  ct_share_draft_add_recipients (get_draft (self), gtk_editable_get_text (self->address));
  gtk_editable_set_text (self->address, "");
}

static void
ct_share_dialog_period_chosen (CtShareDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->period);

  if (self->client != NULL && selected < G_N_ELEMENTS (periods))
    g_object_set (get_draft (self), "days", periods[selected], NULL);
}

static void
check_credentials (CtShareDialog *self)
{
  if (*ct_share_draft_get_credentials (get_draft (self)) == NULL)
    ct_fault_mark_set (GTK_WIDGET (self->credentials), _ ("Choose what to share."));
}

static void
launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, _ ("The Browser Did Not Open"), error->message);
}

static void
previewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = ct_sharing_preview_finish (CT_CLIENT (source), result, &problem, &error);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (uri == NULL)
    {
      show_problem (self, problem, error);
      return;
    }

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           self->cancellable, launched, g_object_ref (self));
}

static void
ct_share_dialog_preview (CtShareDialog *self)
{
  hide_faults (self);
  check_credentials (self);
  if (ct_fault_mark_focus_first (self->form))
    return;

  set_busy (self, TRUE);
  ct_sharing_preview_async (self->client, self->cancellable, previewed, g_object_ref (self));
}

static void
sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_sharing_send_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (!done)
    {
      show_problem (self, problem, error);
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Credentials shared"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
ct_share_dialog_send (CtShareDialog *self)
{
  hide_faults (self);
  ct_share_dialog_add_address (self);
  check_credentials (self);
  if (g_list_model_get_n_items (ct_share_draft_get_recipients (get_draft (self))) == 0)
    ct_fault_mark_set (GTK_WIDGET (self->address), _ ("Add at least one recipient."));
  if (ct_fault_mark_focus_first (self->form))
    return;

  set_busy (self, TRUE);
  ct_sharing_send_async (self->client, self->cancellable, sent, g_object_ref (self));
}

static void
linked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtShareDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtShare) share
      = ct_sharing_make_link_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (share == NULL)
    {
      show_problem (self, problem, error);
      return;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), share->uri);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Link copied"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
ct_share_dialog_copy_link (CtShareDialog *self)
{
  hide_faults (self);
  check_credentials (self);
  if (ct_fault_mark_focus_first (self->form))
    return;

  set_busy (self, TRUE);
  ct_sharing_make_link_async (self->client, self->cancellable, linked, g_object_ref (self));
}

/* The rows. */

static void
credential_toggled (GtkCheckButton *check, CtCredential *credential)
{
  CtShareDialog *self
      = CT_SHARE_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (check), CT_TYPE_SHARE_DIALOG));

  ct_share_draft_set_credential (get_draft (self), ct_resource_get_id (CT_RESOURCE (credential)),
                                 gtk_check_button_get_active (check));
  ct_fault_mark_set (GTK_WIDGET (self->credentials), NULL);
}

static GtkWidget *
create_credential_row (gpointer item, gpointer user_data)
{
  CtShareDialog *self = user_data;
  CtCredential *credential = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *expiry = ct_format_expiry (NULL, credential->expires_at);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), credential->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), expiry);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               ct_share_draft_has_credential (get_draft (self),
                                                              ct_resource_get_id (
                                                                  CT_RESOURCE (credential))));
  g_signal_connect_object (check, "toggled", G_CALLBACK (credential_toggled), credential, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
remove_clicked (GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  CtShareDialog *self = CT_SHARE_DIALOG (gtk_widget_get_ancestor (button, CT_TYPE_SHARE_DIALOG));

  ct_share_draft_remove_recipient (get_draft (self),
                                   gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static gboolean
has_failure (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, g_value_get_string (from) != NULL);
  return TRUE;
}

static GtkWidget *
create_recipient_row (gpointer item, gpointer user_data)
{
  CtShareRecipient *recipient = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *warning = gtk_image_new_from_icon_name ("ct-warning-symbolic");
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is an e-mail address */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), recipient->address);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recipient->address);
  g_object_bind_property (recipient, "failure", row, "subtitle", G_BINDING_SYNC_CREATE);

  gtk_widget_add_css_class (warning, "error");
  g_object_bind_property_full (recipient, "failure", warning, "visible", G_BINDING_SYNC_CREATE,
                               has_failure, NULL, NULL, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), warning);

  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
recipients_changed (CtShareDialog *self)
{
  guint n = g_list_model_get_n_items (ct_share_draft_get_recipients (get_draft (self)));

  gtk_widget_set_visible (GTK_WIDGET (self->recipients), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients_fault), FALSE);
  ct_fault_mark_set (GTK_WIDGET (self->address), NULL);
}

static gboolean
is_shareable (gpointer item, gpointer user_data)
{
  return CT_CREDENTIAL (item)->state != CT_CREDENTIAL_STATE_REVOKED;
}

static void
show_draft (CtShareDialog *self)
{
  CtShareDraft *draft = get_draft (self);
  int days;

  g_object_bind_property (draft, "message", self->message, "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (draft, "shows-contact", self->shows_contact, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_get (draft, "days", &days, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (periods[i] == days)
      adw_combo_row_set_selected (self->period, i);

  gtk_list_box_bind_model (self->recipients, ct_share_draft_get_recipients (draft),
                           create_recipient_row, NULL, NULL);
  g_signal_connect_object (ct_share_draft_get_recipients (draft), "items-changed",
                           G_CALLBACK (recipients_changed), self, G_CONNECT_SWAPPED);
  recipients_changed (self);
}

static void
show_credentials (CtShareDialog *self)
{
  CtCollection *credentials = ct_client_get_credentials (self->client);
  g_autoptr (GtkFilterListModel) model
      = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (credentials)),
                                   GTK_FILTER (gtk_custom_filter_new (is_shareable, NULL, NULL)));

  gtk_list_box_bind_model (self->credentials, G_LIST_MODEL (model), create_credential_row, self,
                           NULL);
}

static void
ct_share_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtShareDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_SHARE_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_share_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtShareDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_SHARE_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What was typed stays in the draft, also an address that was not added yet. */
static void
ct_share_dialog_closed (AdwDialog *dialog)
{
  CtShareDialog *self = CT_SHARE_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  ct_share_dialog_add_address (self);
}

static void
ct_share_dialog_dispose (GObject *object)
{
  CtShareDialog *self = CT_SHARE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->credentials != NULL)
    gtk_list_box_bind_model (self->credentials, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_SHARE_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_share_dialog_parent_class)->dispose (object);
}

static void
ct_share_dialog_class_init (CtShareDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_share_dialog_get_property;
  object_class->set_property = ct_share_dialog_set_property;
  object_class->dispose = ct_share_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = ct_share_dialog_closed;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/share-dialog.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, failure_title);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, failure_body);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, credentials);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, credentials_fault);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, address);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, recipients);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, recipients_fault);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, message);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, message_view);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, message_fault);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, shows_contact);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, period);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, send);
  gtk_widget_class_bind_template_child (widget_class, CtShareDialog, send_face);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_dialog_add_address);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_dialog_period_chosen);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_dialog_preview);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_dialog_send);
  gtk_widget_class_bind_template_callback (widget_class, ct_share_dialog_copy_link);
}

static void
ct_share_dialog_init (CtShareDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ct_fault_mark_set_label (GTK_WIDGET (self->credentials), self->credentials_fault);
  ct_fault_mark_set_label (GTK_WIDGET (self->address), self->recipients_fault);
  ct_fault_mark_set_label (self->message_view, self->message_fault);
}

AdwDialog *
ct_share_dialog_new (CtClient *client, const char *credential_id)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtShareDialog *self = g_object_new (CT_TYPE_SHARE_DIALOG, "client", client, NULL);

  if (credential_id != NULL)
    ct_share_draft_set_credential (get_draft (self), credential_id, TRUE);
  show_draft (self);
  show_credentials (self);
  return ADW_DIALOG (self);
}
