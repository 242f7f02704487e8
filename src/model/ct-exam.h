/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_EXAM (ct_exam_get_type ())
G_DECLARE_FINAL_TYPE (CtExam, ct_exam, CT, EXAM, CtResource)

/**
 * CtExam:
 * @title: full title
 * @kind: exam or assessment
 * @summary: a sentence or two
 * @questions: how many, as text such as "70 to 80"
 * @minutes: time allowed
 * @passing_score: in percent
 * @price: in @currency
 * @currency: ISO 4217
 * @languages: BCP 47
 * @sections: titles of the sections of its score report
 * @retired_at: from when on it can no longer be taken; it still counts
 * @replaced_by: the code of its successor
 * @retake_days: after a try that was not passed, days until the next
 * @later_retake_days: the same after the third try in a row and any later; unset is as before
 * @attempts_per_year: tries within any twelve months; unset is any number
 * @repeat_months: after a pass, months until it may be taken again; unset is never
 * @lead_hours: from registering to the first appointment; unset is 24
 * @start_uri: where an assessment is taken
 * @study_uri: where one prepares for it
 * @syllabus_uri: where it is said what it asks
 * @syllabus: the same as text; paragraphs are separated by an empty line
 * @agreement_id: the #CtAgreement that is to be accepted before registering
 *
 * Something that can be taken: an exam or an assessment. Its id is the exam series code.
 */
struct _CtExam
{
  CtResource parent_instance;

  char *title;
  CtExamKind kind;
  char *summary;
  char *questions;
  int minutes;
  double passing_score;
  double price;
  char *currency;
  char **languages;
  char **sections;
  GDateTime *retired_at;
  char *replaced_by;
  int retake_days;
  int later_retake_days;
  int attempts_per_year;
  int repeat_months;
  int lead_hours;
  char *start_uri;
  char *study_uri;
  char *syllabus_uri;
  char *syllabus;
  char *agreement_id;
};

G_END_DECLS
