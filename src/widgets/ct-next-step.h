/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-requirement.h"

G_BEGIN_DECLS

/* Whether it is met, or will be if the results to come are good. */
gboolean ct_next_step_is_settled (CtRequirement *requirement);

/**
 * ct_next_step_find:
 * @requirement: (nullable): a tree with its states
 *
 * Returns: (transfer none) (nullable): the leaf to do next: the first open one on the way that
 *   is furthest; %NULL if nothing is left, or nothing but to wait for a result
 */
CtRequirement *ct_next_step_find (CtRequirement *requirement);

/**
 * ct_next_step_is_awaited:
 * @requirement: (nullable): a tree with its states
 *
 * Returns: whether something in it was taken that is not met yet, and whose result has not arrived
 */
gboolean ct_next_step_is_awaited (CtRequirement *requirement);

/**
 * ct_next_step_describe:
 * @self: not used: this is a closure, too
 * @requirement: (nullable): a tree with its states
 *
 * Returns: (transfer full): the next step as an invitation: "Pass exam 250-428: …"; the empty
 *   string if there is none
 */
char *ct_next_step_describe (gpointer self, CtRequirement *requirement);

/**
 * ct_next_step_describe_renewal:
 * @self: not used: this is a closure, too
 * @valid_until: (nullable): when what is held expires
 * @renewal: (nullable): the tree of what renews it
 *
 * Returns: (transfer full): the day on which it expires, and if that is soon what there is to do
 *   about it; how soon it is, its #CtLook says
 */
char *ct_next_step_describe_renewal (gpointer self, GDateTime *valid_until, CtRequirement *renewal);

G_END_DECLS
