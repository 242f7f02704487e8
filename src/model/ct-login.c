/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-login.h"

static const CtField ct_login_fields[] = {
  CT_FIELD (CtLogin, device, "device", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtLogin, address, "address", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtLogin, created_at, "created-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtLogin, last_used_at, "last-used-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtLogin, current, "current", BOOLEAN, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtLogin, ct_login)
