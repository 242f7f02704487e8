/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Ornaments of fine lines, as on banknotes. All lengths are in points; what is drawn has the
 * source that is set. */

/**
 * ct_guilloche_draw_frame:
 * @inset: from the edge of the page to the outer rule
 * @breadth: of the band of waves inside of it
 *
 * Draws a frame around a page of @width by @height.
 */
void
ct_guilloche_draw_frame (cairo_t *cr, double width, double height, double inset, double breadth);

/**
 * ct_guilloche_draw_rosette:
 * @x, @y: its middle
 * @inner, @outer: between which radii its lines swing
 * @petals: how often a line swings in a round
 * @strands: how many lines
 * @line_width: of each
 */
void ct_guilloche_draw_rosette (cairo_t *cr,
                                double x,
                                double y,
                                double inner,
                                double outer,
                                guint petals,
                                guint strands,
                                double line_width);

G_END_DECLS
