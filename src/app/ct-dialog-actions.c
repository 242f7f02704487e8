/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ct-dialog-actions.h"

#include "pages/ct-account-dialog.h"
#include "pages/ct-data-dialog.h"
#include "pages/ct-downloads-dialog.h"
#include "pages/ct-events-dialog.h"
#include "pages/ct-incident-dialog.h"
#include "pages/ct-logins-dialog.h"
#include "pages/ct-program-dialog.h"
#include "pages/ct-share-dialog.h"

/* Returns: (transfer none): the widget keeps it */
static CtClient *
get_client (GtkWidget *widget)
{
  g_autoptr (CtClient) client = NULL;

  g_object_get (widget, "client", &client, NULL);
  return client;
}

static void
show_account (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (ct_account_dialog_new (get_client (widget)), widget);
}

static void
show_logins (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (ct_logins_dialog_new (get_client (widget)), widget);
}

static void
share (GtkWidget *widget, const char *action, GVariant *id)
{
  const char *credential_id = g_variant_get_string (id, NULL);

  adw_dialog_present (ct_share_dialog_new (get_client (widget),
                                           *credential_id != '\0' ? credential_id : NULL),
                      widget);
}

static void
request_change (GtkWidget *widget, const char *action, GVariant *topic)
{
  adw_dialog_present (ct_incident_dialog_new (get_client (widget),
                                              g_variant_get_string (topic, NULL)),
                      widget);
}

static void
show_program (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (ct_program_dialog_new (get_client (widget)), widget);
}

static void
show_downloads (GtkWidget *widget, const char *action, GVariant *what)
{
  const char *kind, *id;

  g_variant_get (what, "(&s&s)", &kind, &id);
  adw_dialog_present (ct_downloads_dialog_new (get_client (widget),
                                               g_str_equal (kind, "logos")
                                                   ? CT_PACKAGE_KIND_LOGOS
                                                   : CT_PACKAGE_KIND_CERTIFICATES,
                                               *id != '\0' ? id : NULL),
                      widget);
}

static void
show_events (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (ct_events_dialog_new (get_client (widget)), widget);
}

static void
leave (GtkWidget *widget)
{
  gtk_widget_activate_action (widget, "win.leave", NULL);
}

static void
show_data (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwDialog *dialog = ct_data_dialog_new (get_client (widget));

  g_signal_connect_object (dialog, "deleted", G_CALLBACK (leave), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
  gboolean for_everybody;
} actions[] = {
  { "win.account", NULL, show_account },
  { "win.logins", NULL, show_logins },
  { "win.share", "s", share },
  { "win.request-change", "s", request_change },
  { "win.downloads", "(ss)", show_downloads },
  { "win.events", NULL, show_events },
  { "win.data", NULL, show_data },
  { "win.program", NULL, show_program, .for_everybody = TRUE },
};

void
ct_dialog_actions_install (GtkWidgetClass *klass)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
ct_dialog_actions_set_enabled (GtkWidget *widget, gboolean enabled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (!actions[i].for_everybody)
      gtk_widget_action_set_enabled (widget, actions[i].name, enabled);
}
