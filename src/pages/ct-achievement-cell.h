/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

#define CT_TYPE_ACHIEVEMENT_CELL (ct_achievement_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtAchievementCell, ct_achievement_cell, CT, ACHIEVEMENT_CELL, CtCell)

/**
 * CtAchievementCell:
 *
 * How far an achievement is, and what to do next. Its item is a #CtProgress.
 */

G_END_DECLS
