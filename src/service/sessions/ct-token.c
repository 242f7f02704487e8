/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sessions/ct-token.h"

#include <sodium.h>
#include <string.h>

#include "service/ct-base64url.h"

#define TOKEN_BYTES 32

char *
ct_token_new (void)
{
  guint8 bytes[TOKEN_BYTES];

  if (sodium_init () == -1)
    g_error ("The system has no random numbers.");

  randombytes_buf (bytes, sizeof bytes);
  return ct_base64url_encode (bytes, sizeof bytes);
}

/* A token is random enough not to need a slow hash. */
char *
ct_token_hash (const char *token)
{
  guint8 hash[crypto_generichash_BYTES];

  crypto_generichash (hash, sizeof hash, (const guint8 *) token, strlen (token), NULL, 0);
  return ct_base64url_encode (hash, sizeof hash);
}
