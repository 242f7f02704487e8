/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-statement.h"

#include <sqlite3.h>
#include <string.h>

#include "service/store/ct-row.h"

struct _CtStatement
{
  CtDatabase *database;
  sqlite3_stmt *handle; /* NULL if it could not be prepared */
  GError *failure;

  /* For rows of row_type: the field of each column, or NO_FIELD. */
  GType row_type;
  int *fields;
};

#define NO_FIELD -2

CtStatement *
ct_statement_new_with_values (CtDatabase *database,
                              const char *sql,
                              const char *const *values,
                              gsize n_values)
{
  CtStatement *self = g_new0 (CtStatement, 1);
  sqlite3 *connection = ct_database_get_handle (database);

  self->database = database;
  if (sqlite3_prepare_v2 (connection, sql, -1, &self->handle, NULL) != SQLITE_OK)
    {
      ct_database_set_error (database, &self->failure);
      return self;
    }

  g_assert (n_values == (gsize) sqlite3_bind_parameter_count (self->handle));
  for (gsize i = 0; i < n_values; i++)
    sqlite3_bind_text (self->handle, i + 1, values[i], -1, SQLITE_TRANSIENT);

  return self;
}

void
ct_statement_free (CtStatement *self)
{
  sqlite3_finalize (self->handle);
  g_clear_error (&self->failure);
  g_free (self->fields);
  g_free (self);
}

gboolean
ct_statement_next (CtStatement *self, GError **error)
{
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }

  switch (sqlite3_step (self->handle))
    {
    case SQLITE_ROW:
      return TRUE;
    case SQLITE_DONE:
      return FALSE;
    default:
      ct_database_set_error (self->database, error);
      return FALSE;
    }
}

gboolean
ct_statement_run (CtStatement *self, GError **error)
{
  g_autoptr (CtStatement) owned = self;
  g_autoptr (GError) failure = NULL;

  while (ct_statement_next (owned, &failure))
    ;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

const char *
ct_statement_get_text (CtStatement *self, const char *column)
{
  for (int i = 0; i < sqlite3_column_count (self->handle); i++)
    {
      if (strcmp (sqlite3_column_name (self->handle, i), column) == 0)
        return (const char *) sqlite3_column_text (self->handle, i);
    }

  g_assert_not_reached ();
}

/* Lists and objects are kept as JSON. */
static JsonNode *
read_text (const char *text)
{
  JsonNode *node = *text == '[' || *text == '{' ? json_from_string (text, NULL) : NULL;

  return node != NULL ? node : json_node_init_string (json_node_alloc (), text);
}

JsonObject *
ct_statement_get_json (CtStatement *self)
{
  JsonObject *row = json_object_new ();

  for (int i = 0; i < sqlite3_column_count (self->handle); i++)
    {
      const char *name = sqlite3_column_name (self->handle, i);

      switch (sqlite3_column_type (self->handle, i))
        {
        case SQLITE_INTEGER:
          json_object_set_int_member (row, name, sqlite3_column_int64 (self->handle, i));
          break;
        case SQLITE_FLOAT:
          json_object_set_double_member (row, name, sqlite3_column_double (self->handle, i));
          break;
        case SQLITE_TEXT:
          json_object_set_member (row, name,
                                  read_text ((const char *) sqlite3_column_text (self->handle, i)));
          break;
        case SQLITE_BLOB:
          {
            g_autofree char *text = g_base64_encode (sqlite3_column_blob (self->handle, i),
                                                     sqlite3_column_bytes (self->handle, i));
            json_object_set_string_member (row, name, text);
            break;
          }
        default:
          break;
        }
    }
  return row;
}

static void
map_columns (CtStatement *self, CtResourceClass *klass)
{
  int n_columns = sqlite3_column_count (self->handle);
  guint n_fields;
  const CtField *fields = ct_resource_get_fields (klass, &n_fields);

  g_free (self->fields);
  self->fields = g_new (int, n_columns);
  self->row_type = G_TYPE_FROM_CLASS (klass);

  for (int i = 0; i < n_columns; i++)
    {
      const char *column = sqlite3_column_name (self->handle, i);

      self->fields[i] = strcmp (column, "id") == 0 ? -1 : NO_FIELD;
      for (guint j = 0; j < n_fields; j++)
        {
          g_autofree char *name = ct_row_column (&fields[j]);

          if (strcmp (column, name) == 0)
            self->fields[i] = j;
        }
    }
}

gpointer
ct_statement_get_resource (CtStatement *self, GType type, GError **error)
{
  g_autoptr (CtResource) row = g_object_new (type, NULL);

  if (self->row_type != type)
    map_columns (self, CT_RESOURCE_GET_CLASS (row));

  for (int i = 0; i < sqlite3_column_count (self->handle); i++)
    {
      g_autoptr (GError) reason = NULL;
      const char *text = (const char *) sqlite3_column_text (self->handle, i);

      if (self->fields[i] != NO_FIELD
          && !ct_resource_set_text (row, self->fields[i], text, &reason))
        {
          g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT,
                       "The database is damaged: %s “%s”: %s.", g_type_name (type),
                       ct_resource_get_id (row), reason->message);
          return NULL;
        }
    }

  return g_steal_pointer (&row);
}

gpointer
ct_statement_read_one (CtStatement *self, GType type, GError **error)
{
  if (!ct_statement_next (self, error))
    return NULL;

  return ct_statement_get_resource (self, type, error);
}

GPtrArray *
ct_statement_read_all (CtStatement *self, GType type, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;

  while (ct_statement_next (self, &failure))
    {
      gpointer row = ct_statement_get_resource (self, type, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&rows);
}
