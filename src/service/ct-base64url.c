/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-base64url.h"

#include <sodium.h>
#include <string.h>

char *
ct_base64url_encode (const void *data, gsize length)
{
  gsize size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

GBytes *
ct_base64url_decode (const char *text)
{
  gsize size = strlen (text);
  g_autofree guint8 *data = g_malloc (size + 1);
  gsize length = 0;

  if (sodium_base642bin (data, size, text, size, NULL, &length, NULL,
                         sodium_base64_VARIANT_URLSAFE_NO_PADDING)
      != 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}
