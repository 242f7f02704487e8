/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-fault-mark.h"

void
ct_fault_mark_set (GtkWidget *field, gboolean wrong)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  if (wrong)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
