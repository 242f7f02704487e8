/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-exam.h"

static const CtField ct_exam_fields[] = {
  CT_FIELD (CtExam, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtExam, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_exam_kind_get_type),
  CT_FIELD (CtExam, summary, "summary", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, questions, "questions", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, minutes, "minutes", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, passing_score, "passing-score", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, price, "price", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, currency, "currency", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, languages, "languages", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, sections, "sections", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, retired_at, "retired-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, replaced_by, "replaced-by", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, retake_days, "retake-days", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, later_retake_days, "later-retake-days", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, attempts_per_year, "attempts-per-year", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, repeat_months, "repeat-months", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, lead_hours, "lead-hours", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, start_uri, "start-uri", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, study_uri, "study-uri", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, syllabus_uri, "syllabus-uri", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, syllabus, "syllabus", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtExam, agreement_id, "agreement-id", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtExam, ct_exam)
