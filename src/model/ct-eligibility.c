/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-eligibility.h"

static const CtField ct_obstacle_fields[] = {
  CT_FIELD_OF (CtObstacle, reason, "reason", ENUM, CT_FIELD_REQUIRED, ct_ineligibility_get_type),
  CT_FIELD (CtObstacle, until, "until", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtObstacle, ref, "ref", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtObstacle, detail, "detail", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtObstacle, ct_obstacle)

static const CtField ct_eligibility_fields[] = {
  CT_FIELD (CtEligibility, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtEligibility, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_exam_kind_get_type),
  CT_FIELD (CtEligibility, minutes, "minutes", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtEligibility, price, "price", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtEligibility, currency, "currency", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtEligibility, eligible, "eligible", BOOLEAN, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtEligibility,
               obstacles,
               "obstacles",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_obstacle_get_type),
  CT_FIELD (CtEligibility, first_appointment, "first-appointment", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtEligibility,
               authorization,
               "authorization",
               OBJECT,
               CT_FIELD_OPTIONAL,
               ct_authorization_get_type),
  CT_FIELD_OF (CtEligibility,
               appointment,
               "appointment",
               OBJECT,
               CT_FIELD_OPTIONAL,
               ct_appointment_get_type),
};

CT_DEFINE_RESOURCE (CtEligibility, ct_eligibility)
