/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-problem.h"

static const CtField ct_problem_reason_fields[] = {
  CT_FIELD (CtProblemReason, detail, "detail", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtProblemReason, pointer, "pointer", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtProblemReason, ct_problem_reason)

static const CtField ct_problem_fields[] = {
  CT_FIELD (CtProblem, type, "type", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProblem, title, "title", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProblem, status, "status", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProblem, detail, "detail", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtProblem, errors, "errors", LIST, CT_FIELD_OPTIONAL, ct_problem_reason_get_type),
};

CT_DEFINE_RESOURCE (CtProblem, ct_problem)
