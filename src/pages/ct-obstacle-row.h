/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ct-eligibility.h"

G_BEGIN_DECLS

#define CT_TYPE_OBSTACLE_ROW (ct_obstacle_row_get_type ())
G_DECLARE_FINAL_TYPE (CtObstacleRow, ct_obstacle_row, CT, OBSTACLE_ROW, AdwPreferencesRow)

/**
 * CtObstacleRow:
 *
 * Why an exam cannot be registered for, and a button to what can be done about it. The button lies
 * below the words, which are long.
 */

/**
 * ct_obstacle_row_new:
 * @faults: what exactly is missing or wrong, a line for each, or ""
 */
GtkWidget *ct_obstacle_row_new (CtObstacle *obstacle, const char *faults);

G_END_DECLS
