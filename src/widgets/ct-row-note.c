/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-row-note.h"

#define KEY "ct-row-note"

static GtkWidget *
get_label (GtkWidget *note)
{
  return gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (note)));
}

static GtkWidget *
add_note (GtkListBox *list, GtkWidget *row)
{
  GtkWidget *note = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon
      = g_object_new (GTK_TYPE_IMAGE, "icon-name", "ct-warning-symbolic", "valign", GTK_ALIGN_START,
                      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (note), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_widget_set_focusable (note, FALSE);
  gtk_widget_add_css_class (note, "row-note");
  gtk_list_box_insert (list, note, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
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
ct_row_note_relate (GtkWidget *target, GtkWidget *label, gboolean is_fault)
{
  GtkAccessible *accessible;

  g_return_if_fail (GTK_IS_WIDGET (target));
  g_return_if_fail (GTK_IS_WIDGET (label));

  /* Not every screen reader knows what an error message is; each reads descriptions. */
  accessible = GTK_ACCESSIBLE (target);
  gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL,
                                  -1);
  if (is_fault)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, label, NULL,
                                    -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               is_fault ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
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
    note = add_note (GTK_LIST_BOX (list), row);

  is_fault = is_fault && words != NULL;
  label = get_label (note);
  gtk_label_set_label (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (gtk_widget_get_prev_sibling (label), is_fault);
  gtk_widget_set_visible (note, words != NULL);
  set_class (row, "noted", words != NULL);
  set_class (row, "error", is_fault);
  set_class (note, "error", is_fault);
  set_class (label, "dimmed", !is_fault);
  ct_row_note_relate (target, label, is_fault);
}
