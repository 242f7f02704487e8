/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/feed/ct-feed-rows.h"

#include <string.h>

CtFeedFault *
ct_feed_fault_new (guint line, const char *format, ...)
{
  CtFeedFault *self = g_new0 (CtFeedFault, 1);
  va_list args;

  va_start (args, format);
  self->line = line;
  self->words = g_strdup_vprintf (format, args);
  va_end (args);
  return self;
}

void
ct_feed_fault_free (CtFeedFault *self)
{
  g_free (self->words);
  g_free (self);
}

/* What is left of "E-Mail Address" is "emailaddress". */
static char *
fold_name (const char *name)
{
  GString *letters = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (letters, g_ascii_tolower (*p));
    }
  return g_string_free_and_steal (letters);
}

CtFeedRow *
ct_feed_row_new (guint line)
{
  CtFeedRow *self = g_new0 (CtFeedRow, 1);

  self->line = line;
  self->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
ct_feed_row_free (CtFeedRow *self)
{
  g_hash_table_unref (self->cells);
  g_free (self);
}

void
ct_feed_row_set (CtFeedRow *self, const char *name, const char *text)
{
  g_hash_table_insert (self->cells, fold_name (name), g_strstrip (g_strdup (text)));
}

const char *
ct_feed_row_get (CtFeedRow *self, const char *name)
{
  g_autofree char *folded = fold_name (name);
  const char *text = g_hash_table_lookup (self->cells, folded);

  return text != NULL ? text : "";
}

GPtrArray *
ct_feed_rows_read (GBytes *bytes, const char *const *columns, GPtrArray **faults, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gsize start = 0;

  g_return_val_if_fail (faults != NULL, NULL);

  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  while (start < length && g_ascii_isspace (text[start]))
    start++;

  *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_feed_fault_free);
  GPtrArray *rows = start < length && (text[start] == '[' || text[start] == '{')
                        ? ct_feed_json_read (text, length, *faults, error)
                        : ct_feed_csv_read (text, length, columns, *faults, error);

  if (rows == NULL)
    g_clear_pointer (faults, g_ptr_array_unref);
  return rows;
}
