/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-download-rule.h"

static const CtField ct_download_rule_fields[] = {
  CT_FIELD (CtDownloadRule, kinds, "kinds", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtDownloadRule, expired_too, "expired-too", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtDownloadRule, agreement_id, "agreement-id", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtDownloadRule, ct_download_rule)
