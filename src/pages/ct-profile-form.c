/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-profile-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "client/ct-profiling.h"
#include "client/ct-words.h"
#include "model/ct-error.h"
#include "pages/ct-profile-combo.h"
#include "pages/ct-profile-conflict-row.h"
#include "pages/ct-profile-entry.h"

struct _CtProfileForm
{
  AdwBin parent_instance;

  CtClient *client;          /* owned */
  GtkWidget *content;        /* owned */
  GCancellable *cancellable; /* owned */
  gboolean busy;

  GtkScrolledWindow *scrolled;
  GtkWidget *form;
  AdwBin *content_bin;
  GtkWidget *failure;
  GtkLabel *failure_title;
  GtkLabel *failure_body;
  GtkWidget *conflicts_group;
  GtkListBox *conflicts;
  GtkWidget *save;
  GtkStack *save_face;
};

G_DEFINE_FINAL_TYPE (CtProfileForm, ct_profile_form, ADW_TYPE_BIN)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_CONTENT,
} CtProfileFormProperty;

static GParamSpec *properties[PROP_CONTENT + 1];

typedef gboolean (*Visitor) (CtProfileForm *self, GtkWidget *row, gpointer data);

/* Visits the rows of the profile below @widget, until the visitor has enough. */
static gboolean
visit (CtProfileForm *self, GtkWidget *widget, Visitor visitor, gpointer data)
{
  if (CT_IS_PROFILE_ENTRY (widget) || CT_IS_PROFILE_COMBO (widget))
    return visitor (self, widget, data);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (visit (self, child, visitor, data))
      return TRUE;
  return FALSE;
}

static CtProfileDraft *
get_draft (CtProfileForm *self)
{
  return ct_client_get_profile_draft (self->client);
}

static gboolean
bind_row (CtProfileForm *self, GtkWidget *row, gpointer data)
{
  g_object_set (row, "account", ct_profile_draft_get_account (get_draft (self)), NULL);
  return FALSE;
}

/* Whoever comes first is led there. */
static gboolean
focus_if_faulty (CtProfileForm *self, GtkWidget *row, gpointer data)
{
  g_autofree char *fault = NULL;

  if (CT_IS_PROFILE_ENTRY (row))
    fault = ct_profile_entry_check (CT_PROFILE_ENTRY (row));
  else
    g_object_get (row, "fault", &fault, NULL);

  if (fault == NULL)
    return FALSE;
  gtk_widget_grab_focus (row);
  gtk_accessible_announce (GTK_ACCESSIBLE (row), fault,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}

static gboolean
show_reason (CtProfileForm *self, GtkWidget *row, gpointer data)
{
  CtProblemReason *reason = data;
  g_autofree char *field = NULL;
  g_autofree char *pointer = NULL;

  g_object_get (row, "field", &field, NULL);
  pointer = g_strconcat ("#/", g_strdelimit (field, "-", '_'), NULL);
  if (g_strcmp0 (reason->pointer, pointer) != 0)
    return FALSE;
  g_object_set (row, "fault", reason->detail, NULL);
  return TRUE;
}

static void
show_failure (CtProfileForm *self, const char *title, const char *body)
{
  gtk_label_set_label (self->failure_title, title);
  gtk_label_set_label (self->failure_body, body);
  gtk_widget_set_visible (self->failure, TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_error (CtProfileForm *self, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  ct_words_for_error (error, &title, &body);
  show_failure (self, title, body);
}

/* What the service found is said where it is; what this page does not show, above it. */
static void
show_problem (CtProfileForm *self, CtProblem *problem, const GError *error)
{
  GListModel *reasons
      = problem != NULL && problem->errors != NULL ? G_LIST_MODEL (problem->errors) : NULL;
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; reasons != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (CtProblemReason) reason = g_list_model_get_item (reasons, i);

      if (!visit (self, self->content, show_reason, reason))
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? "\n" : "", reason->detail);
    }

  if (reasons == NULL)
    show_error (self, error);
  else if (rest->len > 0)
    show_failure (self, _ ("Not Saved Yet"), rest->str);
  if (!visit (self, self->content, focus_if_faulty, NULL))
    gtk_widget_grab_focus (self->save);
}

static void
update_save (CtProfileForm *self)
{
  gtk_widget_set_sensitive (self->form, !self->busy);
  gtk_widget_set_sensitive (self->save,
                            !self->busy && ct_profile_draft_is_changed (get_draft (self)));
  gtk_stack_set_visible_child_name (self->save_face, self->busy ? "busy" : "ready");
}

static void
update_conflicts (CtProfileForm *self)
{
  GListModel *conflicts = ct_profile_draft_get_conflicts (get_draft (self));

  gtk_widget_set_visible (self->conflicts_group, g_list_model_get_n_items (conflicts) > 0);
}

static void
show_conflicts (CtProfileForm *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  gtk_widget_child_focus (self->conflicts_group, GTK_DIR_TAB_FORWARD);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Changed Elsewhere Meanwhile"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtProfileForm) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_profiling_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->busy = FALSE;
  update_save (self);
  if (done)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "account.toast", "s", _ ("Changes saved"));
      gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
    }
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_CONFLICT)
           && ct_profile_draft_is_undecided (get_draft (self)))
    show_conflicts (self);
  else
    show_problem (self, problem, error);
}

