/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-table.h"

#include <string.h>

#include "service/delivery/ct-vue-text.h"

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_ROWS 1000000
#define MAX_COLUMNS 512
#define MAX_CELL (32 * 1024)

typedef struct
{
  guint line;
  GStrv cells;
  guint n_cells;
} Row;

struct _CtVueTable
{
  GHashTable *columns; /* name in lower case → index + 1 */
  guint n_columns;
  GArray *rows; /* of Row */
  GPtrArray *faults;
};

static void
row_clear (gpointer data)
{
  g_strfreev (((Row *) data)->cells);
}

/* A walk through the bytes of a file, a record at a time. */
typedef struct
{
  const char *at;
  const char *end;
  guint line;
  gboolean is_utf8;
} Reader;

static gboolean
ends_cell (const char *at, const char *end)
{
  return at == end || *at == '\t' || *at == '\n' || *at == '\r';
}

/* Goes over one line end of any kind. */
static void
skip_line_end (Reader *reader)
{
  if (reader->at < reader->end)
    {
      gboolean both = *reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n';

      reader->at += both ? 2 : 1;
      reader->line++;
    }
}

static guint
count_lines (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));

  return n;
}

/* Reads a quoted cell. If it is not one after all, nothing is read: its quote is not closed at
 * the end of a cell, or it holds tabs and line ends, as it would if it had swallowed rows. */
static GString *
read_quoted (Reader *reader)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *limit = reader->at + MIN (reader->end - reader->at, MAX_CELL);
  gboolean has_tab = FALSE;
  gboolean has_line_end = FALSE;

  for (const char *at = reader->at + 1; at < limit; at++)
    {
      if (*at == '"' && at + 1 < reader->end && at[1] == '"')
        at++;
      else if (*at == '"')
        {
          if (!ends_cell (at + 1, reader->end))
            return NULL;
          reader->at = at + 1;
          reader->line += count_lines (cell->str, cell->len);
          return g_steal_pointer (&cell);
        }

      has_tab |= *at == '\t';
      has_line_end |= *at == '\n' || *at == '\r';
      if (has_tab && has_line_end)
        return NULL;
      g_string_append_c (cell, *at);
    }

  return NULL;
}

/* Reads the cell at the reader. Returns %NULL with @why set if it is none. */
static char *
read_cell (Reader *reader, const char **why)
{
  g_autoptr (GString) quoted = *reader->at == '"' ? read_quoted (reader) : NULL;
  const char *bytes = quoted != NULL ? quoted->str : reader->at;
  gsize length;

  if (quoted != NULL)
    length = quoted->len;
  else
    {
      while (!ends_cell (reader->at, reader->end))
        reader->at++;
      length = reader->at - bytes;
    }

  if (length > MAX_CELL)
    {
      *why = "a cell is too long";
      return NULL;
    }

  char *text = ct_vue_text_decode (bytes, length, reader->is_utf8);
  if (text == NULL)
    *why = "it has bytes that are no text";
  return text != NULL ? g_strstrip (text) : NULL;
}

/* Reads a record. Its cells are %NULL with @why set if it is broken; the reader goes on behind
 * it all the same. */
static Row
read_row (Reader *reader, const char **why)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  Row row = { .line = reader->line };

  *why = NULL;
  while (TRUE)
    {
      g_autofree char *cell = reader->at < reader->end ? read_cell (reader, why) : g_strdup ("");

      if (row.n_cells == MAX_COLUMNS)
        *why = "it has too many cells";
      else if (cell != NULL)
        {
          g_strv_builder_take (cells, g_steal_pointer (&cell));
          row.n_cells++;
        }
      if (reader->at == reader->end || *reader->at != '\t')
        break;
      reader->at++;
    }

  skip_line_end (reader);
  if (*why == NULL)
    row.cells = g_strv_builder_end (cells);
  return row;
}

