/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* The text of documents. Lengths are in points. */

#define CT_FONT_SERIF "Noto Serif, Liberation Serif, DejaVu Serif, serif"
#define CT_FONT_SANS "Inter, Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"

/**
 * ct_text_layout_new_context:
 *
 * All contexts share their fonts, so that only one thread at a time may use any of them.
 *
 * Returns: (transfer full): a context which lays out the same on every screen and printer
 */
PangoContext *ct_text_layout_new_context (void);

/**
 * ct_text_layout_get_name_fonts:
 * @language: BCP 47: tells Chinese, Japanese and Korean forms of a character apart
 *
 * Returns: (transfer full): a font for each script, so that none is left to chance
 */
char *ct_text_layout_get_name_fonts (const char *language);

/**
 * ct_text_layout_new_line:
 * @font: families and style
 * @tracking: what is added between letters
 *
 * Returns: (transfer full): one line
 */
PangoLayout *ct_text_layout_new_line (PangoContext *context,
                                      const char *font,
                                      double size,
                                      double tracking,
                                      const char *text);

/**
 * ct_text_layout_new_fitted:
 * @font: families and style
 * @text: any text; line breaks in it become spaces
 * @width, @height: what it has to fit into
 * @largest: the size of the font if it fits
 *
 * Lays a text out centred, as large as it fits, in as few lines as its size allows, which are
 * about as long as each other. Nothing is ever left out.
 *
 * Returns: (transfer full): the layout; its width may be less than @width
 */
PangoLayout *ct_text_layout_new_fitted (PangoContext *context,
                                        const char *font,
                                        const char *text,
                                        double width,
                                        double height,
                                        double largest);

/**
 * ct_text_layout_new_paragraph:
 * @font: families and style
 * @text: any text; line breaks in it become spaces
 * @width: what its lines have to fit into
 *
 * Returns: (transfer full): as many lines as it takes, at the left also where they run from right
 *   to left
 */
PangoLayout *ct_text_layout_new_paragraph (PangoContext *context,
                                           const char *font,
                                           double size,
                                           const char *text,
                                           double width);

/* What a layout takes up; for one that was fitted, with the space beside its lines. */
double ct_text_layout_get_width (PangoLayout *layout);
double ct_text_layout_get_height (PangoLayout *layout);

G_END_DECLS
