/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ct_question_row_new:
 * @item: a #CtQuestion
 *
 * For gtk_list_box_bind_model().
 *
 * Returns: (transfer floating): a row that opens to the answer
 */
GtkWidget *ct_question_row_new (gpointer item, gpointer user_data);

G_END_DECLS
