/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

#define CT_TYPE_EXAM_CELL (ct_exam_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtExamCell, ct_exam_cell, CT, EXAM_CELL, CtCell)

/**
 * CtExamCell:
 *
 * An exam, and where the candidate stands with it. Its item is a #CtEligibility.
 */

G_END_DECLS
