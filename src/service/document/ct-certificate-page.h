/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "model/ct-credential.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/**
 * ct_certificate_page_draw:
 * @cr: where to, with tags for the structure of the document
 * @language: BCP 47, of the name
 * @width, @height: of the page, in points
 *
 * Draws the page of a certificate. Where there is no font for a character, a box with its number
 * stands for it, and a line in the log says so: the rest of the certificate is worth having.
 */
gboolean ct_certificate_page_draw (cairo_t *cr,
                                   CtProgram *program,
                                   CtCredential *credential,
                                   const char *language,
                                   double width,
                                   double height,
                                   GError **error);

G_END_DECLS
