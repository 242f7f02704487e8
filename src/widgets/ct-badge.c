/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-badge.h"

#include "model/ct-enum-types.h"
#include "model/ct-types.h"
#include "widgets/ct-format.h"

struct _CtBadge
{
  GtkWidget parent_instance;

  CtAchievementKind kind;
  char *text;
  int size;
  gboolean faded;
};

G_DEFINE_FINAL_TYPE (CtBadge, ct_badge, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_KIND = 1,
  PROP_TEXT,
  PROP_SIZE,
  PROP_FADED,
} CtBadgeProperty;

static GParamSpec *properties[PROP_FADED + 1];

#define CANVAS 64.0f
#define TEXT_HEIGHT 14.0f

/* The shapes, as SVG paths on a canvas of 64 by 64. */
typedef struct
{
  const char *ribbons; /* (nullable): behind the body */
  const char *body;
  const char *line;       /* just inside the body */
  float middle;           /* where the text is, from the top */
  float text_width;       /* the most that it may have */
  const char *colours[2]; /* from the top to the bottom */
} Art;

static const Art arts[] = {
  [CT_ACHIEVEMENT_KIND_ACCREDITATION] = {
    .body = "M 32 4 A 28 28 0 0 1 32 60 A 28 28 0 0 1 32 4 Z",
    .line = "M 32 8 A 24 24 0 0 1 32 56 A 24 24 0 0 1 32 8 Z",
    .middle = 32,
    .text_width = 38,
    .colours = { "#3584e4", "#1a5fb4" },
  },
  [CT_ACHIEVEMENT_KIND_AUTHORIZATION] = {
    .body = "M 32 3 C 40 8 48 10 57 10 C 57 34 52 51 32 61 C 12 51 7 34 7 10 C 16 10 24 8 32 3 Z",
    .line = "M 32 8 C 39 12 46 13.6 53 13.9 C 52.5 34 48 48 32 56.5 C 16 48 11.5 34 11 13.9 "
            "C 18 13.6 25 12 32 8 Z",
    .middle = 30,
    .text_width = 36,
    .colours = { "#9141ac", "#613583" },
  },
  [CT_ACHIEVEMENT_KIND_CERTIFICATION] = {
    .ribbons = "M 18 40 L 12 61 L 20.5 57.5 L 27 63 L 32 44 Z M 46 40 L 52 61 L 43.5 57.5 L 37 63 "
               "L 32 44 Z",
    .body = "M 27.7 4.4 A 5.0 5.0 0 0 1 36.3 4.4 A 5.0 5.0 0 0 1 44.2 7.7 "
            "A 5.0 5.0 0 0 1 50.3 13.8 A 5.0 5.0 0 0 1 53.6 21.7 "
            "A 5.0 5.0 0 0 1 53.6 30.3 A 5.0 5.0 0 0 1 50.3 38.2 "
            "A 5.0 5.0 0 0 1 44.2 44.3 A 5.0 5.0 0 0 1 36.3 47.6 "
            "A 5.0 5.0 0 0 1 27.7 47.6 A 5.0 5.0 0 0 1 19.8 44.3 "
            "A 5.0 5.0 0 0 1 13.7 38.2 A 5.0 5.0 0 0 1 10.4 30.3 "
            "A 5.0 5.0 0 0 1 10.4 21.7 A 5.0 5.0 0 0 1 13.7 13.8 "
            "A 5.0 5.0 0 0 1 19.8 7.7 A 5.0 5.0 0 0 1 27.7 4.4 Z",
    .line = "M 32 7.5 A 18.5 18.5 0 0 1 32 44.5 A 18.5 18.5 0 0 1 32 7.5 Z",
    .middle = 26,
    .text_width = 30,
    .colours = { "#c64600", "#a33b00" },
  },
};

static const char *const faded_colours[] = { "#8d8c93", "#6b6a71" };

