/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/packages/ct-data-export.h"

#include <string.h>

#include "service/store/ct-statement.h"

/* Tables that say nothing about the candidate: tokens, and answers that were given already. */
static const char *const left_out[] = {
  "email_codes", "enrolments",     "notice_links",     "access_tokens", "refresh_tokens",
  "recoveries",  "vue_hand_overs", "idempotency_keys", "packages",      NULL,
};

static gboolean
is_secret (const char *column)
{
  return strcmp (column, "hash") == 0 || g_str_has_suffix (column, "_hash");
}

static void
drop_secrets (JsonObject *row)
{
  g_autoptr (GList) members = json_object_get_members (row);

  for (GList *member = members; member != NULL; member = member->next)
    {
      if (is_secret (member->data))
        json_object_remove_member (row, member->data);
    }
}

/* @condition has one `?`, for the id of the account. */
static GBytes *
write_rows (CtDatabase *database,
            const char *table,
            const char *condition,
            const char *account_id,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE %s", table, condition);
  g_autoptr (CtStatement) statement = ct_statement_new (database, sql, account_id);
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) failure = NULL;
  char *text;

  while (ct_statement_next (statement, &failure))
    {
      JsonObject *row = ct_statement_get_json (statement);

      drop_secrets (row);
      json_array_add_object_element (rows, row);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  node = json_node_init_array (json_node_alloc (), rows);
  text = json_to_string (node, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/* A table, and which of its rows are the account's. */
typedef struct
{
  char *table;
  char *condition;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_free (self->table);
  g_free (self->condition);
  g_free (self);
}

static void
part_add (GPtrArray *parts, const char *table, char *condition)
{
  Part *part = g_new0 (Part, 1);

  part->table = g_strdup (table);
  part->condition = condition;
  g_ptr_array_add (parts, part);
}

static gboolean
is_known (GPtrArray *parts, const char *table)
{
  for (guint i = 0; i < parts->len; i++)
    {
      if (strcmp (((Part *) g_ptr_array_index (parts, i))->table, table) == 0)
        return TRUE;
    }
  return g_strv_contains (left_out, table);
}

/* What refers to @part. This is the one place that asks SQLite for its tables. */
static gboolean
add_children (CtDatabase *database, GPtrArray *parts, const Part *part, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement = ct_statement_new (
      database,
      "SELECT tables.name AS child, keys.\"from\" AS refers, keys.\"to\" AS referred"
      " FROM sqlite_master AS tables JOIN pragma_foreign_key_list (tables.name) AS keys"
      " WHERE tables.type = 'table' AND keys.\"table\" = ? ORDER BY tables.name",
      part->table);

  while (ct_statement_next (statement, &failure))
    {
      const char *child = ct_statement_get_text (statement, "child");

      if (!is_known (parts, child))
        part_add (parts, child,
                  g_strdup_printf ("%s IN (SELECT %s FROM %s WHERE %s)",
                                   ct_statement_get_text (statement, "refers"),
                                   ct_statement_get_text (statement, "referred"), part->table,
                                   part->condition));
    }
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GHashTable *
ct_data_export_collect (CtDatabase *database, const char *account_id, GError **error)
{
  g_return_val_if_fail (account_id != NULL, NULL);

  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (GHashTable) files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  part_add (parts, "accounts", g_strdup ("id = ?"));
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = g_ptr_array_index (parts, i);
      GBytes *content = write_rows (database, part->table, part->condition, account_id, error);

      if (content == NULL || !add_children (database, parts, part, error))
        {
          g_clear_pointer (&content, g_bytes_unref);
          return NULL;
        }
      g_hash_table_insert (files, g_strdup (part->table), content);
    }
  return g_steal_pointer (&files);
}
