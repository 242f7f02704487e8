/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-requirement.h"

static const CtField ct_requirement_fields[] = {
  CT_FIELD_OF (CtRequirement, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_requirement_kind_get_type),
  CT_FIELD (CtRequirement, title, "title", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, needed, "needed", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, ref, "ref", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, max_age_months, "max-age-months", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtRequirement,
               requirements,
               "requirements",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_requirement_get_type),
  CT_FIELD_OF (CtRequirement,
               state,
               "state",
               ENUM,
               CT_FIELD_OPTIONAL,
               ct_requirement_state_get_type),
  CT_FIELD (CtRequirement, fraction, "fraction", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, met_at, "met-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, met_by, "met-by", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, valid_until, "valid-until", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtRequirement, retired, "retired", BOOLEAN, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtRequirement, ct_requirement)
