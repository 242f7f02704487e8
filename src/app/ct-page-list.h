/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_page_list_add:
 * @list: the list of the sidebar
 * @name: of the page, as win.page knows it
 * @title: what is read
 *
 * Adds the row that leads to a page. A click and Enter lead there; to look through the rows by
 * the arrow keys or to pass over them with the pointer does not.
 */
void
ct_page_list_add (GtkListBox *list, const char *name, const char *title, const char *icon_name);

/* Marks the row that leads to the page @name as the one that is shown. */
void ct_page_list_mark (GtkListBox *list, const char *name);

/* Returns: (transfer none) (nullable): the row that is marked */
GtkWidget *ct_page_list_get_marked (GtkListBox *list);

G_END_DECLS
