/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-authorization.h"

static const CtField ct_authorization_fields[] = {
  CT_FIELD (CtAuthorization, exam_code, "exam-code", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAuthorization, exam_title, "exam-title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtAuthorization,
               state,
               "state",
               ENUM,
               CT_FIELD_REQUIRED,
               ct_authorization_state_get_type),
  CT_FIELD (CtAuthorization, reason, "reason", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAuthorization, first_day, "first-day", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtAuthorization, last_day, "last-day", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtAuthorization, accommodations, "accommodations", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAuthorization, number, "number", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAuthorization, created_at, "created-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtAuthorization, changed_at, "changed-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtAuthorization, attempt_id, "attempt-id", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtAuthorization, ct_authorization)

static const CtField ct_hand_over_fields[] = {
  CT_FIELD (CtHandOver, uri, "uri", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtHandOver, expires_at, "expires-at", TIME, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtHandOver, ct_hand_over)
