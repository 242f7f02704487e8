/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-download.h"

static const CtField ct_download_fields[] = {
  CT_FIELD (CtDownload, title, "title", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtDownload, short_title, "short-title", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtDownload, kind, "kind", ENUM, CT_FIELD_REQUIRED, ct_achievement_kind_get_type),
  CT_FIELD_OF (CtDownload, state, "state", ENUM, CT_FIELD_REQUIRED, ct_credential_state_get_type),
  CT_FIELD_OF (CtDownload,
               certificate,
               "certificate",
               ENUM,
               CT_FIELD_REQUIRED,
               ct_entitlement_get_type),
  CT_FIELD_OF (CtDownload, logo, "logo", ENUM, CT_FIELD_REQUIRED, ct_entitlement_get_type),
};

CT_DEFINE_RESOURCE (CtDownload, ct_download)
