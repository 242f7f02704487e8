/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-text.h"

#include <string.h>

#include "service/delivery/ct-vue-error.h"

/* More of them in one reason help nobody. */
#define MAX_NAMED 5

/* CP-1252 from 0x80 to 0x9f; 0 where it has nothing. */
static const gunichar cp1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

char *
ct_vue_text_decode (const char *bytes, gsize length, gboolean must_be_utf8)
{
  if (memchr (bytes, 0, length) != NULL)
    return NULL;
  if (g_utf8_validate (bytes, length, NULL))
    return g_strndup (bytes, length);
  if (must_be_utf8)
    return NULL;

  g_autoptr (GString) text = g_string_sized_new (length + 16);

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = bytes[i];
      gunichar mapped = byte >= 0x80 && byte < 0xa0 ? cp1252[byte - 0x80] : 0;

      g_string_append_unichar (text, mapped != 0 ? mapped : byte);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
ct_vue_text_tidy (const char *text)
{
  g_autofree char *composed = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
  g_autoptr (GString) tidy = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter) || g_unichar_iscntrl (letter))
        {
          gap = TRUE;
          continue;
        }
      if (gap && tidy->len > 0)
        g_string_append_c (tidy, ' ');
      gap = FALSE;
      g_string_append_unichar (tidy, letter);
    }

  return g_string_free_and_steal (g_steal_pointer (&tidy));
}

static gboolean
in_cp1252 (gunichar letter)
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

/* The letters of @text that Pearson VUE does not take, each once: “ł”, “ż”. */
static char *
find_foreign (const char *text)
{
  g_autoptr (GString) foreign = g_string_new (NULL);
  guint n_named = 0;

  for (const char *at = text; *at != '\0' && n_named <= MAX_NAMED; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      char quoted[16] = "“";

      if (in_cp1252 (letter))
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

char *
ct_vue_text_check (const char *text, guint width)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *foreign = find_foreign (text);

  if (foreign != NULL)
    return g_strdup_printf ("has %s, but Pearson VUE takes Western European letters only", foreign);
  if (length > width)
    return g_strdup_printf ("is %ld characters long, but Pearson VUE takes at most %u", length,
                            width);

  return NULL;
}

GBytes *
ct_vue_text_encode (const char *text, const char *charset, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize length;
  char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, &local_error);

  if (bytes == NULL)
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_TEXT, "It cannot be written as %s: %s",
                   charset, local_error->message);
      return NULL;
    }

  return g_bytes_new_take (bytes, length);
}
