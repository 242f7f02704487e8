/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-recovery-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-recovering.h"
#include "client/ct-words.h"
#include "model/ct-error.h"

/* As the service has it. */
#define MIN_PASSWORD 10

struct _CtRecoveryDialog
{
  AdwDialog parent_instance;

  CtSession *session; /* owned */
  GCancellable *cancellable;
  CtForgotten forgotten;
  gboolean busy;

  AdwNavigationView *view;
  GtkEditable *name;
  GtkLabel *ask_fault;
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

/* What can be pressed follows from what is filled in. */
static void
ct_recovery_dialog_update (CtRecoveryDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *name = get_stripped (self->name);
  g_autofree char *code = get_stripped (self->code);
  gboolean can_ask = !self->busy && *name != '\0';
  gboolean can_finish
      = !self->busy && *code != '\0'
        && g_utf8_strlen (gtk_editable_get_text (self->password), -1) >= MIN_PASSWORD;

  gtk_widget_action_set_enabled (widget, "recovery.ask-password", can_ask);
  gtk_widget_action_set_enabled (widget, "recovery.ask-name", can_ask);
  gtk_widget_action_set_enabled (widget, "recovery.finish", can_finish);
}

static void
set_busy (CtRecoveryDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_visible (GTK_WIDGET (self->ask_fault), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->code_fault), FALSE);
  ct_recovery_dialog_update (self);
}

static void
show_fault (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}

static void
show_done (CtRecoveryDialog *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->done, title);
  adw_status_page_set_description (self->done, description);
  adw_navigation_view_push_by_tag (self->view, "done");
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
    {
      const char *title = NULL;
      g_autofree char *words = NULL;

      ct_words_for_error (error, &title, &words);
      show_fault (self->ask_fault, words);
    }
  else if (self->forgotten == CT_FORGOTTEN_PASSWORD)
    adw_navigation_view_push_by_tag (self->view, "code");
  else
    show_done (
        self, _ ("Look into Your Mail"),
        _ ("If there is an account with that name or address, its user name is on the way."));
}

static void
ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtRecoveryDialog *self = CT_RECOVERY_DIALOG (widget);
  g_autofree char *name = get_stripped (self->name);

  self->forgotten = g_str_equal (action, "recovery.ask-password") ? CT_FORGOTTEN_PASSWORD
                                                                  : CT_FORGOTTEN_USER_NAME;
  set_busy (self, TRUE);
  ct_recovering_ask_async (self->session, name, self->forgotten, self->cancellable, on_asked,
                           g_object_ref (self));
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
    show_fault (self->code_fault, _ ("This is not the code of the mail, or it was used or has "
                                     "expired. Check it, or go back and ask for another."));
  else
    {
      const char *title = NULL;
      g_autofree char *words = NULL;

      ct_words_for_error (error, &title, &words);
      show_fault (self->code_fault, words);
    }
}

static void
finish (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CtRecoveryDialog *self = CT_RECOVERY_DIALOG (widget);
  g_autofree char *code = get_stripped (self->code);

  set_busy (self, TRUE);
  ct_recovering_finish_async (self->session, code, gtk_editable_get_text (self->password),
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
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_RECOVERY_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ct_recovery_dialog_parent_class)->dispose (object);
}

static void
ct_recovery_dialog_class_init (CtRecoveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_recovery_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, view);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, ask_fault);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, code);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, password);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, end_sessions);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, code_fault);
  gtk_widget_class_bind_template_child (widget_class, CtRecoveryDialog, done);
  gtk_widget_class_bind_template_callback (widget_class, ct_recovery_dialog_update);
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
  ct_recovery_dialog_update (self);
}

AdwDialog *
ct_recovery_dialog_new (CtSession *session, const char *name, const char *code)
{
  g_return_val_if_fail (CT_IS_SESSION (session), NULL);

  CtRecoveryDialog *self = g_object_new (CT_TYPE_RECOVERY_DIALOG, NULL);

  self->session = g_object_ref (session);
  gtk_editable_set_text (self->name, name != NULL ? name : "");
  if (code != NULL)
    {
      gtk_editable_set_text (self->code, code);
      adw_navigation_view_push_by_tag (self->view, "code");
      adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->password));
    }
  return ADW_DIALOG (self);
}
