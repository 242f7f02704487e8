/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-email-code-page.h"

#include <glib/gi18n.h>

#include "client/ct-addressing.h"
#include "client/ct-words.h"
#include "pages/ct-code-help.h"
#include "widgets/ct-row-note.h"

struct _CtEmailCodePage
{
  CtPage parent_instance;

  char *email_id;
  char *address;
  char *words;
  char *key;                 /* (nullable): of the next code that is asked for */
  GCancellable *cancellable; /* owned */

  GtkEditable *code;
  CtCodeHelp *help;
  GtkWidget *verify;
};

G_DEFINE_FINAL_TYPE (CtEmailCodePage, ct_email_code_page, CT_TYPE_PAGE)

typedef enum
{
  PROP_WORDS = 1,
} CtEmailCodePageProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static void
update (CtEmailCodePage *self, gboolean busy)
{
  g_autofree char *code = g_strstrip (g_strdup (gtk_editable_get_text (self->code)));

  ct_code_help_set_busy (self->help, busy);
  gtk_widget_set_sensitive (self->verify, !busy && *code != '\0');
}

static void
show_fault (CtEmailCodePage *self, const char *words)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (self->code));

  ct_row_note_set (GTK_WIDGET (self->code), text, words, TRUE);
  if (words != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (text), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_error (CtEmailCodePage *self, CtProblem *problem, const GError *error)
{
  g_autofree char *body = NULL;
  const char *title;

  if (problem != NULL && problem->errors != NULL)
    {
      g_autoptr (CtProblemReason) reason
          = g_list_model_get_item (G_LIST_MODEL (problem->errors), 0);

      show_fault (self, reason->detail);
    }
  else
    {
      ct_words_for_error (error, &title, &body);
      show_fault (self, problem != NULL && problem->detail != NULL ? problem->detail : body);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

static void
verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtEmailCodePage) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtEmail) email = ct_addressing_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  update (self, FALSE);
  if (email == NULL)
    {
      show_error (self, problem, error);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "account.toast", "s", _ ("Address verified"));
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
ct_email_code_page_verify (CtEmailCodePage *self)
{
  if (!gtk_widget_get_sensitive (self->verify))
    return;

  update (self, TRUE);
  ct_addressing_verify_async (ct_page_get_client (CT_PAGE (self)), self->email_id,
                              gtk_editable_get_text (self->code), self->cancellable, verified,
                              g_object_ref (self));
}

static void
sent_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtEmailCodePage) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtEmail) email = ct_addressing_finish (CT_CLIENT (source), result, &problem, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (email != NULL)
    {
      g_clear_pointer (&self->key, g_free);
      gtk_editable_set_text (self->code, "");
      gtk_widget_activate_action (GTK_WIDGET (self), "account.toast", "s",
                                  _ ("Another code was sent"));
      ct_code_help_sent (self->help, CT_CODE_HELP_WAIT);
    }
  update (self, FALSE);
  if (email == NULL)
    show_error (self, problem, error);
}

static void
ct_email_code_page_send_again (CtEmailCodePage *self)
{
  if (self->key == NULL)
    self->key = g_uuid_string_random ();
  update (self, TRUE);
  ct_addressing_add_async (ct_page_get_client (CT_PAGE (self)), self->address, self->key,
                           self->cancellable, sent_again, g_object_ref (self));
}

static void
ct_email_code_page_changed (CtEmailCodePage *self)
{
  show_fault (self, NULL);
  update (self, FALSE);
}

static void
ct_email_code_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtEmailCodePageProperty) id)
    {
    case PROP_WORDS:
      g_value_set_string (value, CT_EMAIL_CODE_PAGE (object)->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_email_code_page_dispose (GObject *object)
{
  CtEmailCodePage *self = CT_EMAIL_CODE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_EMAIL_CODE_PAGE);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ct_email_code_page_parent_class)->dispose (object);
}

static void
ct_email_code_page_finalize (GObject *object)
{
  CtEmailCodePage *self = CT_EMAIL_CODE_PAGE (object);

  g_free (self->email_id);
  g_free (self->address);
  g_free (self->words);
  g_free (self->key);

  G_OBJECT_CLASS (ct_email_code_page_parent_class)->finalize (object);
}

static void
ct_email_code_page_class_init (CtEmailCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_email_code_page_get_property;
  object_class->dispose = ct_email_code_page_dispose;
  object_class->finalize = ct_email_code_page_finalize;

  properties[PROP_WORDS]
      = g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CT_TYPE_CODE_HELP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/email-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtEmailCodePage, code);
  gtk_widget_class_bind_template_child (widget_class, CtEmailCodePage, help);
  gtk_widget_class_bind_template_child (widget_class, CtEmailCodePage, verify);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_verify);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_send_again);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_changed);
}

static void
ct_email_code_page_init (CtEmailCodePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CtEmailCodePage *
ct_email_code_page_new (CtClient *client, const char *email_id, const char *address)
{
  CtEmailCodePage *self = g_object_new (CT_TYPE_EMAIL_CODE_PAGE, "client", client, NULL);

  g_return_val_if_fail (email_id != NULL && address != NULL, NULL);

  self->email_id = g_strdup (email_id);
  self->address = g_strdup (address);
  /* Translators: %s is an email address */
  self->words = g_strdup_printf (
      _ ("Enter the code that was sent to %s. It expires after 30 minutes. If there is no email, "
         "check your spam folder too."),
      address);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
  ct_code_help_sent (self->help, 0);
  return self;
}
