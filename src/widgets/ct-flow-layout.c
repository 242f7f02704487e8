/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-flow-layout.h"

struct _CtFlowLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int line_spacing;
};

G_DEFINE_FINAL_TYPE (CtFlowLayout, ct_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
} CtFlowLayoutProperty;

static GParamSpec *properties[PROP_LINE_SPACING + 1];

/* Returns: (nullable): @child or the first after it that takes part in the layout */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
get_width (GtkWidget *child, int available)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return MIN (natural, available);
}

/* Measures the line that begins with @first, and returns the child that the next begins with. */
static GtkWidget *
measure_line (CtFlowLayout *self, GtkWidget *first, int available, int *width, int *height)
{
  GtkWidget *child = first;

  *width = *height = 0;
  while (child != NULL)
    {
      int own = get_width (child, available), least, needed;
      int so_far = child == first ? 0 : *width + self->spacing;

      if (child != first && so_far + own > available)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, own, &least, &needed, NULL, NULL);
      *width = so_far + own;
      *height = MAX (*height, needed);
      child = skip_hidden (gtk_widget_get_next_sibling (child));
    }
  return child;
}

static void
allocate_line (CtFlowLayout *self,
               GtkWidget *widget,
               GtkWidget *first,
               GtkWidget *end,
               int available,
               int y,
               int height)
{
  gboolean to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int start = 0;

  for (GtkWidget *child = first; child != end;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int own = get_width (child, available);

      gtk_widget_size_allocate (child,
                                &(GtkAllocation) { to_left ? available - start - own : start, y,
                                                   own, height },
                                -1);
      start += own + self->spacing;
    }
}

static void
measure_all_in_one (CtFlowLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int least, own;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &own, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += own + (*natural > 0 ? self->spacing : 0);
    }
}

static GtkSizeRequestMode
ct_flow_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ct_flow_layout_measure (GtkLayoutManager *layout,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  CtFlowLayout *self = CT_FLOW_LAYOUT (layout);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int width, height;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_all_in_one (self, widget, minimum, natural);
      return;
    }

  while (child != NULL)
    {
      child = measure_line (self, child, for_size < 0 ? G_MAXINT / 2 : for_size, &width, &height);
      *natural += height + (child != NULL ? self->line_spacing : 0);
    }
  *minimum = *natural;
}

static void
ct_flow_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  CtFlowLayout *self = CT_FLOW_LAYOUT (layout);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *first = child;
      int line_width, line_height;

      child = measure_line (self, first, width, &line_width, &line_height);
      allocate_line (self, widget, first, child, width, y, line_height);
      y += line_height + self->line_spacing;
    }
}

static void
ct_flow_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtFlowLayout *self = CT_FLOW_LAYOUT (object);

  switch ((CtFlowLayoutProperty) id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_LINE_SPACING:
      g_value_set_int (value, self->line_spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_flow_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtFlowLayout *self = CT_FLOW_LAYOUT (object);

  switch ((CtFlowLayoutProperty) id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_LINE_SPACING:
      self->line_spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_flow_layout_class_init (CtFlowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_flow_layout_get_property;
  object_class->set_property = ct_flow_layout_set_property;
  layout_class->get_request_mode = ct_flow_layout_get_request_mode;
  layout_class->measure = ct_flow_layout_measure;
  layout_class->allocate = ct_flow_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 8, flags);
  properties[PROP_LINE_SPACING]
      = g_param_spec_int ("line-spacing", NULL, NULL, 0, G_MAXINT, 4, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_flow_layout_init (CtFlowLayout *self)
{
}
