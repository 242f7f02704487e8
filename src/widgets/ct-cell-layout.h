/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_CELL_LAYOUT (ct_cell_layout_get_type ())
G_DECLARE_FINAL_TYPE (CtCellLayout, ct_cell_layout, CT, CELL_LAYOUT, GtkLayoutManager)

/**
 * CtCellLayout:
 *
 * Lays out what a cell says, with what stands before it and behind it: beside each other, as a
 * horizontal GtkBox does, and below each other where the text is so large for the width that words
 * would be broken. An image at the end stays at the end.
 */

G_END_DECLS