static void
ct_profile_form_save (CtProfileForm *self)
{
  gtk_widget_set_visible (self->failure, FALSE);
  if (visit (self, self->content, focus_if_faulty, NULL))
    return;
  if (ct_profile_draft_is_undecided (get_draft (self)))
    {
      show_conflicts (self);
      return;
    }

  /* What has the focus is to lose it before it cannot be used. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  self->busy = TRUE;
  update_save (self);
  ct_profiling_save_async (self->client, self->cancellable, saved, g_object_ref (self));
}

static void
set_client (CtProfileForm *self, CtClient *client)
{
  CtProfileDraft *draft;

  if (client == NULL || self->client == client)
    return;

  g_assert (self->client == NULL);
  self->client = g_object_ref (client);
  draft = get_draft (self);
  g_signal_connect_object (draft, "notify::changed", G_CALLBACK (update_save), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->conflicts, ct_profile_draft_get_conflicts (draft),
                           ct_profile_conflict_row_create, NULL, NULL);
  g_signal_connect_object (ct_profile_draft_get_conflicts (draft), "items-changed",
                           G_CALLBACK (update_conflicts), self, G_CONNECT_SWAPPED);
  visit (self, self->content, bind_row, NULL);
  update_conflicts (self);
  update_save (self);
}

static void
ct_profile_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtProfileForm *self = CT_PROFILE_FORM (object);

  switch ((CtProfileFormProperty) id)
    {
    case PROP_CLIENT:
      set_client (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      g_set_object (&self->content, g_value_get_object (value));
      adw_bin_set_child (self->content_bin, self->content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_profile_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtProfileForm *self = CT_PROFILE_FORM (object);

  switch ((CtProfileFormProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_profile_form_dispose (GObject *object)
{
  CtProfileForm *self = CT_PROFILE_FORM (object);

  g_cancellable_cancel (self->cancellable);
  if (self->conflicts != NULL)
    gtk_list_box_bind_model (self->conflicts, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_PROFILE_FORM);
  g_clear_object (&self->content);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_profile_form_parent_class)->dispose (object);
}

static void
ct_profile_form_class_init (CtProfileFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ct_profile_form_set_property;
  object_class->get_property = ct_profile_form_get_property;
  object_class->dispose = ct_profile_form_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/profile-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, form);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, content_bin);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, failure);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, failure_title);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, failure_body);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, conflicts_group);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, conflicts);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, save);
  gtk_widget_class_bind_template_child (widget_class, CtProfileForm, save_face);
  gtk_widget_class_bind_template_callback (widget_class, ct_profile_form_save);
}

static void
ct_profile_form_init (CtProfileForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
