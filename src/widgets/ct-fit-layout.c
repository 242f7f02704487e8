/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-fit-layout.h"

/* In pixels, of a dialog with content that is still loading: else it would begin as a bar. */
#define LEAST_HEIGHT 240

struct _CtFitLayout
{
  GtkLayoutManager parent_instance;

  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (CtFitLayout, ct_fit_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_WIDTH = 1,
  PROP_HEIGHT,
} CtFitLayoutProperty;

static GParamSpec *properties[PROP_HEIGHT + 1];

static GtkSizeRequestMode
ct_fit_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ct_fit_layout_measure (GtkLayoutManager *layout,
                       GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  CtFitLayout *self = CT_FIT_LAYOUT (layout);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;

  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, self->width);
  else
    *natural = MAX (*minimum, MIN (MAX (*natural, LEAST_HEIGHT), self->height));
}

static void
ct_fit_layout_allocate (GtkLayoutManager *layout,
                        GtkWidget *widget,
                        int width,
                        int height,
                        int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
ct_fit_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtFitLayout *self = CT_FIT_LAYOUT (object);

  switch ((CtFitLayoutProperty) id)
    {
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    case PROP_HEIGHT:
      g_value_set_int (value, self->height);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_fit_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtFitLayout *self = CT_FIT_LAYOUT (object);

  switch ((CtFitLayoutProperty) id)
    {
    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      break;
    case PROP_HEIGHT:
      self->height = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_fit_layout_class_init (CtFitLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_fit_layout_get_property;
  object_class->set_property = ct_fit_layout_set_property;
  layout_class->get_request_mode = ct_fit_layout_get_request_mode;
  layout_class->measure = ct_fit_layout_measure;
  layout_class->allocate = ct_fit_layout_allocate;

  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 480, flags);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 0, G_MAXINT, 640, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_fit_layout_init (CtFitLayout *self)
{
}
