/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_OBSTACLE (ct_obstacle_get_type ())
G_DECLARE_FINAL_TYPE (CtObstacle, ct_obstacle, CT, OBSTACLE, CtResource)

/**
 * CtObstacle:
 * @reason: which
 * @until: from when on it is none any more, if time alone removes it
 * @ref: what it is about: the id of the attempt, authorization or agreement, or the code of
 *   the exam's successor
 * @detail: more about it, in words
 *
 * Something that keeps a candidate from registering for an exam.
 */
struct _CtObstacle
{
  CtResource parent_instance;

  CtIneligibility reason;
  GDateTime *until;
  char *ref;
  char *detail;
};

#define CT_TYPE_ELIGIBILITY (ct_eligibility_get_type ())
G_DECLARE_FINAL_TYPE (CtEligibility, ct_eligibility, CT, ELIGIBILITY, CtResource)

/**
 * CtEligibility:
 * @eligible: whether the candidate can register now
 * @obstacles: of #CtObstacle: all that keeps the candidate from it
 * @first_appointment: the first instant for which an appointment could be made
 *
 * Whether a candidate can register for an exam. Its id is the code of the #CtExam.
 */
struct _CtEligibility
{
  CtResource parent_instance;

  gboolean eligible;
  GListStore *obstacles;
  GDateTime *first_appointment;
};

G_END_DECLS
