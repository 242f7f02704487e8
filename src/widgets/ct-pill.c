/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-pill.h"

#include "widgets/ct-look.h"

struct _CtPill
{
  GtkWidget parent_instance;

  GtkWidget *image; /* owned by being children */
  GtkWidget *label;
  char *tone;
};

G_DEFINE_FINAL_TYPE (CtPill, ct_pill, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_ICON_NAME,
  PROP_TONE,
  PROP_LOOK,
} CtPillProperty;

static GParamSpec *properties[PROP_LOOK + 1];

static void
set_label (CtPill *self, const char *label)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), label ? label : "") == 0)
    return;

  gtk_label_set_label (GTK_LABEL (self->label), label ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self), label && *label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static void
set_icon_name (CtPill *self, const char *icon_name)
{
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->image)), icon_name) == 0)
    return;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  gtk_widget_set_visible (self->image, icon_name != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
}

static void
set_tone (CtPill *self, const char *tone)
{
  g_autofree char *old = g_strdup (self->tone);

  if (!g_set_str (&self->tone, tone))
    return;

  if (old && *old)
    gtk_widget_remove_css_class (GTK_WIDGET (self), old);
  if (tone && *tone)
    gtk_widget_add_css_class (GTK_WIDGET (self), tone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TONE]);
}

static void
set_look (CtPill *self, const CtLook *look)
{
  set_label (self, look != NULL ? look->words : NULL);
  set_icon_name (self, look != NULL ? look->icon : NULL);
  set_tone (self, look != NULL ? look->tone : NULL);
}

static void
ct_pill_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtPill *self = CT_PILL (object);

  switch ((CtPillProperty) id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->image)));
      break;
    case PROP_TONE:
      g_value_set_string (value, self->tone);
      break;
    case PROP_LOOK:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtPill *self = CT_PILL (object);

  switch ((CtPillProperty) id)
    {
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_TONE:
      set_tone (self, g_value_get_string (value));
      break;
    case PROP_LOOK:
      set_look (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_pill_dispose (GObject *object)
{
  CtPill *self = CT_PILL (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->tone, g_free);

  G_OBJECT_CLASS (ct_pill_parent_class)->dispose (object);
}

static void
ct_pill_class_init (CtPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_pill_get_property;
  object_class->set_property = ct_pill_set_property;
  object_class->dispose = ct_pill_dispose;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TONE] = g_param_spec_string ("tone", NULL, NULL, NULL, flags);
  properties[PROP_LOOK] = g_param_spec_boxed ("look", NULL, NULL, CT_TYPE_LOOK,
                                              G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ct_pill_init (CtPill *self)
{
  self->image = g_object_new (GTK_TYPE_IMAGE, "visible", FALSE, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = gtk_label_new ("");
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
ct_pill_new (void)
{
  return g_object_new (CT_TYPE_PILL, NULL);
}
