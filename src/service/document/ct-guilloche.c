/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-guilloche.h"

#include <math.h>

#define FRAME_WAVE 24.0
#define LINE_WIDTH 0.35

/* Of the way from a crest to the next trough: how far the handles of a curve reach that looks
 * like a sine. */
#define HANDLE 0.3642

/* Waves along the x axis from 0 to @length, each of @n_strands a part of a wave behind the one
 * before. The path begins and ends outside. */
static void
add_waves (cairo_t *cr, double length, double amplitude, int n_strands)
{
  int n_waves = MAX (1, (int) round (length / FRAME_WAVE));
  double half = length / n_waves / 2;

  for (int strand = 0; strand < n_strands; strand++)
    {
      double x = -2 * half * strand / n_strands;
      double y = amplitude;

      for (cairo_move_to (cr, x, y); x < length; x += half, y = -y)
        cairo_curve_to (cr, x + HANDLE * half, y, x + (1 - HANDLE) * half, -y, x + half, -y);
    }
}

static void
draw_side (cairo_t *cr, double x, double y, double angle, double length, double amplitude)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  cairo_rectangle (cr, 0, -amplitude - 1, length, 2 * amplitude + 2);
  cairo_clip (cr);
  add_waves (cr, length, amplitude, 4);
  add_waves (cr, length, amplitude * 0.45, 2);
  cairo_stroke (cr);
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
  draw_side (cr, near + gap, near, 0, right - near - 2 * gap, amplitude);
  draw_side (cr, right, near + gap, G_PI / 2, bottom - near - 2 * gap, amplitude);
  draw_side (cr, right - gap, bottom, G_PI, right - near - 2 * gap, amplitude);
  draw_side (cr, near, bottom - gap, -G_PI / 2, bottom - near - 2 * gap, amplitude);

  for (int corner = 0; corner < 4; corner++)
    ct_guilloche_draw_rosette (cr, corner & 1 ? right : near, corner & 2 ? bottom : near,
                               amplitude * 0.3, amplitude, 8, 2, LINE_WIDTH);

  /* A rule on each side of the band, and one for the light. */
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
  const double half = G_PI / petals;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  for (guint strand = 0; strand < strands; strand++)
    {
      double angle = 2 * half * strand / strands;
      double radius = outer;

      cairo_move_to (cr, radius * cos (angle), radius * sin (angle));
      for (guint i = 0; i < 2 * petals; i++)
        {
          double next_angle = angle + half;
          double next_radius = i % 2 == 0 ? inner : outer;
          double reach = HANDLE * half * radius;
          double next_reach = HANDLE * half * next_radius;

          cairo_curve_to (cr, radius * cos (angle) - reach * sin (angle),
                          radius * sin (angle) + reach * cos (angle),
                          next_radius * cos (next_angle) + next_reach * sin (next_angle),
                          next_radius * sin (next_angle) - next_reach * cos (next_angle),
                          next_radius * cos (next_angle), next_radius * sin (next_angle));
          angle = next_angle;
          radius = next_radius;
        }
      cairo_close_path (cr);
    }
  cairo_restore (cr);

  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
}
