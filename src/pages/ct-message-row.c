/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-message-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/ct-attachment-button.h"
#include "widgets/ct-format.h"

struct _CtMessageRow
{
  GtkListBoxRow parent_instance;

  CtIncidentMessage *message; /* owned */

  GtkWidget *author;
  GtkBox *files;
};

G_DEFINE_FINAL_TYPE (CtMessageRow, ct_message_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_MESSAGE = 1,
} CtMessageRowProperty;

static GParamSpec *properties[PROP_MESSAGE + 1];

static char *
describe_author (gpointer self, CtSpeaker speaker, const char *author)
{
  if (speaker == CT_SPEAKER_CANDIDATE)
    return g_strdup (C_ ("author of a message", "You"));
  if (author == NULL || *author == '\0')
    return g_strdup (_ ("Program Support Team"));

  /* Translators: the name of somebody of the team */
  return g_strdup_printf (_ ("%s, Program Support Team"), author);
}

static char *
author_icon (gpointer self, CtSpeaker speaker)
{
  return g_strdup (speaker == CT_SPEAKER_STAFF ? "ct-support-symbolic" : "avatar-default-symbolic");
}

static void
ct_message_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtMessageRowProperty) id)
    {
    case PROP_MESSAGE:
      CT_MESSAGE_ROW (object)->message = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_message_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtMessageRowProperty) id)
    {
    case PROP_MESSAGE:
      g_value_set_object (value, CT_MESSAGE_ROW (object)->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_message_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_MESSAGE_ROW);
  g_clear_object (&CT_MESSAGE_ROW (object)->message);

  G_OBJECT_CLASS (ct_message_row_parent_class)->dispose (object);
}

static void
ct_message_row_class_init (CtMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ct_message_row_set_property;
  object_class->get_property = ct_message_row_get_property;
  object_class->dispose = ct_message_row_dispose;

  properties[PROP_MESSAGE]
      = g_param_spec_object ("message", NULL, NULL, CT_TYPE_INCIDENT_MESSAGE,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/message-row.ui");
  ct_format_bind_closures (widget_class);
  gtk_widget_class_bind_template_child (widget_class, CtMessageRow, author);
  gtk_widget_class_bind_template_child (widget_class, CtMessageRow, files);
  gtk_widget_class_bind_template_callback (widget_class, describe_author);
  gtk_widget_class_bind_template_callback (widget_class, author_icon);
}

static void
ct_message_row_init (CtMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_message_row_new (CtClient *client, CtIncidentMessage *message)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);
  g_return_val_if_fail (CT_IS_INCIDENT_MESSAGE (message), NULL);

  CtMessageRow *self = g_object_new (CT_TYPE_MESSAGE_ROW, "message", message, NULL);
  guint n = message->attachments != NULL
                ? g_list_model_get_n_items (G_LIST_MODEL (message->attachments))
                : 0;

  /* A message is never changed once it was sent. */
  if (message->speaker == CT_SPEAKER_STAFF)
    gtk_widget_add_css_class (self->author, "accent");
  gtk_widget_set_visible (GTK_WIDGET (self->files), n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtAttachment) attachment
          = g_list_model_get_item (G_LIST_MODEL (message->attachments), i);
      gtk_box_append (self->files, ct_attachment_button_new (client, attachment));
    }
  return GTK_WIDGET (self);
}
