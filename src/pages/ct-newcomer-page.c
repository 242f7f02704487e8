/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-newcomer-page.h"

#include <glib/gi18n.h>

#include "client/ct-enrolling.h"
#include "client/ct-words.h"
#include "model/ct-error.h"
#include "widgets/ct-fault-mark.h"
#include "widgets/ct-format.h"

struct _CtNewcomerPage
{
  AdwNavigationPage parent_instance;

  CtClient *client; /* owned */
  GCancellable *cancellable;

  GtkWidget *names;
  GtkEditable *given_name;
  GtkEditable *family_name;
  GtkEditable *name;
  GtkEditable *user_name;
  GtkEditable *password;
  GtkWidget *has_report;
  GtkEditable *registration_id;
  GtkWidget *accepts;
  GtkLabel *failure;
};

G_DEFINE_FINAL_TYPE (CtNewcomerPage, ct_newcomer_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_DRAFT,
} CtNewcomerPageProperty;

static GParamSpec *properties[PROP_DRAFT + 1];

static guint admitted_signal;

static CtNewcomerDraft *
get_draft (CtNewcomerPage *self)
{
  return ct_client_get_newcomer (self->client);
}

/* Where what is wrong with a member of the draft is shown. */
typedef struct
{
  const char *member;
  GtkWidget *field;
} Place;

#define N_PLACES 8

static void
get_places (CtNewcomerPage *self, Place places[N_PLACES])
{
  Place all[N_PLACES] = {
    { "given_name", GTK_WIDGET (self->given_name) },
    { "family_name", GTK_WIDGET (self->family_name) },
    { "name", GTK_WIDGET (self->name) },
    { "user_name", GTK_WIDGET (self->user_name) },
    { "password", GTK_WIDGET (self->password) },
    { "registration_id", GTK_WIDGET (self->registration_id) },
    { "terms_version", self->accepts },
    { "privacy_version", self->accepts },
  };

  memcpy (places, all, sizeof all);
}

