/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-preferences.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"

struct _CtPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  CtClient *client;    /* owned */
  GSettings *settings; /* owned */

  AdwToggleGroup *color_scheme;
  GtkWidget *notify_results;
  GtkWidget *notify_credentials;
  GtkWidget *notify_registrations;
  GtkWidget *notify_support;
  GtkWidget *check_for_updates;
  GtkWidget *offline_copy;
};

G_DEFINE_FINAL_TYPE (CtPreferencesDialog, ct_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtPreferencesDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

void
ct_preferences_apply (CtClient *client)
{
  g_return_if_fail (CT_IS_CLIENT (client));

  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  g_settings_bind (settings, "color-scheme", adw_style_manager_get_default (), "color-scheme",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "offline-copy", ct_client_get_session (client), "keeps-copy",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "check-for-updates", ct_client_get_news (client), "active",
                   G_SETTINGS_BIND_GET);
}

static char *
ct_preferences_dialog_describe_service (gpointer self, const char *address)
{
  return g_strdup (address != NULL ? address : _ ("Not signed in"));
}

/* The page of the sign-in, where it is typed, is below. */
static void
ct_preferences_dialog_leave_service (CtPreferencesDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.sign-out", NULL);
}

static void
ct_preferences_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtPreferencesDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_PREFERENCES_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_preferences_dialog_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  switch ((CtPreferencesDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_PREFERENCES_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_preferences_dialog_dispose (GObject *object)
{
  CtPreferencesDialog *self = CT_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->settings);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_preferences_dialog_parent_class)->dispose (object);
}

static void
ct_preferences_dialog_class_init (CtPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_preferences_dialog_get_property;
  object_class->set_property = ct_preferences_dialog_set_property;
  object_class->dispose = ct_preferences_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/preferences-dialog.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, notify_results);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, notify_credentials);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, notify_registrations);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, notify_support);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, check_for_updates);
  gtk_widget_class_bind_template_child (widget_class, CtPreferencesDialog, offline_copy);
  gtk_widget_class_bind_template_callback (widget_class, ct_preferences_dialog_describe_service);
  gtk_widget_class_bind_template_callback (widget_class, ct_preferences_dialog_leave_service);
}

static void
ct_preferences_dialog_init (CtPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  const struct
  {
    const char *key;
    gpointer row;
  } switches[] = {
    { "notify-results", self->notify_results },
    { "notify-credentials", self->notify_credentials },
    { "notify-registrations", self->notify_registrations },
    { "notify-support", self->notify_support },
    { "check-for-updates", self->check_for_updates },
    { "offline-copy", self->offline_copy },
  };

  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "color-scheme", self->color_scheme, "active-name",
                   G_SETTINGS_BIND_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind (self->settings, switches[i].key, switches[i].row, "active",
                     G_SETTINGS_BIND_DEFAULT);
}

AdwDialog *
ct_preferences_dialog_new (CtClient *client)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  return g_object_new (CT_TYPE_PREFERENCES_DIALOG, "client", client, NULL);
}
