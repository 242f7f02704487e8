/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-offline-banner.h"

#include <glib/gi18n.h>

#include "widgets/ct-faces.h"

struct _CtOfflineBanner
{
  AdwBin parent_instance;

  CtClient *client; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (CtOfflineBanner, ct_offline_banner, ADW_TYPE_BIN)

typedef enum
{
  PROP_CLIENT = 1,
} CtOfflineBannerProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

static void
try_again (CtOfflineBanner *self)
{
  ct_client_refresh (self->client);
}

/* Most pages never need it, so it is made for the first time that it is shown. */
static AdwBanner *
get_banner (CtOfflineBanner *self)
{
  if (adw_bin_get_child (ADW_BIN (self)) == NULL)
    {
      GtkWidget *banner = adw_banner_new ("");

      adw_banner_set_button_label (ADW_BANNER (banner), _ ("Try Again"));
      g_signal_connect_object (banner, "button-clicked", G_CALLBACK (try_again), self,
                               G_CONNECT_SWAPPED);
      adw_bin_set_child (ADW_BIN (self), banner);
    }
  return ADW_BANNER (adw_bin_get_child (ADW_BIN (self)));
}

static void
update (CtOfflineBanner *self)
{
  const GError *trouble = self->client != NULL ? ct_client_get_trouble (self->client) : NULL;

  if (trouble != NULL)
    {
      AdwBanner *banner = get_banner (self);
      GDateTime *time = ct_collection_get_copy_time (ct_client_get_account (self->client));
      g_autofree char *title = ct_faces_describe_copy (trouble, time);

      adw_banner_set_title (banner, title);
      adw_banner_set_revealed (banner, TRUE);
    }

  /* One that is only not revealed would still be read aloud. */
  gtk_widget_set_visible (GTK_WIDGET (self), trouble != NULL);
}

static void
set_client (CtOfflineBanner *self, CtClient *client)
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
ct_offline_banner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtOfflineBannerProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_OFFLINE_BANNER (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_offline_banner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtOfflineBannerProperty) id)
    {
    case PROP_CLIENT:
      set_client (CT_OFFLINE_BANNER (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_offline_banner_dispose (GObject *object)
{
  CtOfflineBanner *self = CT_OFFLINE_BANNER (object);

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_offline_banner_parent_class)->dispose (object);
}

static void
ct_offline_banner_class_init (CtOfflineBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_offline_banner_get_property;
  object_class->set_property = ct_offline_banner_set_property;
  object_class->dispose = ct_offline_banner_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_offline_banner_init (CtOfflineBanner *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
ct_offline_banner_new (void)
{
  return g_object_new (CT_TYPE_OFFLINE_BANNER, NULL);
}
