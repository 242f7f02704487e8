/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_SECTION (ct_section_get_type ())
G_DECLARE_FINAL_TYPE (CtSection, ct_section, CT, SECTION, CtResource)

/**
 * CtSection:
 * @title: what it was about
 * @score: in percent
 * @questions: how many
 *
 * One part of a score report.
 */
struct _CtSection
{
  CtResource parent_instance;

  char *title;
  double score;
  int questions;
};

#define CT_TYPE_ATTEMPT (ct_attempt_get_type ())
G_DECLARE_FINAL_TYPE (CtAttempt, ct_attempt, CT, ATTEMPT, CtResource)

/**
 * CtAttempt:
 * @exam_code: the id of the #CtExam
 * @exam_title: as it was called then
 * @kind: exam or assessment
 * @taken_at: when it began
 * @result: how it went
 * @score: in percent; unset if there is none
 * @passing_score: in percent
 * @number: the how-manyeth try at this exam, from 1
 * @registration_id: the test center's number of it
 * @place: where it was taken
 * @minutes_used: how long it took
 * @language: BCP 47
 * @expected_by: while pending: by when the result has usually arrived; unset is %CT_PERIOD_RESULT
 * days after it was taken
 * @sections: of #CtSection: the score report
 *
 * One entry of the history: an exam or assessment that was taken.
 */
struct _CtAttempt
{
  CtResource parent_instance;

  char *exam_code;
  char *exam_title;
  CtExamKind kind;
  GDateTime *taken_at;
  CtResult result;
  double score;
  double passing_score;
  int number;
  char *registration_id;
  char *place;
  int minutes_used;
  char *language;
  GDateTime *expected_by;
  GListStore *sections;
};

G_END_DECLS
