/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-isolate.h"

#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

char *
ct_isolate (gpointer self, const char *text)
{
  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);
  return g_strconcat (LEFT_TO_RIGHT_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL);
}

void
ct_isolate_entry (GtkEditable *editable)
{
  GtkEditable *text = gtk_editable_get_delegate (editable);

  g_return_if_fail (GTK_IS_TEXT (text));

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return;
  gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (text, 1);
}
