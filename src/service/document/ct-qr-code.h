/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ct_qr_code_draw:
 * @text: what it says
 * @x, @y: its upper left corner, in points
 * @size: of its side, without the light margin of four modules that it needs around it
 * @error: %G_IO_ERROR_FAILED if @text is too long for a code
 *
 * Draws a QR code with the source that is set.
 */
gboolean
ct_qr_code_draw (cairo_t *cr, const char *text, double x, double y, double size, GError **error);

G_END_DECLS
