/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_COLUMNS (ct_columns_get_type ())
G_DECLARE_FINAL_TYPE (CtColumns, ct_columns, CT, COLUMNS, GtkLayoutManager)

/**
 * CtColumns:
 *
 * Puts what is visible of a widget's children side by side, all as wide, where each has room for a
 * list, and else one below the other.
 */

G_END_DECLS
