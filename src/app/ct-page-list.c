/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ct-page-list.h"

void
ct_page_list_add (GtkListBox *list, const char *name, const char *title, const char *icon_name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.row");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", name);
  gtk_list_box_append (list, row);
}

void
ct_page_list_mark (GtkListBox *list, const char *name)
{
  GtkListBoxRow *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), name) == 0)
      gtk_list_box_select_row (list, row);
}

GtkWidget *
ct_page_list_get_marked (GtkListBox *list)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX (list), NULL);

  return GTK_WIDGET (gtk_list_box_get_selected_row (list));
}
