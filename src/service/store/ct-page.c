/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-page.h"

#include <string.h>

#include "model/ct-resource.h"
#include "model/ct-time.h"
#include "service/ct-base64url.h"
#include "service/store/ct-statement.h"

/* The row that a page begins after. As text, in base64url: list, key, id. */
typedef struct
{
  char *key;
  char *id;
} Cursor;

static void
cursor_clear (Cursor *cursor)
{
  g_free (cursor->key);
  g_free (cursor->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cursor, cursor_clear)

static char *
cursor_to_text (const char *list, const char *key, const char *id)
{
  g_autofree char *text = g_strjoin ("\n", list, key, id, NULL);

  return ct_base64url_encode (text, strlen (text));
}

static void
set_bad_cursor (GError **error)
{
  g_set_error_literal (error, CT_STORE_ERROR, CT_STORE_ERROR_BAD_CURSOR,
                       "This cursor is none of this list.");
}

static gboolean
cursor_parse (Cursor *cursor, const char *list, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = ct_base64url_decode (text);
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (data != NULL && g_utf8_validate (data, length, NULL))
    {
      g_autofree char *terminated = g_strndup (data, length);
      g_auto (GStrv) parts = g_strsplit (terminated, "\n", 3);

      if (g_strv_length (parts) == 3 && strcmp (parts[0], list) == 0)
        {
          cursor->key = g_strdup (parts[1]);
          cursor->id = g_strdup (parts[2]);
          return TRUE;
        }
    }

  set_bad_cursor (error);
  return FALSE;
}

void
ct_page_free (CtPage *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->next_cursor);
  g_free (self);
}

static CtPage *
page_new (void)
{
  CtPage *self = g_new0 (CtPage, 1);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static CtStatement *
select_rows (CtDatabase *database,
             const CtPageKind *kind,
             const char *owner,
             const Cursor *cursor,
             const char *count,
             const char *now)
{
  const char *direction = kind->newest_first ? "DESC" : "ASC";
  g_autoptr (GString) sql = g_string_new (NULL);
  const char *values[5];
  guint n_values = 0;

  g_string_append_printf (sql, "SELECT * FROM %s WHERE 1 = 1", kind->table);
  if (kind->owner != NULL)
    {
      g_string_append_printf (sql, " AND %s = ?", kind->owner);
      values[n_values++] = owner;
    }
  if (kind->end != NULL)
    {
      g_string_append_printf (sql, " AND %s > ?", kind->end);
      values[n_values++] = now;
    }
  if (cursor->id != NULL)
    {
      g_string_append_printf (sql, " AND (%s, id) %c (?, ?)", kind->key,
                              kind->newest_first ? '<' : '>');
      values[n_values++] = cursor->key;
      values[n_values++] = cursor->id;
    }
  g_string_append_printf (sql, " ORDER BY %s %s, id %s LIMIT ?", kind->key, direction, direction);
  values[n_values++] = count;

  return ct_statement_new_with_values (database, sql->str, values, n_values);
}

CtPage *
ct_page_read (CtDatabase *database,
              const CtPageKind *kind,
              const char *owner,
              const char *cursor,
              guint limit,
              GDateTime *now,
              GError **error)
{
  g_autoptr (CtPage) page = page_new ();
  g_auto (Cursor) after = { NULL, NULL };
  g_autoptr (GError) failure = NULL;
  g_autofree char *now_text = kind->end != NULL ? ct_time_format (now) : NULL;
  g_autofree char *key = NULL;

  if (cursor != NULL && !cursor_parse (&after, kind->table, cursor, error))
    return NULL;

  /* One more, to know whether there is a next page. */
  g_autofree char *count = g_strdup_printf ("%u", limit + 1);
  g_autoptr (CtStatement) rows = select_rows (database, kind, owner, &after, count, now_text);

  while (ct_statement_next (rows, &failure))
    {
      if (page->items->len == limit)
        {
          CtResource *last = g_ptr_array_index (page->items, limit - 1);
          page->next_cursor = cursor_to_text (kind->table, key, ct_resource_get_id (last));
          break;
        }

      gpointer row = ct_statement_get_resource (rows, kind->get_type (), error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (page->items, row);
      g_set_str (&key, ct_statement_get_text (rows, kind->key));
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&page);
}

/* Where a list goes on behind the row that @after names; if that is gone, where it was. */
static gboolean
find_start (GPtrArray *items, const Cursor *after, guint *start, GError **error)
{
  guint64 n_seen;

  if (!g_ascii_string_to_unsigned (after->key, 10, 1, G_MAXUINT, &n_seen, NULL))
    {
      set_bad_cursor (error);
      return FALSE;
    }

  *start = n_seen - 1;
  for (guint i = 0; i < items->len; i++)
    {
      if (strcmp (ct_resource_get_id (g_ptr_array_index (items, i)), after->id) == 0)
        *start = i + 1;
    }
  return TRUE;
}

CtPage *
ct_page_slice (GPtrArray *items, const char *name, const char *cursor, guint limit, GError **error)
{
  g_autoptr (CtPage) page = page_new ();
  g_auto (Cursor) after = { NULL, NULL };
  guint start = 0;

  if (cursor != NULL
      && (!cursor_parse (&after, name, cursor, error)
          || !find_start (items, &after, &start, error)))
    return NULL;

  for (guint i = start; i < items->len; i++)
    {
      CtResource *item = g_ptr_array_index (items, i);

      if (page->items->len == limit)
        {
          CtResource *last = g_ptr_array_index (page->items, limit - 1);
          g_autofree char *n_seen = g_strdup_printf ("%u", i);

          page->next_cursor = cursor_to_text (name, n_seen, ct_resource_get_id (last));
          break;
        }
      g_ptr_array_add (page->items, g_object_ref (item));
    }

  return g_steal_pointer (&page);
}
