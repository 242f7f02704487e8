/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The colours of documents. */

typedef struct
{
  double red, green, blue;
} CtColour;

#define CT_COLOUR_INK ((CtColour) { 0.11, 0.14, 0.20 })
#define CT_COLOUR_GREY ((CtColour) { 0.40, 0.43, 0.49 })
#define CT_COLOUR_BLUE ((CtColour) { 0.13, 0.25, 0.45 })
#define CT_COLOUR_GREEN ((CtColour) { 0.08, 0.38, 0.22 })
#define CT_COLOUR_RED ((CtColour) { 0.62, 0.11, 0.13 })

/**
 * ct_colour_set:
 * @opacity: from 0 to 1; of tints instead of transparency, which print the same everywhere
 */
void ct_colour_set (cairo_t *cr, CtColour colour, double opacity);

G_END_DECLS
