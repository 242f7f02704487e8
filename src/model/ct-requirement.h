/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_REQUIREMENT (ct_requirement_get_type ())
G_DECLARE_FINAL_TYPE (CtRequirement, ct_requirement, CT, REQUIREMENT, CtResource)

/**
 * CtRequirement:
 * @kind: what sort of node
 * @title: a short text of its own; leaves have the title of what they point to
 * @needed: for n-of: how many children
 * @ref: for leaves: the code of the exam or assessment, or the id of the achievement or agreement
 * @max_age_months: for exams and assessments: how long a pass counts
 * @requirements: of #CtRequirement: the children
 * @state: how far it is
 * @fraction: 0 to 1, how much of it is done
 * @met_at: when it was met; of a pending one, when it was taken or would be issued
 * @met_by: the id of the attempt or credential that meets it, or would, if there is one already
 * @valid_until: until when what meets it counts
 * @retired: for exams and assessments: can no longer be taken
 *
 * A node of the tree of what an achievement takes. In a program it says what to do; in a
 * #CtProgress the members from @state on say how far the candidate is.
 */
struct _CtRequirement
{
  CtResource parent_instance;

  CtRequirementKind kind;
  char *title;
  int needed;
  char *ref;
  int max_age_months;
  GListStore *requirements;
  CtRequirementState state;
  double fraction;
  GDateTime *met_at;
  char *met_by;
  GDateTime *valid_until;
  gboolean retired;
};

G_END_DECLS
