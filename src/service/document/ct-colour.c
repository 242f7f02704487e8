/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-colour.h"

void
ct_colour_set (cairo_t *cr, CtColour colour, double opacity)
{
  cairo_set_source_rgb (cr, 1 - opacity * (1 - colour.red), 1 - opacity * (1 - colour.green),
                        1 - opacity * (1 - colour.blue));
}
