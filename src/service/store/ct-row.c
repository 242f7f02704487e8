/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-row.h"

#include "service/store/ct-statement.h"

char *
ct_row_column (const CtField *field)
{
  return g_strdelimit (g_strdup (field->name), "-", '_');
}

/* An INSERT that turns into an UPDATE, put together column by column. */
typedef struct
{
  GString *columns;
  GString *marks;
  GString *changes;
  GPtrArray *values;
} Row;

static void
row_init (Row *row)
{
  row->columns = g_string_new (NULL);
  row->marks = g_string_new (NULL);
  row->changes = g_string_new (NULL);
  row->values = g_ptr_array_new_with_free_func (g_free);
}

static void
row_clear (Row *row)
{
  g_string_free (row->columns, TRUE);
  g_string_free (row->marks, TRUE);
  g_string_free (row->changes, TRUE);
  g_ptr_array_unref (row->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/* Takes @value. */
static void
row_add (Row *row, const char *column, char *value)
{
  const char *comma = row->values->len > 0 ? ", " : "";

  g_string_append_printf (row->columns, "%s%s", comma, column);
  g_string_append_printf (row->marks, "%s?", comma);
  g_string_append_printf (row->changes, "%s%s = excluded.%s", comma, column, column);
  g_ptr_array_add (row->values, value);
}

gboolean
ct_row_put_with_values (CtDatabase *database,
                        const char *table,
                        CtResource *resource,
                        const char *const *columns,
                        gsize n_columns,
                        GError **error)
{
  g_auto (Row) row = { 0 };
  guint n_fields;
  const CtField *fields = ct_resource_get_fields (CT_RESOURCE_GET_CLASS (resource), &n_fields);

  g_assert (n_columns % 2 == 0);

  row_init (&row);
  row_add (&row, "id", ct_resource_get_text (resource, -1));
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *column = ct_row_column (&fields[i]);
      row_add (&row, column, ct_resource_get_text (resource, i));
    }
  for (gsize i = 0; i < n_columns; i += 2)
    row_add (&row, columns[i], g_strdup (columns[i + 1]));

  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s", table,
                         row.columns->str, row.marks->str, row.changes->str);
  return ct_statement_run (ct_statement_new_with_values (database, sql,
                                                         (const char *const *) row.values->pdata,
                                                         row.values->len),
                           error);
}
