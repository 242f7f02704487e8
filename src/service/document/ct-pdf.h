/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "model/ct-types.h"

G_BEGIN_DECLS

/* How documents become files. Lengths are in points. */

/**
 * CtPdfInfo:
 * @title: of the document
 * @author: who stands behind it
 * @subject: (nullable): such as its number
 * @date: when what it says was true: not the time of drawing, so that the same content always
 *   gives the same bytes
 */
typedef struct
{
  const char *title;
  const char *author;
  const char *subject;
  GDateTime *date;
} CtPdfInfo;

/**
 * CtPdfDraw:
 * @cr: where to, with tags for the structure of the document
 *
 * Draws the pages of a document, with cairo_show_page() behind each but the last.
 */
typedef gboolean (*CtPdfDraw) (cairo_t *cr, gpointer data, GError **error);

/* Says how large a page is, upright. */
void ct_pdf_get_size (CtPaper paper, double *width, double *height);

/**
 * ct_pdf_draw:
 * @width, @height: of each page
 * @error: %G_IO_ERROR_FAILED if it can't be drawn
 *
 * May run in any thread; several wait for each other.
 *
 * Returns: (transfer full): a tagged PDF with its fonts, or %NULL with @error set
 */
GBytes *ct_pdf_draw (const CtPdfInfo *info,
                     double width,
                     double height,
                     CtPdfDraw draw,
                     gpointer data,
                     GError **error);

G_END_DECLS
