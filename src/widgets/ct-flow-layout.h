/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_FLOW_LAYOUT (ct_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (CtFlowLayout, ct_flow_layout, CT, FLOW_LAYOUT, GtkLayoutManager)

/**
 * CtFlowLayout:
 *
 * Lays children out as words of a text: beside each other as long as they fit as they would like to
 * be, then in the next line. What is wider than a line gets the line for itself and wraps in it, in
 * either direction of the text, where AdwWrapBox of libadwaita 1.7 puts it beyond the line's end.
 *
 * Properties: `spacing` (int, in pixels, between children), `line-spacing` (int, in pixels).
 */

G_END_DECLS
