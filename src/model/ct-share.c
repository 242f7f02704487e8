/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-share.h"

static const CtField ct_share_recipient_fields[] = {
  CT_FIELD (CtShareRecipient, address, "address", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtShareRecipient,
               delivery,
               "delivery",
               ENUM,
               CT_FIELD_REQUIRED,
               ct_delivery_get_type),
  CT_FIELD (CtShareRecipient, failure, "failure", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShareRecipient, views, "views", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShareRecipient, last_viewed_at, "last-viewed-at", TIME, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtShareRecipient, ct_share_recipient)

static const CtField ct_share_fields[] = {
  CT_FIELD_OF (CtShare, kind, "kind", ENUM, CT_FIELD_OPTIONAL, ct_share_kind_get_type),
  CT_FIELD (CtShare, credential_ids, "credential-ids", STRINGS, CT_FIELD_REQUIRED),
  CT_FIELD (CtShare, attempt_ids, "attempt-ids", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShare, message, "message", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShare, shows_contact, "shows-contact", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtShare, state, "state", ENUM, CT_FIELD_OPTIONAL, ct_share_state_get_type),
  CT_FIELD (CtShare, created_at, "created-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtShare, expires_at, "expires-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtShare, withdrawn_at, "withdrawn-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtShare,
               recipients,
               "recipients",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_share_recipient_get_type),
  CT_FIELD (CtShare, uri, "uri", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShare, code, "code", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShare, views, "views", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtShare, last_viewed_at, "last-viewed-at", TIME, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtShare, ct_share)
