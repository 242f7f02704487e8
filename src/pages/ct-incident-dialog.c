/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-incident-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-supporting.h"
#include "client/ct-words.h"
#include "model/ct-account.h"
#include "model/ct-program.h"
#include "pages/ct-incident-words.h"
#include "pages/ct-message-editor.h"
#include "widgets/ct-fault-mark.h"
#include "widgets/ct-format.h"

struct _CtIncidentDialog
{
  AdwDialog parent_instance;

  CtClient *client;          /* owned */
  CtIncidentDraft *draft;    /* owned */
  GCancellable *cancellable; /* owned */
  char *given_topic;         /* owned, nullable */
  gboolean busy;

  GtkScrolledWindow *scrolled;
  GtkWidget *form;
  GtkWidget *failure;
  GtkLabel *failure_title;
  GtkLabel *failure_body;
  AdwComboRow *topic;
  GListModel *topics;
  GtkLabel *summary;
  GtkWidget *subject_group;
  GtkWidget *subject;
  GtkWidget *name_group;
  GtkWidget *name;
  GtkWidget *given_name;
  GtkWidget *family_name;
  GtkWidget *company_group;
  GtkWidget *company;
  AdwPreferencesGroup *message_group;
  CtMessageEditor *editor;
  GtkWidget *send;
  GtkStack *send_face;
};

G_DEFINE_FINAL_TYPE (CtIncidentDialog, ct_incident_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtIncidentDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

/* The topic, and what it asks for. */

static CtTopic *
get_topic (CtIncidentDialog *self)
{
  return adw_combo_row_get_selected_item (self->topic);
}

static void
set_if_empty (CtIncidentDraft *draft, const char *property, const char *value)
{
  g_autofree char *present = NULL;

  g_object_get (draft, property, &present, NULL);
  if ((present == NULL || *present == '\0') && value != NULL)
    g_object_set (draft, property, value, NULL);
}

/* Whoever changes a name changes a part of it. */
static void
propose_names (CtIncidentDialog *self)
{
  g_autoptr (CtAccount) account = NULL;

  g_object_get (ct_client_get_account (self->client), "first", &account, NULL);
  if (account == NULL)
    return;

  set_if_empty (self->draft, "name", account->name);
  set_if_empty (self->draft, "given-name", account->given_name);
  set_if_empty (self->draft, "family-name", account->family_name);
}

static void
forget_change (CtIncidentDraft *draft, CtTopicForm form)
{
  if (form != CT_TOPIC_FORM_NAME)
    g_object_set (draft, "name", "", "given-name", "", "family-name", "", NULL);
  if (form != CT_TOPIC_FORM_COMPANY)
    g_object_set (draft, "company", "", NULL);
}

static void
ct_incident_dialog_topic_chosen (CtIncidentDialog *self)
{
  CtTopic *topic = get_topic (self);
  CtTopicForm form = topic != NULL ? topic->form : CT_TOPIC_FORM_NONE;

  if (topic == NULL || self->draft == NULL)
    return;

  g_object_set (self->draft, "topic-id", ct_resource_get_id (CT_RESOURCE (topic)), NULL);
  forget_change (self->draft, form);
  if (form == CT_TOPIC_FORM_NAME)
    propose_names (self);

  gtk_label_set_label (self->summary, topic->summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), topic->summary != NULL);
  gtk_widget_set_visible (self->subject_group, form == CT_TOPIC_FORM_NONE);
  gtk_widget_set_visible (self->name_group, form == CT_TOPIC_FORM_NAME);
  gtk_widget_set_visible (self->company_group, form == CT_TOPIC_FORM_COMPANY);
  adw_preferences_group_set_title (self->message_group,
                                   form == CT_TOPIC_FORM_NONE ? _ ("Message") : _ ("Reason"));
  ct_message_editor_set_label (self->editor,
                               form == CT_TOPIC_FORM_NONE ? _ ("Message") : _ ("Reason"));
}

/* The draft may come from a file in a moment, and the topics from the service. */
static void
select_topic (CtIncidentDialog *self)
{
  const char *wanted = self->given_topic != NULL ? self->given_topic : self->draft->topic_id;

  for (guint i = 0; i < g_list_model_get_n_items (self->topics); i++)
    {
      g_autoptr (CtResource) topic = g_list_model_get_item (self->topics, i);

      if (g_strcmp0 (ct_resource_get_id (topic), wanted) == 0)
        {
          if (adw_combo_row_get_selected (self->topic) != i)
            adw_combo_row_set_selected (self->topic, i);
          break;
        }
    }
  ct_incident_dialog_topic_chosen (self);
}

static void
draft_topic_changed (CtIncidentDialog *self)
{
  CtTopic *topic = get_topic (self);

  if (topic != NULL && *self->draft->topic_id != '\0'
      && g_strcmp0 (ct_resource_get_id (CT_RESOURCE (topic)), self->draft->topic_id) != 0)
    select_topic (self);
}

/* What is wrong is said where it is. */

