/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-demo-mail.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  GtkUriLauncher *launcher = GTK_URI_LAUNCHER (source);
  g_autoptr (GError) error = NULL;
  AdwDialog *alert;

  if (gtk_uri_launcher_launch_finish (launcher, result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || gtk_widget_get_root (parent) == NULL)
    return;

  alert
      = adw_alert_dialog_new (_ ("The Browser Did Not Open"), gtk_uri_launcher_get_uri (launcher));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _ ("_Close"));
  adw_dialog_present (alert, parent);
}

void
ct_demo_mail_open (GtkWidget *parent, CtSession *session)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  g_autofree char *uri = NULL;
  const char *address;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CT_IS_SESSION (session));

  address = ct_session_get_address (session);
  root = gtk_widget_get_root (parent);
  if (address == NULL || !GTK_IS_WINDOW (root))
    return;

  uri = g_strconcat (address, g_str_has_suffix (address, "/") ? "" : "/", "demo/mail", NULL);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (root), NULL, launched, g_object_ref (parent));
}
