/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-collection.h"
#include "model/ct-progress.h"

G_BEGIN_DECLS

/**
 * ct_exam_needs_of:
 * @progress: the collection of all #CtProgress
 * @achievement: one of them
 *
 * Returns: (transfer full): the codes of all exams and assessments that count towards @achievement,
 *   or towards another that it asks for
 */
GHashTable *ct_exam_needs_of (CtCollection *progress, CtProgress *achievement);

/**
 * ct_exam_needs_still:
 * @progress: the collection of all #CtProgress
 *
 * Returns: (transfer full): the codes of those by which the candidate would come further with
 *   something that is not held and can still be earned, or would renew what expires soon
 */
GHashTable *ct_exam_needs_still (CtCollection *progress);

/* Returns: (transfer full): of those the ones that would renew what expires soon */
GHashTable *ct_exam_needs_to_renew (CtCollection *progress);

G_END_DECLS