static void
hide_faults (CtNewcomerPage *self)
{
  Place places[N_PLACES];

  get_places (self, places);
  for (guint i = 0; i < N_PLACES; i++)
    ct_fault_mark_set (places[i].field, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
}

/* Returns: whether there is a place for it */
static gboolean
show_fault (CtNewcomerPage *self, const char *member, const char *words)
{
  Place places[N_PLACES];

  get_places (self, places);
  for (guint i = 0; i < N_PLACES; i++)
    if (g_strcmp0 (places[i].member, member) == 0)
      {
        ct_fault_mark_set (places[i].field, words);
        return TRUE;
      }
  return FALSE;
}

static void
show_failure (CtNewcomerPage *self, const char *words)
{
  gtk_label_set_label (self->failure, words);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
}

static void
show_problem (CtNewcomerPage *self, CtProblem *problem, const GError *error)
{
  GListModel *reasons = problem != NULL ? (GListModel *) problem->errors : NULL;

  for (guint i = 0; reasons != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (CtProblemReason) reason = g_list_model_get_item (reasons, i);
      const char *pointer = reason->pointer != NULL ? reason->pointer : "";
      const char *member = g_str_has_prefix (pointer, "#/") ? pointer + 2 : pointer;

      if (!show_fault (self, member, reason->detail))
        show_failure (self, reason->detail);
    }
  ct_fault_mark_focus_first (GTK_WIDGET (self));

  if (g_error_matches (error, CT_ERROR, CT_ERROR_NOT_FOUND))
    show_failure (self, _ ("This is not the code of the mail, or it was used or has expired. Check "
                           "it, or go back and ask for another."));
  else if (reasons == NULL)
    {
      const char *title = NULL;
      g_autofree char *words = NULL;

      ct_words_for_error (error, &title, &words);
      show_failure (self, words);
    }
}

/* What can be seen to be missing here need not be asked for. */
static gboolean
check (CtNewcomerPage *self)
{
  CtNewcomerDraft *draft = get_draft (self);
  const char *missing = _ ("Fill in this field.");

  hide_faults (self);
  if (!draft->is_invitation && *draft->given_name == '\0')
    show_fault (self, "given_name", missing);
  if (!draft->is_invitation && *draft->family_name == '\0')
    show_fault (self, "family_name", missing);
  if (*draft->user_name == '\0')
    show_fault (self, "user_name", missing);
  if (g_utf8_strlen (draft->password, -1) < 10)
    show_fault (self, "password", _ ("A password has at least 10 characters."));
  if (draft->has_report && *draft->registration_id == '\0')
    show_fault (self, "registration_id", missing);
  if (!draft->accepts_terms)
    show_fault (self, "terms_version", _ ("Without this, there can be no account."));
  return !ct_fault_mark_focus_first (GTK_WIDGET (self));
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtNewcomerPage) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = ct_enrolling_finish_finish (CT_SESSION (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "newcomer.finish", TRUE);
  if (done)
    g_signal_emit (self, admitted_signal, 0);
  else
    show_problem (self, problem, error);
}

static void
finish (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtNewcomerPage *self = CT_NEWCOMER_PAGE (widget);
  g_autoptr (CtProgram) program = NULL;

  g_object_get (ct_client_get_program (self->client), "first", &program, NULL);
  if (program == NULL || !check (self))
    return;

  gtk_widget_action_set_enabled (widget, action, FALSE);
  ct_enrolling_finish_async (ct_client_get_session (self->client), get_draft (self), program,
                             self->cancellable, on_finished, g_object_ref (self));
}

void
ct_newcomer_page_begin (CtNewcomerPage *self)
{
  g_return_if_fail (CT_IS_NEWCOMER_PAGE (self));

  CtNewcomerDraft *draft = get_draft (self);

  hide_faults (self);
  if (*draft->user_name == '\0')
    g_object_set (draft, "user-name", draft->email, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (draft->is_invitation ? self->user_name : self->given_name));
}

/* What is typed is in the draft at once. */
static void
bind_fields (CtNewcomerPage *self)
{
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  const struct
  {
    const char *name;
    gpointer field;
    const char *property;
    GBindingFlags flags;
  } fields[] = {
    { "given-name", self->given_name, "text", both },
    { "family-name", self->family_name, "text", both },
    { "name", self->name, "text", both },
    { "user-name", self->user_name, "text", both },
    { "password", self->password, "text", both },
    { "has-report", self->has_report, "active", both },
    { "registration-id", self->registration_id, "text", both },
    { "accepts-terms", self->accepts, "active", both },
    { "is-invitation", self->names, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_object_bind_property (get_draft (self), fields[i].name, fields[i].field, fields[i].property,
                            fields[i].flags);
}

static void
ct_newcomer_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtNewcomerPage *self = CT_NEWCOMER_PAGE (object);

  switch ((CtNewcomerPageProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_DRAFT:
      g_value_set_object (value, self->client != NULL ? get_draft (self) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_newcomer_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtNewcomerPage *self = CT_NEWCOMER_PAGE (object);

  switch ((CtNewcomerPageProperty) id)
    {
    case PROP_CLIENT:
      if (g_set_object (&self->client, g_value_get_object (value)))
        {
          g_object_notify_by_pspec (object, pspec);
          g_object_notify_by_pspec (object, properties[PROP_DRAFT]);
          if (self->client != NULL)
            bind_fields (self);
        }
      break;
    case PROP_DRAFT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_newcomer_page_dispose (GObject *object)
{
  CtNewcomerPage *self = CT_NEWCOMER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_NEWCOMER_PAGE);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_newcomer_page_parent_class)->dispose (object);
}

static void
ct_newcomer_page_class_init (CtNewcomerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_newcomer_page_get_property;
  object_class->set_property = ct_newcomer_page_set_property;
  object_class->dispose = ct_newcomer_page_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, G_PARAM_READWRITE | flags);
  properties[PROP_DRAFT]
      = g_param_spec_object ("draft", NULL, NULL, CT_TYPE_NEWCOMER_DRAFT, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  admitted_signal = g_signal_new ("admitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/newcomer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, names);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, given_name);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, family_name);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, name);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, user_name);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, password);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, has_report);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, registration_id);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, accepts);
  gtk_widget_class_bind_template_child (widget_class, CtNewcomerPage, failure);
  gtk_widget_class_install_action (widget_class, "newcomer.finish", NULL, finish);
  ct_format_bind_closures (widget_class);
}

static void
ct_newcomer_page_init (CtNewcomerPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