static void
fill (GtkSnapshot *snapshot, const char *svg, const char *top, const char *bottom)
{
  g_autoptr (GskPath) path = gsk_path_parse (svg);
  GskColorStop stops[] = { { 0 }, { 1 } };

  gdk_rgba_parse (&stops[0].color, top);
  gdk_rgba_parse (&stops[1].color, bottom);
  gtk_snapshot_push_fill (snapshot, path, GSK_FILL_RULE_WINDING);
  gtk_snapshot_append_linear_gradient (snapshot, &GRAPHENE_RECT_INIT (0, 0, CANVAS, CANVAS),
                                       &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (0, CANVAS), stops,
                                       G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_text (CtBadge *self, GtkSnapshot *snapshot, const Art *art)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  PangoFontDescription *font = pango_font_description_new ();
  int width, height;
  float scale;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, TEXT_HEIGHT * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width == 0 || height == 0)
    return;

  scale = MIN (1, art->text_width / (float) width);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (CANVAS / 2 - (float) width * scale / 2,
                                                art->middle - (float) height * scale / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA) { 1, 1, 1, 1 });
}

static void
ct_badge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CtBadge *self = CT_BADGE (widget);
  const Art *art = &arts[self->kind];
  const char *const *colours = self->faded ? faded_colours : art->colours;
  g_autoptr (GskPath) line = gsk_path_parse (art->line);
  GskStroke *stroke = gsk_stroke_new (1.2f);
  float scale = (float) self->size / CANVAS;

  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) - self->size) / 2,
                                      (float) (gtk_widget_get_height (widget) - self->size) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  if (art->ribbons)
    fill (snapshot, art->ribbons, colours[1], colours[1]);
  fill (snapshot, art->body, colours[0], colours[1]);
  gtk_snapshot_append_stroke (snapshot, line, stroke, &(GdkRGBA) { 1, 1, 1, 0.5f });
  gsk_stroke_free (stroke);
  if (self->text)
    snapshot_text (self, snapshot, art);
}

static void
ct_badge_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = *natural = CT_BADGE (widget)->size;
}

/* "Certification: SCS" */
static void
describe (CtBadge *self)
{
  g_autofree char *kind = ct_format_achievement_kind (NULL, self->kind);
  g_autofree char *words = self->text ? g_strdup_printf ("%s: %s", kind, self->text) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words ? words : kind, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ct_badge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtBadge *self = CT_BADGE (object);

  switch ((CtBadgeProperty) id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    case PROP_FADED:
      g_value_set_boolean (value, self->faded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_badge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtBadge *self = CT_BADGE (object);

  switch ((CtBadgeProperty) id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      describe (self);
      break;
    case PROP_TEXT:
      g_set_str (&self->text, g_value_get_string (value));
      describe (self);
      break;
    case PROP_SIZE:
      self->size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_FADED:
      self->faded = g_value_get_boolean (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_badge_finalize (GObject *object)
{
  g_free (CT_BADGE (object)->text);

  G_OBJECT_CLASS (ct_badge_parent_class)->finalize (object);
}

static void
ct_badge_class_init (CtBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_badge_get_property;
  object_class->set_property = ct_badge_set_property;
  object_class->finalize = ct_badge_finalize;
  widget_class->measure = ct_badge_measure;
  widget_class->snapshot = ct_badge_snapshot;

  properties[PROP_KIND]
      = g_param_spec_enum ("kind", NULL, NULL, CT_TYPE_ACHIEVEMENT_KIND,
                           CT_ACHIEVEMENT_KIND_ACCREDITATION, flags | G_PARAM_CONSTRUCT);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_SIZE]
      = g_param_spec_int ("size", NULL, NULL, 16, 512, 48, flags | G_PARAM_CONSTRUCT);
  properties[PROP_FADED] = g_param_spec_boolean ("faded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "badge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ct_badge_init (CtBadge *self)
{
}

GtkWidget *
ct_badge_new (void)
{
  return g_object_new (CT_TYPE_BADGE, NULL);
}
