/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-guilloche.h"

#include <math.h>

#define FRAME_STRANDS 4
#define FRAME_WAVE 24.0
#define LINE_WIDTH 0.35

/* Adds the curve from the last point to another, with the slopes there. */
typedef struct
{
  cairo_t *cr;
  double x, y;
  double dx, dy;
  gboolean begun;
} Pen;

static void
pen_go (Pen *self, double x, double y, double dx, double dy)
{
  if (!self->begun)
    cairo_move_to (self->cr, x, y);
  else
    cairo_curve_to (self->cr, self->x + self->dx / 3, self->y + self->dy / 3, x - dx / 3,
                    y - dy / 3, x, y);

  *self = (Pen) { self->cr, x, y, dx, dy, TRUE };
}

/* Waves along the x axis from 0 to @length, which swing between -@amplitude and @amplitude. */
static void
draw_waves (cairo_t *cr, double length, double amplitude, guint n_strands)
{
  guint n_waves = MAX (1, (guint) round (length / FRAME_WAVE));
  guint n_steps = n_waves * 4;
  double step = length / n_steps;

  for (guint strand = 0; strand < n_strands; strand++)
    {
      Pen pen = { .cr = cr };
      double shift = 2 * G_PI * strand / n_strands;

      for (guint i = 0; i <= n_steps; i++)
        {
          double phase = G_PI / 2 * i + shift;

          pen_go (&pen, i * step, amplitude * sin (phase), step,
                  amplitude * cos (phase) * G_PI / 2);
        }
    }
  cairo_stroke (cr);
}

static void
draw_side (cairo_t *cr, double x, double y, double angle, double length, double amplitude)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  draw_waves (cr, length, amplitude, FRAME_STRANDS);
  draw_waves (cr, length, amplitude * 0.45, FRAME_STRANDS / 2);
  cairo_restore (cr);
}

void
ct_guilloche_draw_frame (cairo_t *cr, double width, double height, double inset, double breadth)
{
  double near = inset + breadth / 2;
  double right = width - near;
  double bottom = height - near;
  double gap = breadth / 2;
  double amplitude = breadth / 2 - 2;

  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  draw_side (cr, near + gap, near, 0, right - near - 2 * gap, amplitude);
  draw_side (cr, right, near + gap, G_PI / 2, bottom - near - 2 * gap, amplitude);
  draw_side (cr, right - gap, bottom, G_PI, right - near - 2 * gap, amplitude);
  draw_side (cr, near, bottom - gap, -G_PI / 2, bottom - near - 2 * gap, amplitude);

  for (int corner = 0; corner < 4; corner++)
    ct_guilloche_draw_rosette (cr, corner & 1 ? right : near, corner & 2 ? bottom : near,
                               amplitude * 0.3, amplitude, 8, 2, LINE_WIDTH);

  /* A rule on each side of the band, and one for the light. */
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, inset, inset, width - 2 * inset, height - 2 * inset);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.5);
  for (int rule = 0; rule < 2; rule++)
    {
      double in = inset + breadth + 3.5 * rule;

      cairo_rectangle (cr, in, in, width - 2 * in, height - 2 * in);
    }
  cairo_stroke (cr);
}

void
ct_guilloche_draw_rosette (cairo_t *cr,
                           double x,
                           double y,
                           double inner,
                           double outer,
                           guint petals,
                           guint strands,
                           double line_width)
{
  const guint n_steps = petals * 4;
  const double step = 2 * G_PI / n_steps;
  const double middle = (inner + outer) / 2;
  const double swing = (outer - inner) / 2;

  for (guint strand = 0; strand < strands; strand++)
    {
      Pen pen = { .cr = cr };
      double shift = 2 * G_PI * strand / strands;

      for (guint i = 0; i <= n_steps; i++)
        {
          double angle = step * i;
          double radius = middle + swing * cos (petals * angle + shift);
          double slope = -swing * petals * sin (petals * angle + shift);

          pen_go (&pen, x + radius * cos (angle), y + radius * sin (angle),
                  step * (slope * cos (angle) - radius * sin (angle)),
                  step * (slope * sin (angle) + radius * cos (angle)));
        }
      cairo_close_path (cr);
    }

  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
}
