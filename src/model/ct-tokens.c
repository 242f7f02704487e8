/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-tokens.h"

static const CtField ct_tokens_fields[] = {
  CT_FIELD (CtTokens, access_token, "access-token", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtTokens, expires_in, "expires-in", INTEGER, CT_FIELD_REQUIRED),
  CT_FIELD (CtTokens, refresh_token, "refresh-token", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtTokens, session_id, "session-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtTokens, account_id, "account-id", STRING, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtTokens, ct_tokens)
