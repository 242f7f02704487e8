/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-score-bar.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"

#define MARK_WIDTH 3

struct _CtScoreBar
{
  GtkWidget parent_instance;

  double score;
  double passing_score;
  GtkWidget *fill; /* owned by being children; the style sheet draws all three */
  GtkWidget *mark;
};

G_DEFINE_FINAL_TYPE (CtScoreBar, ct_score_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SCORE = 1,
  PROP_PASSING_SCORE,
} CtScoreBarProperty;

static GParamSpec *properties[PROP_PASSING_SCORE + 1];

static void
describe (CtScoreBar *self)
{
  g_autofree char *score = ct_format_percent (NULL, self->score);
  g_autofree char *passing = ct_format_percent (NULL, self->passing_score);
  g_autofree char *words = NULL;

  if (self->score < 0)
    words = g_strdup (_ ("No score"));
  else if (self->passing_score < 0)
    words = g_strdup (score);
  else
    /* Translators: two percentages */
    words = g_strdup_printf (_ ("%s, passing score %s"), score, passing);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, CLAMP (self->score, 0, 100),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
update (CtScoreBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean judged = self->score >= 0 && self->passing_score >= 0;
  gboolean enough = judged && self->score >= self->passing_score;

  gtk_widget_remove_css_class (widget, "success");
  gtk_widget_remove_css_class (widget, "error");
  if (judged)
    gtk_widget_add_css_class (widget, enough ? "success" : "error");
  gtk_widget_set_child_visible (self->fill, self->score > 0);
  gtk_widget_set_child_visible (self->mark, self->passing_score >= 0);
  gtk_widget_queue_allocate (widget);
  describe (self);
}

static void
ct_score_bar_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  CtScoreBar *self = CT_SCORE_BAR (widget);
  int fill, mark, ignored;

  gtk_widget_measure (self->fill, orientation, -1, &fill, &ignored, NULL, NULL);
  gtk_widget_measure (self->mark, orientation, -1, &mark, &ignored, NULL, NULL);
  *minimum = *natural = MAX (fill, mark);
}

static void
ct_score_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CtScoreBar *self = CT_SCORE_BAR (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int fill_width = CLAMP (self->score, 0, 100) / 100 * width;
  int mark_x = CLAMP (self->passing_score, 0, 100) / 100 * (width - MARK_WIDTH);
  int minimum;

  gtk_widget_measure (self->fill, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  fill_width = MIN (MAX (fill_width, minimum), width);
  if (gtk_widget_get_child_visible (self->fill))
    gtk_widget_size_allocate (
        self->fill, &(GtkAllocation) { rtl ? width - fill_width : 0, 0, fill_width, height }, -1);
  if (gtk_widget_get_child_visible (self->mark))
    gtk_widget_size_allocate (self->mark,
                              &(GtkAllocation) { rtl ? width - MARK_WIDTH - mark_x : mark_x, 0,
                                                 MARK_WIDTH, height },
                              -1);
}

static void
ct_score_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtScoreBar *self = CT_SCORE_BAR (object);

  switch ((CtScoreBarProperty) id)
    {
    case PROP_SCORE:
      g_value_set_double (value, self->score);
      break;
    case PROP_PASSING_SCORE:
      g_value_set_double (value, self->passing_score);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_score_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtScoreBar *self = CT_SCORE_BAR (object);
  double *number = NULL;

  switch ((CtScoreBarProperty) id)
    {
    case PROP_SCORE:
      number = &self->score;
      break;
    case PROP_PASSING_SCORE:
      number = &self->passing_score;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  if (*number == g_value_get_double (value))
    return;
  *number = g_value_get_double (value);
  update (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
ct_score_bar_dispose (GObject *object)
{
  CtScoreBar *self = CT_SCORE_BAR (object);

  g_clear_pointer (&self->fill, gtk_widget_unparent);
  g_clear_pointer (&self->mark, gtk_widget_unparent);

  G_OBJECT_CLASS (ct_score_bar_parent_class)->dispose (object);
}

static void
ct_score_bar_class_init (CtScoreBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_score_bar_get_property;
  object_class->set_property = ct_score_bar_set_property;
  object_class->dispose = ct_score_bar_dispose;
  widget_class->measure = ct_score_bar_measure;
  widget_class->size_allocate = ct_score_bar_size_allocate;

  properties[PROP_SCORE] = g_param_spec_double ("score", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  properties[PROP_PASSING_SCORE]
      = g_param_spec_double ("passing-score", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "scorebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static GtkWidget *
add_part (CtScoreBar *self, const char *css_name)
{
  GtkWidget *part = g_object_new (GTK_TYPE_BOX, "css-name", css_name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
ct_score_bar_init (CtScoreBar *self)
{
  self->score = self->passing_score = -1;
  self->fill = add_part (self, "fill");
  self->mark = add_part (self, "mark");
  update (self);
}

GtkWidget *
ct_score_bar_new (void)
{
  return g_object_new (CT_TYPE_SCORE_BAR, NULL);
}
