/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-email.h"

static const CtField ct_email_fields[] = {
  CT_FIELD (CtEmail, address, "address", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtEmail, is_primary, "is-primary", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtEmail, added_at, "added-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtEmail, verified_at, "verified-at", TIME, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtEmail, ct_email)
