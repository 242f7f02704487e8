/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-appointment.h"
#include "model/ct-authorization.h"
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
 * @title: the exam's
 * @kind: the exam's
 * @minutes: the exam's
 * @price: the exam's, in @currency
 * @currency: the exam's
 * @eligible: whether the candidate can register now
 * @obstacles: of #CtObstacle: all that keeps the candidate from it
 * @first_appointment: the first instant for which an appointment could be made
 * @authorization: the last registration for it, whatever became of it
 * @appointment: the last that was made with @authorization, while that is open
 *
 * Where a candidate stands with an exam: whether they can register, or how far that is. Its id
 * is the code of the #CtExam.
 */
struct _CtEligibility
{
  CtResource parent_instance;

  char *title;
  CtExamKind kind;
  int minutes;
  double price;
  char *currency;
  gboolean eligible;
  GListStore *obstacles;
  GDateTime *first_appointment;
  CtAuthorization *authorization;
  CtAppointment *appointment;
};

G_END_DECLS
