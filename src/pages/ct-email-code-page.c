/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-email-code-page.h"

#include <glib/gi18n.h>

#include "client/ct-addressing.h"
#include "client/ct-words.h"
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
  GtkWidget *again;
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

  gtk_widget_set_sensitive (self->again, !busy);
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
                                  _ ("Another code is on its way"));
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
launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtEmailCodePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gtk_widget_activate_action (GTK_WIDGET (self), "account.toast", "s",
                                _ ("The browser did not open"));
}

static void
ct_email_code_page_read_mail (CtEmailCodePage *self)
{
  CtSession *session = ct_client_get_session (ct_page_get_client (CT_PAGE (self)));
  const char *address = ct_session_get_address (session);
  g_autoptr (GtkUriLauncher) launcher = NULL;
  g_autofree char *uri = NULL;

  if (address == NULL)
    return;

  uri = g_strconcat (address, g_str_has_suffix (address, "/") ? "" : "/", "demo/mail", NULL);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           launched, g_object_ref (self));
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/email-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CtEmailCodePage, code);
  gtk_widget_class_bind_template_child (widget_class, CtEmailCodePage, again);
  gtk_widget_class_bind_template_child (widget_class, CtEmailCodePage, verify);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_verify);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_send_again);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, ct_email_code_page_read_mail);
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
  /* Translators: %s is an e-mail address */
  self->words = g_markup_printf_escaped (
      _ ("A mail is on its way to %s. Enter the code that it has; it is good for half an hour. If "
         "there is no mail, look into the folder for unwanted mail, too."),
      address);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
  return self;
}
