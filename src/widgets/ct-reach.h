/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-collection.h"
#include "model/ct-progress.h"

G_BEGIN_DECLS

/**
 * ct_reach_is_possible:
 * @progress: how far a candidate is towards an achievement
 * @all: the collection of all #CtProgress
 * @is_partner: whether the candidate works for a partner company
 *
 * Returns: whether the candidate can earn it, now or step by step: not what is retired, is for
 *   employees of partner companies only, or needs something that cannot be had any more
 */
gboolean ct_reach_is_possible (CtProgress *progress, CtCollection *all, gboolean is_partner);

/* Whether it is for employees of partner companies only, and the candidate is none and does not
 * hold it. */
gboolean ct_reach_is_for_others (CtProgress *progress, gboolean is_partner);

/* For sorting: what lacks fewer steps comes first, and of those what is further. */
int ct_reach_compare (CtProgress *a, CtProgress *b);

G_END_DECLS
