/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_profile_conflict_row_create:
 * @item: a #CtProfileConflict
 * @user_data: nothing
 *
 * A GtkListBoxCreateWidgetFunc.
 *
 * Returns: (transfer floating): what lets the candidate choose
 */
GtkWidget *ct_profile_conflict_row_create (gpointer item, gpointer user_data);

G_END_DECLS
