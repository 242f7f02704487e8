/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "widgets/ct-step.h"

G_BEGIN_DECLS

#define CT_TYPE_STEP_ROW (ct_step_row_get_type ())
G_DECLARE_FINAL_TYPE (CtStepRow, ct_step_row, CT, STEP_ROW, AdwPreferencesRow)

/**
 * CtStepRow:
 *
 * What to do next, why, and the button to it: beside the words, or below where there is no room.
 */

/* For gtk_list_box_bind_model(). */
GtkWidget *ct_step_row_new (gpointer step, gpointer user_data);

/* Does what the button does. */
void ct_step_row_activate (CtStepRow *self);

G_END_DECLS
