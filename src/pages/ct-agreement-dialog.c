/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-agreement-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-agreeing.h"
#include "client/ct-words.h"
#include "model/ct-account.h"
#include "model/ct-program.h"
#include "widgets/ct-format.h"

struct _CtAgreementDialog
{
  AdwDialog parent_instance;

  CtClient *client; /* owned */
  char *agreement_id;

  GtkLabel *heading;
  GtkLabel *text;
  GtkLabel *state;
  GtkWidget *accepting;
  GtkLabel *failure;

  GCancellable *cancellable;
};

typedef enum
{
  PROP_CLIENT = 1,
  PROP_AGREEMENT_ID,
} CtAgreementDialogProperty;

static GParamSpec *properties[PROP_AGREEMENT_ID + 1];

G_DEFINE_FINAL_TYPE (CtAgreementDialog, ct_agreement_dialog, ADW_TYPE_DIALOG)

static CtAgreement *
find_agreement (CtAgreementDialog *self)
{
  g_autoptr (CtProgram) program
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_program (self->client)), 0);
  GListModel *agreements = program ? G_LIST_MODEL (program->agreements) : NULL;

  for (guint i = 0; agreements && i < g_list_model_get_n_items (agreements); i++)
    {
      g_autoptr (CtAgreement) agreement = g_list_model_get_item (agreements, i);

      if (g_strcmp0 (ct_resource_get_id (CT_RESOURCE (agreement)), self->agreement_id) == 0)
        return g_steal_pointer (&agreement);
    }

  return NULL;
}

/* The last acceptance, whatever the version. */
static CtAcceptance *
find_acceptance (CtAgreementDialog *self)
{
  g_autoptr (CtAccount) account
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_account (self->client)), 0);
  GListModel *acceptances = account ? G_LIST_MODEL (account->acceptances) : NULL;
  g_autoptr (CtAcceptance) last = NULL;

  for (guint i = 0; acceptances && i < g_list_model_get_n_items (acceptances); i++)
    {
      g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (acceptances, i);

      if (g_strcmp0 (acceptance->agreement_id, self->agreement_id) == 0
          && (!last || g_date_time_compare (acceptance->accepted_at, last->accepted_at) > 0))
        g_set_object (&last, acceptance);
    }

  return g_steal_pointer (&last);
}

static void
update (CtAgreementDialog *self)
{
  g_autoptr (CtAgreement) agreement = find_agreement (self);
  g_autoptr (CtAcceptance) acceptance = find_acceptance (self);
  gboolean current
      = agreement && acceptance && g_strcmp0 (agreement->version, acceptance->version) == 0;
  g_autofree char *date = ct_format_date (NULL, acceptance ? acceptance->accepted_at : NULL);
  g_autofree char *words = NULL;

  gtk_label_set_label (self->heading, agreement ? agreement->title : "");
  gtk_label_set_label (self->text, agreement ? agreement->text : "");
  if (current)
    /* Translators: %s is a date */
    words = g_strdup_printf (_ ("You accepted this on %s."), date);
  else if (acceptance)
    /* Translators: an agreement; %s is a date */
    words = g_strdup_printf (_ ("It has changed since you accepted it on %s."), date);
  else
    words = g_strdup (_ ("You have not accepted this yet."));
  gtk_label_set_label (self->state, words);
  /* Where the focus was is gone then, and keys would lead nowhere. */
  if (current && gtk_widget_get_visible (self->accepting))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (self->accepting, agreement && !current);
}

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtAgreementDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *title = NULL;
  g_autofree char *words = NULL;

  if (ct_agreeing_accept_finish (CT_CLIENT (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ct_words_for_error (error, &title, &words);
  gtk_label_set_label (self->failure, words);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agreement.accept", TRUE);
}

static void
accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CtAgreementDialog *self = CT_AGREEMENT_DIALOG (widget);
  g_autoptr (CtAgreement) agreement = find_agreement (self);

  if (agreement == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  gtk_widget_action_set_enabled (widget, name, FALSE);
  ct_agreeing_accept_async (self->client, self->agreement_id, agreement->version, self->cancellable,
                            on_accepted, g_object_ref (self));
}

static void
ct_agreement_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtAgreementDialog *self = CT_AGREEMENT_DIALOG (object);

  switch ((CtAgreementDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_AGREEMENT_ID:
      g_value_set_string (value, self->agreement_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_agreement_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtAgreementDialog *self = CT_AGREEMENT_DIALOG (object);

  switch ((CtAgreementDialogProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_AGREEMENT_ID:
      self->agreement_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_agreement_dialog_constructed (GObject *object)
{
  CtAgreementDialog *self = CT_AGREEMENT_DIALOG (object);

  G_OBJECT_CLASS (ct_agreement_dialog_parent_class)->constructed (object);

  g_signal_connect_object (ct_client_get_program (self->client), "notify::refreshing",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_account (self->client), "notify::refreshing",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
ct_agreement_dialog_dispose (GObject *object)
{
  CtAgreementDialog *self = CT_AGREEMENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_AGREEMENT_DIALOG);
  g_clear_object (&self->client);
  g_clear_pointer (&self->agreement_id, g_free);

  G_OBJECT_CLASS (ct_agreement_dialog_parent_class)->dispose (object);
}

static void
ct_agreement_dialog_class_init (CtAgreementDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_agreement_dialog_get_property;
  object_class->set_property = ct_agreement_dialog_set_property;
  object_class->constructed = ct_agreement_dialog_constructed;
  object_class->dispose = ct_agreement_dialog_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, flags);
  properties[PROP_AGREEMENT_ID] = g_param_spec_string ("agreement-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/agreement-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtAgreementDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, CtAgreementDialog, text);
  gtk_widget_class_bind_template_child (widget_class, CtAgreementDialog, state);
  gtk_widget_class_bind_template_child (widget_class, CtAgreementDialog, accepting);
  gtk_widget_class_bind_template_child (widget_class, CtAgreementDialog, failure);
  gtk_widget_class_install_action (widget_class, "agreement.accept", NULL, accept);
}

static void
ct_agreement_dialog_init (CtAgreementDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_agreement_dialog_new (CtClient *client, const char *agreement_id)
{
  return g_object_new (CT_TYPE_AGREEMENT_DIALOG, "client", client, "agreement-id", agreement_id,
                       NULL);
}
