/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-fault-mark.h"

#include "widgets/ct-row-note.h"

#define MARKED "ct-fault-mark"
#define LABEL "ct-fault-mark-label"

/* What has the focus and is read aloud is in an entry or its row. */
static GtkWidget *
get_target (GtkWidget *field)
{
  while (GTK_IS_EDITABLE (field))
    {
      GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (field));

      if (delegate == NULL)
        break;
      field = GTK_WIDGET (delegate);
    }
  return field;
}

static void
mended (GtkWidget *field)
{
  ct_fault_mark_set (field, NULL);
}

/* Once for each field. */
static void
watch (GtkWidget *field)
{
  GObjectClass *klass = G_OBJECT_GET_CLASS (field);

  if (g_object_get_data (G_OBJECT (field), MARKED) != NULL)
    return;

  if (GTK_IS_EDITABLE (field))
    g_signal_connect (field, "changed", G_CALLBACK (mended), NULL);
  else if (GTK_IS_TEXT_VIEW (field))
    g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), "changed",
                             G_CALLBACK (mended), field, G_CONNECT_SWAPPED);
  else if (g_object_class_find_property (klass, "active") != NULL)
    g_signal_connect (field, "notify::active", G_CALLBACK (mended), NULL);
  else if (g_object_class_find_property (klass, "selected") != NULL)
    g_signal_connect (field, "notify::selected", G_CALLBACK (mended), NULL);
}

static void
set_label (GtkWidget *field, GtkLabel *label, const char *words)
{
  /* A list would be drawn in the colour of faults as a whole. */
  if (words != NULL && !GTK_IS_LIST_BOX (field))
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  ct_row_note_relate (get_target (field), GTK_WIDGET (label), words != NULL);
}

void
ct_fault_mark_set (GtkWidget *field, const char *words)
{
  GtkLabel *label;

  g_return_if_fail (GTK_IS_WIDGET (field));

  if (words == NULL && !ct_fault_mark_is_set (field))
    return;
  if (words != NULL)
    watch (field);

  g_object_set_data (G_OBJECT (field), MARKED, GINT_TO_POINTER (words != NULL ? 1 : 2));
  label = g_object_get_data (G_OBJECT (field), LABEL);
  if (label != NULL)
    set_label (field, label, words);
  else
    ct_row_note_set (field, get_target (field), words, TRUE);
}

void
ct_fault_mark_set_hint (GtkWidget *row, const char *words)
{
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  ct_fault_mark_set (row, NULL);
  ct_row_note_set (row, get_target (row), words, FALSE);
}

void
ct_fault_mark_set_label (GtkWidget *field, GtkLabel *label)
{
  g_return_if_fail (GTK_IS_WIDGET (field));
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  g_object_set_data_full (G_OBJECT (field), LABEL, g_object_ref (label), g_object_unref);
}

gboolean
ct_fault_mark_is_set (GtkWidget *field)
{
  g_return_val_if_fail (GTK_IS_WIDGET (field), FALSE);

  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (field), MARKED)) == 1;
}

gboolean
ct_fault_mark_focus_first (GtkWidget *root)
{
  g_return_val_if_fail (GTK_IS_WIDGET (root), FALSE);

  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (ct_fault_mark_is_set (root))
    {
      if (!gtk_widget_grab_focus (root))
        gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD);
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ct_fault_mark_focus_first (child))
      return TRUE;
  return FALSE;
}
