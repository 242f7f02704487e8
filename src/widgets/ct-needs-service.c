/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-needs-service.h"

#include <glib/gi18n.h>

#include "client/ct-words.h"

struct _CtNeedsService
{
  AdwBin parent_instance;

  CtClient *client; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (CtNeedsService, ct_needs_service, ADW_TYPE_BIN)

typedef enum
{
  PROP_CLIENT = 1,
} CtNeedsServiceProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static void
update (CtNeedsService *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const GError *trouble = self->client != NULL ? ct_client_get_trouble (self->client) : NULL;
  g_autofree char *body = NULL, *words = NULL;
  const char *title;

  gtk_widget_set_sensitive (widget, trouble == NULL);
  if (trouble == NULL)
    {
      gtk_widget_set_tooltip_text (widget, NULL);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }

  ct_words_for_error (trouble, &title, &body);
  /* Translators: %s says why, such as "You Are Offline" */
  words = g_strdup_printf (_ ("This needs the service. %s."), title);
  gtk_widget_set_tooltip_text (widget, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}

static void
set_client (CtNeedsService *self, CtClient *client)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_set_object (&self->client, client);
  if (client != NULL)
    g_signal_connect_object (client, "notify::trouble", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

static void
ct_needs_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtNeedsServiceProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_NEEDS_SERVICE (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_needs_service_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtNeedsServiceProperty) id)
    {
    case PROP_CLIENT:
      set_client (CT_NEEDS_SERVICE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_needs_service_dispose (GObject *object)
{
  CtNeedsService *self = CT_NEEDS_SERVICE (object);

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_needs_service_parent_class)->dispose (object);
}

static void
ct_needs_service_class_init (CtNeedsServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_needs_service_get_property;
  object_class->set_property = ct_needs_service_set_property;
  object_class->dispose = ct_needs_service_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ct_needs_service_init (CtNeedsService *self)
{
}

GtkWidget *
ct_needs_service_new (void)
{
  return g_object_new (CT_TYPE_NEEDS_SERVICE, NULL);
}
