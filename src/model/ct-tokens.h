/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_TOKENS (ct_tokens_get_type ())
G_DECLARE_FINAL_TYPE (CtTokens, ct_tokens, CT, TOKENS, CtResource)

/**
 * CtTokens:
 * @access_token: for the Authorization header (RFC 6750)
 * @expires_in: seconds until the access token ends
 * @refresh_token: good for one refresh; it is replaced by each
 * @session_id: the #CtLogin
 * @account_id: the #CtAccount
 *
 * What a sign-in or a refresh answers. Secret.
 */
struct _CtTokens
{
  CtResource parent_instance;

  char *access_token;
  int expires_in;
  char *refresh_token;
  char *session_id;
  char *account_id;
};

G_END_DECLS
