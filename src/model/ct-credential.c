/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-credential.h"

static const CtField ct_credential_fields[] = {
  CT_FIELD (CtCredential, number, "number", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtCredential, achievement_id, "achievement-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtCredential, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtCredential, short_title, "short-title", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtCredential, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_achievement_kind_get_type),
  CT_FIELD (CtCredential, field, "field", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCredential, name, "name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtCredential, state, "state", ENUM, CT_FIELD_REQUIRED, ct_credential_state_get_type),
  CT_FIELD (CtCredential, issued_at, "issued-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtCredential, expires_at, "expires-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCredential, revoked_at, "revoked-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCredential, revocation_reason, "revocation-reason", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCredential, renamed_at, "renamed-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtCredential, verification_code, "verification-code", STRING, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtCredential, ct_credential)