static void
show_failure (CtIncidentDialog *self, const char *title, const char *body)
{
  gtk_label_set_label (self->failure_title, title);
  gtk_label_set_label (self->failure_body, body);
  gtk_widget_set_visible (self->failure, TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
hide_faults (CtIncidentDialog *self)
{
  GtkWidget *const rows[]
      = { self->subject, self->name, self->given_name, self->family_name, self->company };

  gtk_widget_set_visible (self->failure, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    ct_fault_mark_set (rows[i], NULL);
  ct_message_editor_hide_faults (self->editor);
}

static GtkWidget *
find_row (CtIncidentDialog *self, const char *name)
{
  const struct
  {
    const char *name;
    GtkWidget *row;
  } rows[] = {
    { "topic_id", GTK_WIDGET (self->topic) },
    { "subject", self->subject },
    { "name", self->name },
    { "given_name", self->given_name },
    { "family_name", self->family_name },
    { "company", self->company },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_strcmp0 (rows[i].name, name) == 0 && gtk_widget_get_mapped (rows[i].row))
        return rows[i].row;
    }
  return NULL;
}

static gboolean
show_reason (CtIncidentDialog *self, CtProblemReason *reason)
{
  g_auto (GStrv) parts = g_strsplit (reason->pointer != NULL ? reason->pointer : "", "/", 3);
  const char *name = parts[0] != NULL ? parts[1] : NULL;
  GtkWidget *row = find_row (self, name);

  if (row != NULL)
    ct_fault_mark_set (row, reason->detail);
  else if (name != NULL)
    return ct_message_editor_show_fault (self->editor, name, parts[2], reason->detail);
  else
    show_failure (self, _ ("Not Sent"), reason->detail);
  return TRUE;
}

static void
show_problem (CtIncidentDialog *self, CtProblem *problem, const GError *error)
{
  GListModel *reasons
      = problem != NULL && problem->errors != NULL ? G_LIST_MODEL (problem->errors) : NULL;
  gboolean placed = FALSE;

  for (guint i = 0; reasons != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (CtProblemReason) reason = g_list_model_get_item (reasons, i);
      placed |= show_reason (self, reason);
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

/* Sending. */

static void
update_actions (CtIncidentDialog *self)
{
  gboolean uploading;

  g_object_get (self->editor, "busy", &uploading, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "incident.send", !self->busy && !uploading);
}

static void
set_busy (CtIncidentDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_stack_set_visible_child_name (self->send_face, busy ? "busy" : "ready");
  update_actions (self);
}

static void
sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtIncidentDialog) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ct_supporting_send_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (id == NULL)
    {
      show_problem (self, problem, error);
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "support");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _ ("Sent to the Program Support Team"));
  adw_dialog_close (ADW_DIALOG (self));
}

/* Whether all is there that can be seen to be missing without asking the service. */
static gboolean
check (CtIncidentDialog *self)
{
  GtkWidget *const rows[]
      = { self->subject, self->name, self->given_name, self->family_name, self->company };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text
          = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (rows[i]))));

      if (gtk_widget_get_mapped (rows[i]) && *text == '\0')
        ct_fault_mark_set (rows[i], _ ("Fill in this field."));
    }
  ct_message_editor_check (self->editor);
  return !ct_fault_mark_focus_first (self->form);
}

static void
send_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtIncidentDialog *self = CT_INCIDENT_DIALOG (widget);

  hide_faults (self);
  if (get_topic (self) == NULL || !check (self))
    return;

  set_busy (self, TRUE);
  ct_supporting_send_async (self->client, self->draft, NULL, self->cancellable, sent,
                            g_object_ref (self));
}

static void
show_draft (CtIncidentDialog *self)
{
  const struct
  {
    const char *property;
    GtkWidget *row;
  } rows[] = {
    { "subject", self->subject },       { "name", self->name },
    { "given-name", self->given_name }, { "family-name", self->family_name },
    { "company", self->company },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_object_bind_property (self->draft, rows[i].property, rows[i].row, "text",
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  ct_message_editor_open (self->editor, self->client, self->draft);
  g_signal_connect_object (self->editor, "notify::busy", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_set_visible (GTK_WIDGET (self->topic), self->given_topic == NULL);
  select_topic (self);
  g_signal_connect_object (self->topics, "items-changed", G_CALLBACK (select_topic), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::topic-id", G_CALLBACK (draft_topic_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
ct_incident_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtIncidentDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_INCIDENT_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_incident_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtIncidentDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_INCIDENT_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_incident_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (CT_INCIDENT_DIALOG (dialog)->cancellable);
}

static void
ct_incident_dialog_dispose (GObject *object)
{
  CtIncidentDialog *self = CT_INCIDENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_INCIDENT_DIALOG);
  g_clear_pointer (&self->given_topic, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_incident_dialog_parent_class)->dispose (object);
}

static void
ct_incident_dialog_class_init (CtIncidentDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_incident_dialog_get_property;
  object_class->set_property = ct_incident_dialog_set_property;
  object_class->dispose = ct_incident_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = ct_incident_dialog_closed;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "incident.send", NULL, send_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "incident.send", NULL);

  g_type_ensure (CT_TYPE_MESSAGE_EDITOR);
  g_type_ensure (CT_TYPE_TOPIC); /* it may be that there was no program yet */
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/incident-dialog.ui");
  ct_format_bind_closures (widget_class);
  ct_incident_words_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, failure_title);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, failure_body);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, topic);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, topics);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, subject_group);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, given_name);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, family_name);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, company_group);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, company);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, message_group);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, editor);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, send);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentDialog, send_face);
  gtk_widget_class_bind_template_callback (widget_class, ct_incident_dialog_topic_chosen);
}

static void
ct_incident_dialog_init (CtIncidentDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_incident_dialog_new (CtClient *client, const char *topic_id)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtIncidentDialog *self = g_object_new (CT_TYPE_INCIDENT_DIALOG, "client", client, NULL);
  g_autofree char *draft_id = topic_id != NULL ? g_strconcat ("new ", topic_id, NULL) : NULL;

  self->given_topic = g_strdup (topic_id);
  self->draft = g_object_ref (ct_incident_drafts_get (ct_client_get_incident_drafts (client),
                                                      draft_id != NULL ? draft_id : "new"));
  show_draft (self);
  return ADW_DIALOG (self);
}
