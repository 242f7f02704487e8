/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-download-row.h"

#include <glib/gi18n.h>

#include "widgets/ct-badge.h"
#include "widgets/ct-format.h"
#include "widgets/ct-look.h"
#include "widgets/ct-picture.h"

struct _CtDownloadRow
{
  AdwActionRow parent_instance;

  CtClient *client;     /* owned */
  CtDownload *download; /* owned */
  gboolean logos;
  gboolean selected;
  GdkTexture *logo; /* owned, nullable: what it looks like */
  GCancellable *cancellable;

  GtkStack *face;
  GtkImage *picture;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (CtDownloadRow, ct_download_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_DOWNLOAD,
  PROP_LOGOS,
  PROP_SELECTED,
} CtDownloadRowProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

static gboolean
is_offered (gpointer self, gboolean logos, CtEntitlement certificate, CtEntitlement logo)
{
  CtEntitlement entitlement = logos ? logo : certificate;

  return entitlement == CT_ENTITLEMENT_GRANTED || entitlement == CT_ENTITLEMENT_TERMS_MISSING;
}

/* A certificate may be had for what has ended, too; its badge looks like that everywhere. */
static gboolean
is_faded (gpointer self, gboolean offered, CtCredentialState state)
{
  return !offered || state != CT_CREDENTIAL_STATE_ACTIVE;
}

/* Why not; else what it is. */
static char *
describe (gpointer self,
          gboolean logos,
          CtEntitlement certificate,
          CtEntitlement logo,
          CtCredentialState state)
{
  g_autoptr (CtLook) look = NULL;

  switch (logos ? logo : certificate)
    {
    case CT_ENTITLEMENT_EXPIRED:
      return g_strdup (logos ? _ ("Expired: there is no logo for it any more")
                             : _ ("Expired: there is no certificate for it any more"));
    case CT_ENTITLEMENT_REVOKED:
      return g_strdup (_ ("Revoked"));
    case CT_ENTITLEMENT_NOT_OFFERED:
      return g_strdup (logos ? _ ("The program has no logo for this")
                             : _ ("The program gives no certificate for this"));
    case CT_ENTITLEMENT_GRANTED:
    case CT_ENTITLEMENT_TERMS_MISSING:
    default:
      look = ct_look_credential (NULL, state, NULL);
      return g_strdup (look->words);
    }
}

CtDownload *
ct_download_row_get_download (CtDownloadRow *self)
{
  g_return_val_if_fail (CT_IS_DOWNLOAD_ROW (self), NULL);

  return self->download;
}

gboolean
ct_download_row_is_offered (CtDownloadRow *self)
{
  g_return_val_if_fail (CT_IS_DOWNLOAD_ROW (self), FALSE);

  return is_offered (NULL, self->logos, self->download->certificate, self->download->logo);
}

gboolean
ct_download_row_is_wanted (CtDownloadRow *self)
{
  g_return_val_if_fail (CT_IS_DOWNLOAD_ROW (self), FALSE);

  return self->selected && ct_download_row_is_offered (self);
}

/* What cannot be shown is not missed: there is the badge, which says why. */
static void
decoded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtDownloadRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) logo = ct_picture_decode_finish (result, &error);

  if (self->picture == NULL)
    return;

  if (logo == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_widget_set_tooltip_text (GTK_WIDGET (self->face), error->message);
      return;
    }

  g_set_object (&self->logo, logo);
  gtk_image_set_from_paintable (self->picture, GDK_PAINTABLE (self->logo));
  if (self->logos)
    gtk_stack_set_visible_child_name (self->face, "logo");
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtDownloadRow) self = user_data;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, NULL);

  if (answer == NULL || self->picture == NULL)
    return;

  ct_picture_decode_async (answer->body, self->cancellable, decoded, g_steal_pointer (&self));
}

static void
show_face (CtDownloadRow *self)
{
  g_autofree char *escaped
      = g_uri_escape_string (ct_resource_get_id (CT_RESOURCE (self->download)), NULL, FALSE);
  g_autofree char *path = g_strconcat ("v1/downloads/", escaped, "/logo", NULL);

  gtk_stack_set_visible_child_name (self->face,
                                    self->logos && self->logo != NULL ? "logo" : "badge");
  if (!self->logos || self->cancellable != NULL || !ct_download_row_is_offered (self))
    return;

  self->cancellable = g_cancellable_new ();
  ct_session_send_async (ct_client_get_session (self->client),
                         &(CtCall) { .method = "GET", .path = path }, self->cancellable, loaded,
                         g_object_ref (self));
}

static void
ct_download_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtDownloadRow *self = CT_DOWNLOAD_ROW (object);

  switch ((CtDownloadRowProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_DOWNLOAD:
      g_value_set_object (value, self->download);
      break;
    case PROP_LOGOS:
      g_value_set_boolean (value, self->logos);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_download_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtDownloadRow *self = CT_DOWNLOAD_ROW (object);

  switch ((CtDownloadRowProperty) id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    case PROP_DOWNLOAD:
      self->download = g_value_dup_object (value);
      break;
    case PROP_LOGOS:
      self->logos = g_value_get_boolean (value);
      show_face (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SELECTED:
      if (self->selected == g_value_get_boolean (value))
        return;
      self->selected = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_download_row_constructed (GObject *object)
{
  CtDownloadRow *self = CT_DOWNLOAD_ROW (object);

  G_OBJECT_CLASS (ct_download_row_parent_class)->constructed (object);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->download->title, -1);
}

static void
ct_download_row_dispose (GObject *object)
{
  CtDownloadRow *self = CT_DOWNLOAD_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_DOWNLOAD_ROW);
  g_clear_object (&self->logo);
  g_clear_object (&self->client);
  g_clear_object (&self->download);

  G_OBJECT_CLASS (ct_download_row_parent_class)->dispose (object);
}

static void
ct_download_row_class_init (CtDownloadRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_download_row_get_property;
  object_class->set_property = ct_download_row_set_property;
  object_class->constructed = ct_download_row_constructed;
  object_class->dispose = ct_download_row_dispose;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, fixed);
  properties[PROP_DOWNLOAD] = g_param_spec_object ("download", NULL, NULL, CT_TYPE_DOWNLOAD, fixed);
  properties[PROP_LOGOS] = g_param_spec_boolean ("logos", NULL, NULL, FALSE, told);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, told);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/download-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CtDownloadRow, face);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadRow, picture);
  gtk_widget_class_bind_template_child (widget_class, CtDownloadRow, check);
  gtk_widget_class_bind_template_callback (widget_class, is_offered);
  gtk_widget_class_bind_template_callback (widget_class, is_faded);
  gtk_widget_class_bind_template_callback (widget_class, describe);
}

static void
ct_download_row_init (CtDownloadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_download_row_new (CtClient *client, CtDownload *download)
{
  return g_object_new (CT_TYPE_DOWNLOAD_ROW, "client", client, "download", download, NULL);
}
