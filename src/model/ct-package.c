/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-package.h"

static const CtField ct_package_fields[] = {
  CT_FIELD_OF (CtPackage, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_package_kind_get_type),
  CT_FIELD_OF (CtPackage, state, "state", ENUM, CT_FIELD_REQUIRED, ct_package_state_get_type),
  CT_FIELD (CtPackage, credential_ids, "credential-ids", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtPackage, paper, "paper", ENUM, CT_FIELD_OPTIONAL, ct_paper_get_type),
  CT_FIELD (CtPackage, done, "done", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPackage, total, "total", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPackage, size, "size", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPackage, requested_at, "requested-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtPackage, expires_at, "expires-at", TIME, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtPackage, ct_package)
