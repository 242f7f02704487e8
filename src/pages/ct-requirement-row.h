/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ct-exam.h"
#include "model/ct-requirement.h"

G_BEGIN_DECLS

#define CT_TYPE_REQUIREMENT_ROW (ct_requirement_row_get_type ())
G_DECLARE_FINAL_TYPE (CtRequirementRow, ct_requirement_row, CT, REQUIREMENT_ROW, AdwActionRow)

/**
 * CtRequirementRow:
 *
 * One line of the check list that an achievement's tree of requirements is. It can be
 * activated where there is more to see.
 */

/**
 * ct_requirement_row_new:
 * @depth: how deep in the tree, from 0
 * @exam: (nullable): the exam or assessment that @requirement is about
 */
GtkWidget *ct_requirement_row_new (CtRequirement *requirement, guint depth, CtExam *exam);

CtRequirement *ct_requirement_row_get_requirement (CtRequirementRow *self);

G_END_DECLS
