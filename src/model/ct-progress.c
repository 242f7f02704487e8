/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-progress.h"

static const CtField ct_progress_fields[] = {
  CT_FIELD (CtProgress, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgress, short_title, "short-title", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtProgress, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_achievement_kind_get_type),
  CT_FIELD (CtProgress, summary, "summary", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgress, field, "field", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtProgress, state, "state", ENUM, CT_FIELD_REQUIRED, ct_progress_state_get_type),
  CT_FIELD (CtProgress, fraction, "fraction", NUMBER, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgress, done, "done", INTEGER, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgress, total, "total", INTEGER, CT_FIELD_REQUIRED),
  CT_FIELD (CtProgress, credential_id, "credential-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgress, valid_until, "valid-until", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgress, partners_only, "partners-only", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtProgress, retired, "retired", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtProgress,
               requirement,
               "requirement",
               OBJECT,
               CT_FIELD_REQUIRED,
               ct_requirement_get_type),
  CT_FIELD_OF (CtProgress, renewal, "renewal", OBJECT, CT_FIELD_OPTIONAL, ct_requirement_get_type),
};

CT_DEFINE_RESOURCE (CtProgress, ct_progress)
