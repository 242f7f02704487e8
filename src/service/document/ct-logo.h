/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sizes in which logos are given out, in pixels: for a mail's signature, for a page, for
 * print. */
extern const int ct_logo_sizes[3];

/**
 * ct_logo_draw:
 * @svg: a logo
 * @size: width and height of the picture, in pixels
 *
 * Blocks for some milliseconds; may run in any thread.
 *
 * Returns: (transfer full): a PNG with a transparent background
 */
GBytes *ct_logo_draw (GBytes *svg, int size, GError **error);

G_END_DECLS
