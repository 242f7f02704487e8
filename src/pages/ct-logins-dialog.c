/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-logins-dialog.h"

#include <glib/gi18n.h>

#include "client/ct-words.h"
#include "model/ct-login.h"
#include "widgets/ct-format.h"
#include "widgets/ct-toast.h"

struct _CtLoginsDialog
{
  AdwDialog parent_instance;

  CtClient *client;          /* owned */
  GCancellable *cancellable; /* owned */

  AdwToastOverlay *toasts;
  GtkListBox *logins;
  GtkWidget *end_others;
};

G_DEFINE_FINAL_TYPE (CtLoginsDialog, ct_logins_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_CLIENT = 1,
} CtLoginsDialogProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static void
login_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtLoginsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ended = ct_client_end_login_finish (CT_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->logins), TRUE);
  gtk_widget_set_sensitive (self->end_others, TRUE);
  if (!ended)
    {
      g_autofree char *body = NULL;
      const char *title;

      ct_words_for_error (error, &title, &body);
      ct_toast_show (self->toasts, title);
    }
}

static void
end (CtLoginsDialog *self, const char *id)
{
  adw_toast_overlay_dismiss_all (self->toasts);
  gtk_widget_set_sensitive (GTK_WIDGET (self->logins), FALSE);
  gtk_widget_set_sensitive (self->end_others, FALSE);
  ct_client_end_login_async (self->client, id, self->cancellable, login_ended, g_object_ref (self));
}

static void
ct_logins_dialog_end_others (CtLoginsDialog *self)
{
  end (self, NULL);
}

static void
end_clicked (GtkWidget *button, CtLogin *login)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, CT_TYPE_LOGINS_DIALOG);

  end (CT_LOGINS_DIALOG (self), ct_resource_get_id (CT_RESOURCE (login)));
}

static char *
describe_use (gpointer row, GDateTime *last_used_at, gboolean current, const char *address)
{
  g_autofree char *when = NULL;

  if (current)
    return g_strdup (_ ("This device"));

  when = ct_format_date_time (NULL, last_used_at);
  if (address == NULL)
    /* Translators: %s is a date and time */
    return g_strdup_printf (_ ("Last used %s"), when);
  /* Translators: a date and time, and a network address */
  return g_strdup_printf (_ ("Last used %s from %s"), when, address);
}

static char *
describe_device (gpointer row, const char *device)
{
  return g_strdup (device && *device ? device : _ ("Unknown device"));
}

/* A closure over properties of @login, which keeps the row as news comes in. */
static void
bind_row (GtkWidget *row,
          const char *property,
          CtLogin *login,
          GCallback describe,
          const char *const *names)
{
  GtkExpression *parameters[3];
  guint n = 0;

  for (; names[n]; n++)
    parameters[n] = gtk_property_expression_new (CT_TYPE_LOGIN, NULL, names[n]);
  gtk_expression_bind (gtk_cclosure_expression_new (G_TYPE_STRING, NULL, n, parameters, describe,
                                                    NULL, NULL),
                       row, property, login);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  CtLogin *login = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  bind_row (row, "title", login, G_CALLBACK (describe_device), (const char *[]) { "device", NULL });
  bind_row (row, "subtitle", login, G_CALLBACK (describe_use),
            (const char *[]) { "last-used-at", "current", "address", NULL });

  if (!login->current)
    {
      g_autofree char *device = describe_device (NULL, login->device);
      /* Translators: %s is the name of a device */
      g_autofree char *label = g_strdup_printf (_ ("Sign out %s"), device);
      GtkWidget *button = gtk_button_new_from_icon_name ("system-log-out-symbolic");

      gtk_widget_set_tooltip_text (button, _ ("Sign Out There"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (end_clicked), login, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
count_changed (CtLoginsDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ct_client_get_logins (self->client)));

  gtk_widget_set_visible (self->end_others, n > 1);
}

static void
ct_logins_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtLoginsDialogProperty) id)
    {
    case PROP_CLIENT:
      CT_LOGINS_DIALOG (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_logins_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtLoginsDialogProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_LOGINS_DIALOG (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_logins_dialog_constructed (GObject *object)
{
  CtLoginsDialog *self = CT_LOGINS_DIALOG (object);
  CtCollection *logins = ct_client_get_logins (self->client);

  G_OBJECT_CLASS (ct_logins_dialog_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->logins, G_LIST_MODEL (logins), create_row, NULL, NULL);
  g_signal_connect_object (logins, "items-changed", G_CALLBACK (count_changed), self,
                           G_CONNECT_SWAPPED);
  count_changed (self);
  ct_collection_refresh (logins);
}

static void
ct_logins_dialog_dispose (GObject *object)
{
  CtLoginsDialog *self = CT_LOGINS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_LOGINS_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_logins_dialog_parent_class)->dispose (object);
}

static void
ct_logins_dialog_class_init (CtLoginsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_logins_dialog_get_property;
  object_class->set_property = ct_logins_dialog_set_property;
  object_class->constructed = ct_logins_dialog_constructed;
  object_class->dispose = ct_logins_dialog_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/logins-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CtLoginsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CtLoginsDialog, logins);
  gtk_widget_class_bind_template_child (widget_class, CtLoginsDialog, end_others);
  gtk_widget_class_bind_template_callback (widget_class, ct_logins_dialog_end_others);
}

static void
ct_logins_dialog_init (CtLoginsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
ct_logins_dialog_new (CtClient *client)
{
  return g_object_new (CT_TYPE_LOGINS_DIALOG, "client", client, NULL);
}
