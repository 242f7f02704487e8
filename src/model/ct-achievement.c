/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-achievement.h"

static const CtField ct_achievement_fields[] = {
  CT_FIELD (CtAchievement, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAchievement, short_title, "short-title", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtAchievement, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_achievement_kind_get_type),
  CT_FIELD (CtAchievement, summary, "summary", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAchievement, field, "field", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAchievement, validity_months, "validity-months", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAchievement, logo, "logo", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAchievement, partners_only, "partners-only", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAchievement, retired_at, "retired-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtAchievement,
               requirement,
               "requirement",
               OBJECT,
               CT_FIELD_REQUIRED,
               ct_requirement_get_type),
};

CT_DEFINE_RESOURCE (CtAchievement, ct_achievement)
