/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

/**
 * ct_cell_factory_new:
 * @cell_type: the type of #CtCell that shows an item
 * @say: what that cell's `words` are, for each item
 *
 * For a GtkListView of #CtSlots with many rows. It keeps two hundred of them, of which a dozen are
 * seen, and a cell is a dozen widgets: so a row gets its cell when it comes into view, as many in
 * one frame as there is time for. Every row has its accessible label.
 *
 * Returns: (transfer full)
 */
GtkListItemFactory *ct_cell_factory_new (GType cell_type, char *(*say) (gpointer item));

/**
 * ct_cell_factory_get_item:
 * @row: (nullable): a widget, such as what has the focus
 *
 * Returns: (transfer none) (nullable): what @row stands for, if it is a row of such a factory
 */
gpointer ct_cell_factory_get_item (GtkWidget *row);

G_END_DECLS
