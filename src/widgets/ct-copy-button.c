/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-copy-button.h"

#include "widgets/ct-toast.h"

struct _CtCopyButton
{
  GtkButton parent_instance;

  char *text;
  char *toast;
};

G_DEFINE_FINAL_TYPE (CtCopyButton, ct_copy_button, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_TEXT = 1,
  PROP_TOAST,
} CtCopyButtonProperty;

static GParamSpec *properties[PROP_TOAST + 1];

void
ct_copy_button_copy (GtkWidget *widget, const char *text, const char *toast)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL && toast != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    ct_toast_show (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
ct_copy_button_clicked (GtkButton *button)
{
  CtCopyButton *self = CT_COPY_BUTTON (button);

  if (self->text != NULL && self->toast != NULL)
    ct_copy_button_copy (GTK_WIDGET (self), self->text, self->toast);
}

static void
ct_copy_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtCopyButton *self = CT_COPY_BUTTON (object);

  switch ((CtCopyButtonProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_TOAST:
      g_value_set_string (value, self->toast);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_copy_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtCopyButton *self = CT_COPY_BUTTON (object);

  switch ((CtCopyButtonProperty) id)
    {
    case PROP_TEXT:
      if (!g_set_str (&self->text, g_value_get_string (value)))
        return;
      gtk_widget_set_visible (GTK_WIDGET (self), self->text != NULL && *self->text != '\0');
      break;
    case PROP_TOAST:
      if (!g_set_str (&self->toast, g_value_get_string (value)))
        return;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
ct_copy_button_finalize (GObject *object)
{
  CtCopyButton *self = CT_COPY_BUTTON (object);

  g_free (self->text);
  g_free (self->toast);

  G_OBJECT_CLASS (ct_copy_button_parent_class)->finalize (object);
}

static void
ct_copy_button_class_init (CtCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_copy_button_get_property;
  object_class->set_property = ct_copy_button_set_property;
  object_class->finalize = ct_copy_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = ct_copy_button_clicked;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_TOAST] = g_param_spec_string ("toast", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_copy_button_init (CtCopyButton *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
