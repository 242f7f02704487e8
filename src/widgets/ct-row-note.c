/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-row-note.h"

#define KEY "ct-row-note"

static GtkWidget *
add_note (GtkListBox *list, GtkWidget *row, GtkWidget *target)
{
  GtkWidget *note = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (note), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_widget_set_focusable (note, FALSE);
  gtk_widget_add_css_class (note, "row-note");
  gtk_list_box_insert (list, note, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  label, NULL, -1);
  g_object_set_data (G_OBJECT (row), KEY, note);
  return note;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
ct_row_note_set (GtkWidget *row, GtkWidget *target, const char *words, gboolean is_fault)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkWidget *note = g_object_get_data (G_OBJECT (row), KEY);
  GtkWidget *label;

  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  /* It is not in its list yet: it will be asked again. */
  if (!GTK_IS_LIST_BOX (list))
    return;
  if (note == NULL && words == NULL)
    return;
  if (note == NULL)
    note = add_note (GTK_LIST_BOX (list), row, target);

  is_fault = is_fault && words != NULL;
  label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (note));
  gtk_label_set_label (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (note, words != NULL);
  set_class (row, "noted", words != NULL);
  set_class (row, "error", is_fault);
  set_class (label, "error", is_fault);
  set_class (label, "dimmed", !is_fault);
  gtk_accessible_update_state (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_STATE_INVALID,
                               is_fault ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
