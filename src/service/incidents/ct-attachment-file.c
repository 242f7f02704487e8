/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-attachment-file.h"

#include <string.h>

#define MAX_NAME 100

static const struct
{
  const char *type;
  const char *start;
  gsize length;
  const char *endings[3];
} kinds[] = {
  { "application/pdf", "%PDF-", 5, { ".pdf" } },
  { "image/png", "\x89PNG\r\n\x1a\n", 8, { ".png" } },
  { "image/jpeg", "\xff\xd8\xff", 3, { ".jpg", ".jpeg" } },
  { "text/plain", "", 0, { ".txt" } },
};

static gboolean
is_text (const char *data, gsize size)
{
  if (!g_utf8_validate_len (data, size, NULL))
    return FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (g_ascii_iscntrl (data[i]) && strchr ("\t\n\r\f", data[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

const char *
ct_attachment_file_get_type (GBytes *content)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  for (guint i = 0; size > 0 && i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].length == 0
              ? is_text (data, size)
              : size > kinds[i].length && memcmp (data, kinds[i].start, kinds[i].length) == 0)
        return kinds[i].type;
    }
  return NULL;
}

/* Some characters turn the direction of what follows, so that a name reads as another one. */
static gboolean
is_fit (gunichar c)
{
  return g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT && c != '/' && c != '\\';
}

static gboolean
has_ending (const char *name, const char *const endings[3])
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < 3 && endings[i] != NULL; i++)
    {
      if (g_str_has_suffix (folded, endings[i]))
        return TRUE;
    }
  return FALSE;
}

char *
ct_attachment_file_get_name (const char *name, const char *content_type)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *start = MAX (strrchr (valid, '/'), strrchr (valid, '\\'));
  g_autoptr (GString) clean = g_string_new (NULL);
  glong length = 0;

  for (const char *p = start != NULL ? start + 1 : valid; *p != '\0' && length < MAX_NAME;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_fit (c) || (c == '.' && length == 0))
        continue;
      g_string_append_unichar (clean, c);
      length++;
    }

  g_strchomp (clean->str);
  g_string_set_size (clean, strlen (clean->str));
  if (clean->len == 0)
    g_string_assign (clean, "file");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].type, content_type) && !has_ending (clean->str, kinds[i].endings))
        g_string_append (clean, kinds[i].endings[0]);
    }
  return g_string_free_and_steal (g_steal_pointer (&clean));
}
