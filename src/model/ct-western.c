/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-western.h"

#include <string.h>

/* More of them in one reason help nobody. */
#define MAX_NAMED 5

/* CP-1252 from 0x80 to 0x9f; 0 where it has nothing. */
static const gunichar cp1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

gunichar
ct_western_from_byte (guchar byte)
{
  gunichar mapped = byte >= 0x80 && byte < 0xa0 ? cp1252[byte - 0x80] : 0;

  return mapped != 0 ? mapped : byte;
}

gboolean
ct_western_has (gunichar letter)
{
  if (letter < 0x80 || (letter >= 0xa0 && letter <= 0xff))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (cp1252); i++)
    {
      if (cp1252[i] == letter)
        return TRUE;
    }

  return FALSE;
}

char *
ct_western_find_foreign (const char *text)
{
  g_autoptr (GString) foreign = g_string_new (NULL);
  guint n_named = 0;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *at = text; *at != '\0' && n_named <= MAX_NAMED; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      char quoted[16] = "“";

      if (ct_western_has (letter))
        continue;

      g_unichar_to_utf8 (letter, quoted + strlen (quoted));
      g_strlcat (quoted, "”", sizeof quoted);
      if (strstr (foreign->str, quoted) != NULL)
        continue;

      if (n_named++ == MAX_NAMED)
        g_string_append (foreign, ", …");
      else
        g_string_append_printf (foreign, "%s%s", foreign->len > 0 ? ", " : "", quoted);
    }

  return foreign->len > 0 ? g_string_free_and_steal (g_steal_pointer (&foreign)) : NULL;
}
