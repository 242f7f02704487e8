/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-incident-page.h"

#include <glib/gi18n.h>

#include "client/ct-supporting.h"
#include "client/ct-words.h"
#include "pages/ct-incident-words.h"
#include "pages/ct-message-editor.h"
#include "pages/ct-message-row.h"
#include "widgets/ct-fault-mark.h"
#include "widgets/ct-format.h"

/* In seconds: how often an answer is looked for. */
#define LOOK_INTERVAL 15

struct _CtIncidentPage
{
  CtPage parent_instance;

  CtIncident *incident;      /* owned */
  GCancellable *cancellable; /* owned */
  guint look;
  gboolean busy;

  GtkWidget *failure;
  GtkLabel *failure_title;
  GtkLabel *failure_body;
  GtkListBox *messages;
  GListModel *messages_model;
  CtMessageEditor *editor;
  GtkStack *send_face;
};

G_DEFINE_FINAL_TYPE (CtIncidentPage, ct_incident_page, CT_TYPE_PAGE)

typedef enum
{
  PROP_INCIDENT = 1,
} CtIncidentPageProperty;

static GParamSpec *properties[PROP_INCIDENT + 1];

static const char *
get_id (CtIncidentPage *self)
{
  return ct_resource_get_id (CT_RESOURCE (self->incident));
}

static CtIncidentDraft *
get_draft (CtIncidentPage *self)
{
  CtClient *client = ct_page_get_client (CT_PAGE (self));

  return ct_incident_drafts_get (ct_client_get_incident_drafts (client), get_id (self));
}

/* The words. */

static gboolean
is_closed (gpointer self, CtIncidentState state)
{
  return state == CT_INCIDENT_STATE_CLOSED;
}

static gboolean
is_open (gpointer self, CtIncidentState state)
{
  return state != CT_INCIDENT_STATE_CLOSED;
}

static char *
describe_change (gpointer self, CtIncident *incident)
{
  CtChangeRequest *change = incident != NULL ? incident->change : NULL;

  if (change == NULL)
    return g_strdup ("");
  if (change->company != NULL)
    /* Translators: %s is the name of a company */
    return g_strdup_printf (_ ("New company: %s"), change->company);

  /* Translators: a full name, and then given name and family name as at the test center */
  return g_strdup_printf (_ ("New name: %s\nAt the test center: %s %s"), change->name,
                          change->given_name, change->family_name);
}

static gboolean
has_change (gpointer self, CtChangeRequest *change)
{
  return change != NULL;
}

/* Sending. */

static void
update_actions (CtIncidentPage *self)
{
  gboolean uploading;

  g_object_get (self->editor, "busy", &uploading, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "incident.send", !self->busy && !uploading);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "incident.close", !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "incident.reopen", !self->busy);
}

static void
set_busy (CtIncidentPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), !busy);
  gtk_stack_set_visible_child_name (self->send_face, busy ? "busy" : "ready");
  update_actions (self);
}

static void
show_failure (CtIncidentPage *self, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  ct_words_for_error (error, &title, &body);
  gtk_label_set_label (self->failure_title, title);
  gtk_label_set_label (self->failure_body, body);
  gtk_widget_set_visible (self->failure, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_problem (CtIncidentPage *self, CtProblem *problem, const GError *error)
{
  GListModel *reasons
      = problem != NULL && problem->errors != NULL ? G_LIST_MODEL (problem->errors) : NULL;
  gboolean placed = FALSE;

  for (guint i = 0; reasons != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (CtProblemReason) reason = g_list_model_get_item (reasons, i);
      g_auto (GStrv) parts = g_strsplit (reason->pointer != NULL ? reason->pointer : "", "/", 3);

      if (parts[0] != NULL && parts[1] != NULL)
        placed |= ct_message_editor_show_fault (self->editor, parts[1], parts[2], reason->detail);
    }

  /* It was closed meanwhile: what was typed stays, and the page shows how to reopen it. */
  if (problem != NULL && problem->status == 409)
    ct_collection_renew (ct_client_get_incidents (ct_page_get_client (CT_PAGE (self))));
  if (placed)
    ct_fault_mark_focus_first (GTK_WIDGET (self->editor));
  else
    show_failure (self, error);
}

static void
sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtIncidentPage) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ct_supporting_send_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (id == NULL)
    show_problem (self, problem, error);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Message sent"));
}

static void
send_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtIncidentPage *self = CT_INCIDENT_PAGE (widget);
  CtIncidentDraft *draft = get_draft (self);

  gtk_widget_set_visible (self->failure, FALSE);
  ct_message_editor_hide_faults (self->editor);
  if (!ct_message_editor_check (self->editor))
    {
      ct_message_editor_focus (self->editor);
      return;
    }

  set_busy (self, TRUE);
  ct_supporting_send_async (ct_page_get_client (CT_PAGE (self)), draft, get_id (self),
                            self->cancellable, sent, g_object_ref (self));
}

