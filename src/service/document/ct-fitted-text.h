/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * ct_fitted_text_new:
 * @font: (transfer none): its size is not looked at
 * @text: any text; line breaks in it become spaces
 * @width, @height: what it has to fit into, in points
 * @largest: the size of the font if it fits, in points
 *
 * Lays a text out centred, as large as it fits, in as few lines as its size allows, which are
 * about as long as each other. Nothing is ever left out.
 *
 * Returns: (transfer full): the layout; its width may be less than @width
 */
PangoLayout *ct_fitted_text_new (PangoContext *context,
                                 const PangoFontDescription *font,
                                 const char *text,
                                 double width,
                                 double height,
                                 double largest);

G_END_DECLS
