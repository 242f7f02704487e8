/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-recovery-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-recovering.h"
#include "client/ct-words.h"
#include "model/ct-error.h"
#include "pages/ct-code-help.h"
#include "widgets/ct-fault-mark.h"

/* As the service has it. */
#define MIN_PASSWORD 10

struct _CtRecoveryDialog
{
  AdwDialog parent_instance;

  CtClient *client; /* owned */
  GCancellable *cancellable;
  CtForgotten forgotten;

  AdwNavigationView *view;
  GtkEditable *name;
  GtkLabel *ask_fault;
  CtCodeHelp *help;
  GtkEditable *code;
  GtkEditable *password;
  AdwSwitchRow *end_sessions;
  GtkLabel *code_fault;
  AdwStatusPage *done;
};

G_DEFINE_FINAL_TYPE (CtRecoveryDialog, ct_recovery_dialog, ADW_TYPE_DIALOG)

static char *
get_stripped (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
set_busy (CtRecoveryDialog *self, gboolean busy)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "recovery.ask-password", !busy);
  gtk_widget_action_set_enabled (widget, "recovery.ask-name", !busy);
  gtk_widget_action_set_enabled (widget, "recovery.finish", !busy);
  ct_code_help_set_busy (self->help, busy);
}

static void
hide_faults (CtRecoveryDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->ask_fault), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->code_fault), FALSE);
  ct_fault_mark_set (GTK_WIDGET (self->name), NULL);
  ct_fault_mark_set (GTK_WIDGET (self->code), NULL);
  ct_fault_mark_set (GTK_WIDGET (self->password), NULL);
}

/* What is no fault of a field. */
static void
show_error (GtkLabel *label, const GError *error)
{
  const char *title = NULL;
  g_autofree char *words = NULL;

  ct_words_for_error (error, &title, &words);
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (label), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_done (CtRecoveryDialog *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, description);
  adw_navigation_view_push_by_tag (self->view, "done");
}

static gboolean
is_at_code (CtRecoveryDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  return page != NULL && g_strcmp0 (adw_navigation_page_get_tag (page), "code") == 0;
}

/* The service does not say whether there is such an account. */
static void
describe_code (CtRecoveryDialog *self)
{
  g_autofree char *name = get_stripped (self->name);
  g_autofree char *words
      = *name != '\0'
            /* Translators: %s is a user name or an email address */
            ? g_strdup_printf (_ ("If there is an account for %s, an email with a code was sent to "
                                  "its address. Open the link in it, or enter the code here. "
                                  "Check your spam folder too."),
                               name)
            : g_strdup (_ ("Open the link in the email, or enter its code here."));

  g_object_set (self->help, "words", words, NULL);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtRecoveryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean asked = ct_recovering_ask_finish (CT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (!asked)
    show_error (is_at_code (self) ? self->code_fault : self->ask_fault, error);
  else if (self->forgotten == CT_FORGOTTEN_PASSWORD)
    {
      describe_code (self);
      ct_code_help_sent (self->help, CT_CODE_HELP_WAIT);
      if (!is_at_code (self))
        adw_navigation_view_push_by_tag (self->view, "code");
    }
  else
    show_done (self, _ ("Check Your Email"),
               _ ("If there is an account with that name or address, its user name was sent to "
                  "you."));
}

static void
ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtRecoveryDialog *self = CT_RECOVERY_DIALOG (widget);
  g_autofree char *name = get_stripped (self->name);

  hide_faults (self);
  if (*name == '\0')
    ct_fault_mark_set (GTK_WIDGET (self->name), _ ("Enter your user name or email address."));
  if (ct_fault_mark_focus_first (widget))
    return;

  self->forgotten = g_str_equal (action, "recovery.ask-password") ? CT_FORGOTTEN_PASSWORD
                                                                  : CT_FORGOTTEN_USER_NAME;
  set_busy (self, TRUE);
  ct_recovering_ask_async (ct_client_get_session (self->client), name, self->forgotten,
                           self->cancellable, on_asked, g_object_ref (self));
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtRecoveryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean finished = ct_recovering_finish_finish (CT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (finished)
    {
      gtk_editable_set_text (self->password, "");
      show_done (self, _ ("Your Password Is Set"), _ ("Sign in with it now."));
    }
  else if (g_error_matches (error, CT_ERROR, CT_ERROR_NOT_FOUND))
    {
      ct_fault_mark_set (GTK_WIDGET (self->code),
                         _ ("This code is wrong, was used or has expired. Check it, or send "
                            "another."));
      ct_fault_mark_focus_first (GTK_WIDGET (self));
    }
  else
    show_error (self->code_fault, error);
}

static void
finish (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtRecoveryDialog *self = CT_RECOVERY_DIALOG (widget);
  g_autofree char *code = get_stripped (self->code);

  hide_faults (self);
  if (*code == '\0')
    ct_fault_mark_set (GTK_WIDGET (self->code), _ ("Enter the code from the email."));
  if (g_utf8_strlen (gtk_editable_get_text (self->password), -1) < MIN_PASSWORD)
    ct_fault_mark_set (GTK_WIDGET (self->password), _ ("A password has at least 10 characters."));
  if (ct_fault_mark_focus_first (widget))
    return;

  set_busy (self, TRUE);
  ct_recovering_finish_async (ct_client_get_session (self->client), code,
                              gtk_editable_get_text (self->password),
                              adw_switch_row_get_active (self->end_sessions), self->cancellable,
                              on_finished, g_object_ref (self));
}

static void
ct_recovery_dialog_ask_password (CtRecoveryDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "recovery.ask-password", NULL);
}

static void
ct_recovery_dialog_finish (CtRecoveryDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "recovery.finish", NULL);
}

static void
ct_recovery_dialog_dispose (GObject *object)
{
  CtRecoveryDialog *self = CT_RECOVERY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* A closed dialog's content may outlive it a little; the client need not. */
  if (self->help != NULL)
    g_object_set (self->help, "client", NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_RECOVERY_DIALOG);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_recovery_dialog_parent_class)->dispose (object);
}

static void
ct_recovery_dialog_class_init (CtRecoveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_recovery_dialog_dispose;

  g_type_ensure (CT_TYPE_CODE_HELP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, ask_fault);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, help);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, code);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, password);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, end_sessions);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, code_fault);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, ct_recovery_dialog_ask_password);
  gtk_widget_class_bind_template_callback (widget_class, ct_recovery_dialog_finish);

  gtk_widget_class_install_action (widget_class, "recovery.ask-password", NULL, ask);
  gtk_widget_class_install_action (widget_class, "recovery.ask-name", NULL, ask);
  gtk_widget_class_install_action (widget_class, "recovery.finish", NULL, finish);
}

static void
ct_recovery_dialog_init (CtRecoveryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ct_fault_mark_set_label (GTK_WIDGET (self->name), self->ask_fault);
  ct_fault_mark_set_label (GTK_WIDGET (self->code), self->code_fault);
}

AdwDialog *
ct_recovery_dialog_new (CtClient *client, const char *name, const char *code)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtRecoveryDialog *self = g_object_new (CT_TYPE_RECOVERY_DIALOG, NULL);

  self->client = g_object_ref (client);
  g_object_set (self->help, "client", client, NULL);
  gtk_editable_set_text (self->name, name != NULL ? name : "");
  describe_code (self);
  if (code != NULL)
    {
      gtk_editable_set_text (self->code, code);
      adw_navigation_view_push_by_tag (self->view, "code");
      adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->password));
    }
  return ADW_DIALOG (self);
}