static void
state_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtIncidentPage) self = user_data;
  g_autoptr (GError) error = NULL;

  ct_supporting_set_closed_finish (CT_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (error != NULL)
    show_failure (self, error);
}

static void
set_closed (CtIncidentPage *self, gboolean closed)
{
  gtk_widget_set_visible (self->failure, FALSE);
  set_busy (self, TRUE);
  ct_supporting_set_closed_async (ct_page_get_client (CT_PAGE (self)), self->incident, closed,
                                  self->cancellable, state_set, g_object_ref (self));
}

static void
close_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_closed (CT_INCIDENT_PAGE (widget), TRUE);
}

static void
reopen_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_closed (CT_INCIDENT_PAGE (widget), FALSE);
}

/* Looking for answers. */

static gboolean
look_again (gpointer user_data)
{
  CtIncidentPage *self = user_data;
  CtClient *client = ct_page_get_client (CT_PAGE (self));

  ct_collection_refresh (ct_client_get_incidents (client));
  /* Who asked for another name sees it everywhere once it is there. */
  if (self->incident->change != NULL)
    ct_collection_refresh (ct_client_get_account (client));
  return G_SOURCE_CONTINUE;
}

static void
ct_incident_page_map (GtkWidget *widget)
{
  CtIncidentPage *self = CT_INCIDENT_PAGE (widget);

  GTK_WIDGET_CLASS (ct_incident_page_parent_class)->map (widget);

  look_again (self);
  if (self->look == 0)
    self->look = g_timeout_add_seconds (LOOK_INTERVAL, look_again, self);
}

static void
ct_incident_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&CT_INCIDENT_PAGE (widget)->look, g_source_remove);

  GTK_WIDGET_CLASS (ct_incident_page_parent_class)->unmap (widget);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return ct_message_row_new (ct_page_get_client (CT_PAGE (user_data)), item);
}

static void
ct_incident_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtIncidentPageProperty) id)
    {
    case PROP_INCIDENT:
      g_value_set_object (value, CT_INCIDENT_PAGE (object)->incident);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_incident_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtIncidentPageProperty) id)
    {
    case PROP_INCIDENT:
      CT_INCIDENT_PAGE (object)->incident = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_incident_page_constructed (GObject *object)
{
  CtIncidentPage *self = CT_INCIDENT_PAGE (object);

  G_OBJECT_CLASS (ct_incident_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->messages, self->messages_model, create_row, self, NULL);
  ct_message_editor_set_label (self->editor, _ ("Your Message"));
  ct_message_editor_open (self->editor, ct_page_get_client (CT_PAGE (self)), get_draft (self));
  g_signal_connect_object (self->editor, "notify::busy", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
}

static void
ct_incident_page_dispose (GObject *object)
{
  CtIncidentPage *self = CT_INCIDENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look, g_source_remove);
  if (self->messages != NULL)
    gtk_list_box_bind_model (self->messages, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_INCIDENT_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->incident);

  G_OBJECT_CLASS (ct_incident_page_parent_class)->dispose (object);
}

static void
ct_incident_page_class_init (CtIncidentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_incident_page_get_property;
  object_class->set_property = ct_incident_page_set_property;
  object_class->constructed = ct_incident_page_constructed;
  object_class->dispose = ct_incident_page_dispose;
  widget_class->map = ct_incident_page_map;
  widget_class->unmap = ct_incident_page_unmap;

  properties[PROP_INCIDENT]
      = g_param_spec_object ("incident", NULL, NULL, CT_TYPE_INCIDENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "incident.send", NULL, send_activated);
  gtk_widget_class_install_action (widget_class, "incident.close", NULL, close_activated);
  gtk_widget_class_install_action (widget_class, "incident.reopen", NULL, reopen_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "incident.send", NULL);

  g_type_ensure (CT_TYPE_MESSAGE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/incident-page.ui");
  ct_format_bind_closures (widget_class);
  ct_incident_words_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, failure);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, failure_title);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, failure_body);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, messages);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, messages_model);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, editor);
  gtk_widget_class_bind_template_child (widget_class, CtIncidentPage, send_face);
  gtk_widget_class_bind_template_callback (widget_class, is_closed);
  gtk_widget_class_bind_template_callback (widget_class, is_open);
  gtk_widget_class_bind_template_callback (widget_class, has_change);
  gtk_widget_class_bind_template_callback (widget_class, describe_change);
}

static void
ct_incident_page_init (CtIncidentPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
ct_incident_page_new (CtClient *client, CtIncident *incident)
{
  return g_object_new (CT_TYPE_INCIDENT_PAGE, "client", client, "incident", incident, NULL);
}
