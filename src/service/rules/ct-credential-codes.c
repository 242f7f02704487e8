/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-credential-codes.h"

char *
ct_credential_codes_format (const guint8 *bytes, gsize length)
{
  static const char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (length % 5 == 0, NULL);

  GString *text = g_string_new (NULL);
  guint n_bits = 0;
  guint bits = 0;

  for (gsize i = 0; i < length; i++)
    {
      bits = bits << 8 | bytes[i];
      for (n_bits += 8; n_bits >= 5; n_bits -= 5)
        {
          if (text->len % 5 == 4)
            g_string_append_c (text, '-');
          g_string_append_c (text, alphabet[bits >> (n_bits - 5) & 31]);
        }
    }

  return g_string_free_and_steal (text);
}

char *
ct_credential_codes_normalize (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  GString *normalized = g_string_new (NULL);
  guint n = 0;

  for (const char *p = code; *p != '\0' && n < 64; p++)
    {
      if (!g_ascii_isalnum (*p))
        continue;
      if (n > 0 && n % 4 == 0)
        g_string_append_c (normalized, '-');
      g_string_append_c (normalized, g_ascii_toupper (*p));
      n++;
    }
  return g_string_free_and_steal (normalized);
}
