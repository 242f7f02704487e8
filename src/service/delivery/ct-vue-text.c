/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-text.h"

#include <string.h>

#include "model/ct-western.h"
#include "service/delivery/ct-vue-error.h"

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
    g_string_append_unichar (text, ct_western_from_byte (bytes[i]));

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

char *
ct_vue_text_check (const char *text, guint width)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *foreign = ct_western_find_foreign (text);

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