static gboolean
is_blank (const Row *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      if (*row->cells[i] != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_header (CtVueTable *self, Reader *reader, const char *const *columns, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  const char *why = NULL;
  Row header = { 0 };

  do
    {
      row_clear (&header);
      header = read_row (reader, &why);
    }
  while (why == NULL && is_blank (&header) && reader->at < reader->end);

  if (why != NULL || is_blank (&header))
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_NOT_A_TABLE, "There is no header row%s%s",
                   why != NULL ? ": " : "", why != NULL ? why : "");
      row_clear (&header);
      return FALSE;
    }

  for (guint i = 0; i < header.n_cells; i++)
    {
      g_autofree char *name = g_ascii_strdown (header.cells[i], -1);

      if (!g_hash_table_contains (self->columns, name))
        g_hash_table_insert (self->columns, g_steal_pointer (&name), GUINT_TO_POINTER (i + 1));
    }

  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autofree char *name = g_ascii_strdown (columns[i], -1);

      if (!g_hash_table_contains (self->columns, name))
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", columns[i]);
    }
  self->n_columns = header.n_cells;
  row_clear (&header);

  if (missing->len > 0)
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_MISSING_COLUMN, "There is no column %s",
                   missing->str);
      return FALSE;
    }
  return TRUE;
}

/* A row may leave out empty cells at its end, and have some too many; a last one without a line
 * end may have been cut off instead. */
static const char *
judge_row (CtVueTable *self, Reader *reader, const Row *row)
{
  gboolean is_cut = reader->at == reader->end && reader->end[-1] != '\n' && reader->end[-1] != '\r';

  for (guint i = self->n_columns; i < row->n_cells; i++)
    {
      if (*row->cells[i] != '\0')
        return "it has more cells than the header row";
    }

  return is_cut && row->n_cells < self->n_columns ? "it is cut off" : NULL;
}

CtVueTable *
ct_vue_table_read (GBytes *bytes, const char *const *columns, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (columns != NULL, NULL);

  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gboolean has_mark = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;
  Reader reader = { data, data + length, 1, has_mark };

  if (length > MAX_BYTES)
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE, "It has more than %d MB",
                   MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  reader.at += has_mark ? 3 : 0;

  g_autoptr (CtVueTable) self = g_new0 (CtVueTable, 1);

  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_vue_fault_free);
  g_array_set_clear_func (self->rows, row_clear);

  if (!read_header (self, &reader, columns, error))
    return NULL;

  while (reader.at < reader.end)
    {
      const char *why;
      Row row = read_row (&reader, &why);

      if (why == NULL && is_blank (&row))
        {
          row_clear (&row);
          continue;
        }
      if (self->rows->len + self->faults->len == MAX_ROWS)
        {
          row_clear (&row);
          g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE, "It has more than %d rows",
                       MAX_ROWS);
          return NULL;
        }
      if (why == NULL)
        why = judge_row (self, &reader, &row);

      if (why == NULL)
        g_array_append_val (self->rows, row);
      else
        {
          g_ptr_array_add (self->faults, ct_vue_fault_new (row.line, "%s", why));
          row_clear (&row);
        }
    }

  return g_steal_pointer (&self);
}

void
ct_vue_table_free (CtVueTable *self)
{
  g_hash_table_unref (self->columns);
  g_array_unref (self->rows);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self);
}

guint
ct_vue_table_get_n_rows (CtVueTable *self)
{
  return self->rows->len;
}

guint
ct_vue_table_get_line (CtVueTable *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, Row, row).line;
}

const char *
ct_vue_table_get (CtVueTable *self, guint row, const char *column)
{
  g_return_val_if_fail (row < self->rows->len, "");

  g_autofree char *name = g_ascii_strdown (column, -1);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, name));
  const Row *found = &g_array_index (self->rows, Row, row);

  return index > 0 && index <= found->n_cells ? found->cells[index - 1] : "";
}

GPtrArray *
ct_vue_table_steal_faults (CtVueTable *self)
{
  return g_steal_pointer (&self->faults);
}
