/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_CELL (ct_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (CtCell, ct_cell, CT, CELL, AdwBin)

/**
 * CtCell:
 *
 * How one thing looks in a list: a template that is bound to it. The same cell serves a
 * GtkListView, in its factory, and a GtkListBox, by ct_cell_create_row().
 *
 * Properties: `item` (#CtResource, nullable), and `words` (string): all that it shows as one
 * sentence, for those who don't see it; the template binds it.
 */
struct _CtCellClass
{
  AdwBinClass parent_class;
};

/**
 * ct_cell_create_row:
 * @item: what is listed
 * @type: a type of cell, by GSIZE_TO_POINTER()
 *
 * For gtk_list_box_bind_model().
 *
 * Returns: (transfer floating): an activatable row
 */
GtkWidget *ct_cell_create_row (gpointer item, gpointer type);

/* Returns: (transfer none): what a row of ct_cell_create_row() stands for */
gpointer ct_cell_get_row_item (GtkListBoxRow *row);

/* Gives a class of cells its template, with the closures of ct-format. */
void ct_cell_class_set_template (CtCellClass *klass, const char *resource_path);

/* Defines a cell that is nothing but its template. */
#define CT_DEFINE_CELL(Type, prefix, resource_path) \
  G_DEFINE_FINAL_TYPE (Type, prefix, CT_TYPE_CELL) \
  static void prefix##_class_init (Type##Class *klass) \
  { \
    ct_cell_class_set_template (CT_CELL_CLASS (klass), resource_path); \
    prefix##_bind (GTK_WIDGET_CLASS (klass)); \
  } \
  static void prefix##_init (Type *self) \
  { \
    gtk_widget_init_template (GTK_WIDGET (self)); \
  }

G_END_DECLS
