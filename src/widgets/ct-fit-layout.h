/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_FIT_LAYOUT (ct_fit_layout_get_type ())
G_DECLARE_FINAL_TYPE (CtFitLayout, ct_fit_layout, CT, FIT_LAYOUT, GtkLayoutManager)

/**
 * CtFitLayout:
 *
 * Makes an AdwDialog that follows the size of its content as wide as is said, and as high as the
 * content, which would else have its own width, be that only the width of “Loading…”. Where there
 * is less room, or the content needs more, it is narrower or wider.
 *
 * Properties: `width` (int, in pixels), `height` (int, in pixels: the most that it asks for, since
 * long content scrolls).
 */

G_END_DECLS
