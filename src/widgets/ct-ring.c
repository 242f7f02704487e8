/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-ring.h"

#include <math.h>

#include "widgets/ct-format.h"

/* Of the size of the ring. */
#define THICKNESS 0.1f
#define TRACK_ALPHA 0.15f

struct _CtRing
{
  AdwBin parent_instance;

  double fraction;
  char *tone;
};

G_DEFINE_FINAL_TYPE (CtRing, ct_ring, ADW_TYPE_BIN)

typedef enum
{
  PROP_FRACTION = 1,
  PROP_TONE,
} CtRingProperty;

static GParamSpec *properties[PROP_TONE + 1];

static GskPath *
make_arc (const graphene_point_t *centre, float radius, double fraction, gboolean clockwise)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  double angle = fraction * 2 * G_PI;

  if (fraction >= 1)
    gsk_path_builder_add_circle (builder, centre, radius);
  else
    {
      gsk_path_builder_move_to (builder, centre->x, centre->y - radius);
      gsk_path_builder_svg_arc_to (builder, radius, radius, 0, angle > G_PI, clockwise,
                                   centre->x + radius * (float) sin (angle) * (clockwise ? 1 : -1),
                                   centre->y - radius * (float) cos (angle));
    }

  return gsk_path_builder_free_to_path (builder);
}

static void
ct_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CtRing *self = CT_RING (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float thickness = MIN (width, height) * THICKNESS;
  float radius = (MIN (width, height) - thickness) / 2;
  graphene_point_t centre = GRAPHENE_POINT_INIT (width / 2, height / 2);
  gboolean clockwise = gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL;
  g_autoptr (GskPath) track = NULL, arc = NULL;
  GskStroke *stroke;
  GdkRGBA colour, faint;

  GTK_WIDGET_CLASS (ct_ring_parent_class)->snapshot (widget, snapshot);
  if (!(thickness > 0))
    return;

  gtk_widget_get_color (widget, &colour);
  faint = colour;
  faint.alpha *= TRACK_ALPHA;
  stroke = gsk_stroke_new (thickness);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);

  track = make_arc (&centre, radius, 1, TRUE);
  gtk_snapshot_append_stroke (snapshot, track, stroke, &faint);
  if (self->fraction > 0)
    {
      /* From the top, in the direction of reading. */
      arc = make_arc (&centre, radius, self->fraction, clockwise);
      gtk_snapshot_append_stroke (snapshot, arc, stroke, &colour);
    }
  gsk_stroke_free (stroke);
}

static void
set_fraction (CtRing *self, double fraction)
{
  g_autofree char *words = NULL;

  /* What is unset is nothing done. */
  fraction = CLAMP (fraction, 0, 1);
  words = ct_format_fraction (NULL, fraction);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  fraction, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
set_tone (CtRing *self, const char *tone)
{
  if (self->tone && *self->tone)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tone);
  g_set_str (&self->tone, tone);
  if (tone && *tone)
    gtk_widget_add_css_class (GTK_WIDGET (self), tone);
}

static void
ct_ring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtRingProperty) id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, CT_RING (object)->fraction);
      break;
    case PROP_TONE:
      g_value_set_string (value, CT_RING (object)->tone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_ring_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtRingProperty) id)
    {
    case PROP_FRACTION:
      set_fraction (CT_RING (object), g_value_get_double (value));
      break;
    case PROP_TONE:
      set_tone (CT_RING (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_ring_finalize (GObject *object)
{
  g_free (CT_RING (object)->tone);

  G_OBJECT_CLASS (ct_ring_parent_class)->finalize (object);
}

static void
ct_ring_class_init (CtRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_ring_get_property;
  object_class->set_property = ct_ring_set_property;
  object_class->finalize = ct_ring_finalize;
  widget_class->snapshot = ct_ring_snapshot;

  properties[PROP_FRACTION]
      = g_param_spec_double ("fraction", NULL, NULL, -1, 1, 0,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TONE]
      = g_param_spec_string ("tone", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
ct_ring_init (CtRing *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
}

GtkWidget *
ct_ring_new (void)
{
  return g_object_new (CT_TYPE_RING, NULL);
}
