/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-requirement.h"

G_BEGIN_DECLS

/* Whether it only says how many of its children are needed. */
gboolean ct_requirement_is_branch (CtRequirement *self);

/**
 * ct_requirement_heading:
 * @self: a branch
 *
 * Returns: (transfer full): such as "Any one of the following"
 */
char *ct_requirement_heading (CtRequirement *self);

G_END_DECLS
