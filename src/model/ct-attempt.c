/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-attempt.h"

static const CtField ct_section_fields[] = {
  CT_FIELD (CtSection, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtSection, score, "score", NUMBER, CT_FIELD_REQUIRED),
  CT_FIELD (CtSection, questions, "questions", INTEGER, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtSection, ct_section)

static const CtField ct_attempt_fields[] = {
  CT_FIELD (CtAttempt, exam_code, "exam-code", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAttempt, exam_title, "exam-title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtAttempt, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_exam_kind_get_type),
  CT_FIELD (CtAttempt, taken_at, "taken-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtAttempt, result, "result", ENUM, CT_FIELD_REQUIRED, ct_result_get_type),
  CT_FIELD (CtAttempt, score, "score", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, passing_score, "passing-score", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, number, "number", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, registration_id, "registration-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, place, "place", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, minutes_used, "minutes-used", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, language, "language", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAttempt, expected_by, "expected-by", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtAttempt, sections, "sections", LIST, CT_FIELD_OPTIONAL, ct_section_get_type),
};

CT_DEFINE_RESOURCE (CtAttempt, ct_attempt)
