/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-question-row.h"

GtkWidget *
ct_question_row_new (gpointer item, gpointer user_data)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *answer = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_add_css_class (answer, "long-text");
  gtk_label_set_wrap (GTK_LABEL (answer), TRUE);
  gtk_label_set_xalign (GTK_LABEL (answer), 0);
  gtk_label_set_selectable (GTK_LABEL (answer), TRUE);
  g_object_bind_property (item, "question", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "answer", answer, "label", G_BINDING_SYNC_CREATE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), answer);
  return row;
}
