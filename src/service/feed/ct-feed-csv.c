/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service/feed/ct-feed-rows.h"

/* More than anything that is told of a person: a quote that is never closed must not swallow
 * the rows behind it. */
#define MAX_CELL 4096
#define MAX_CELLS 256

/* Where in the file we are. */
typedef struct
{
  const char *text;
  gsize length;
  gsize at;
  guint line;
} Reader;

static gboolean
is_at_end (Reader *reader)
{
  return reader->at >= reader->length;
}

static char
peek (Reader *reader)
{
  return is_at_end (reader) ? '\0' : reader->text[reader->at];
}

static gboolean
is_delimiter (char c)
{
  return c == ',' || c == '\r' || c == '\n';
}

/* A line end is CRLF, or LF or CR alone. Returns whether there was one. */
static gboolean
skip_line_end (Reader *reader)
{
  char c = peek (reader);

  if (is_at_end (reader) || (c != '\r' && c != '\n'))
    return FALSE;

  reader->at++;
  if (c == '\r' && peek (reader) == '\n')
    reader->at++;
  reader->line++;
  return TRUE;
}

static void
skip_line (Reader *reader)
{
  while (!is_at_end (reader) && !skip_line_end (reader))
    reader->at++;
}

/* Returns: (nullable): what is wrong with the cell */
static const char *
read_quoted (Reader *reader, GString *cell)
{
  reader->at++;
  while (!is_at_end (reader) && cell->len <= MAX_CELL)
    {
      if (peek (reader) == '"')
        {
          reader->at++;
          if (peek (reader) != '"')
            return is_at_end (reader) || is_delimiter (peek (reader))
                       ? NULL
                       : "there is text behind a closing quote";
        }
      else if (skip_line_end (reader))
        {
          g_string_append_c (cell, '\n');
          continue;
        }
      g_string_append_c (cell, reader->text[reader->at++]);
    }
  return "a quote is not closed";
}

static const char *
read_plain (Reader *reader, GString *cell)
{
  while (!is_at_end (reader) && !is_delimiter (peek (reader)))
    {
      if (peek (reader) == '"')
        return "there is a quote in a cell that is not quoted";
      g_string_append_c (cell, reader->text[reader->at++]);
    }
  return cell->len > MAX_CELL ? "a cell is too long" : NULL;
}

static const char *
read_cell (Reader *reader, GPtrArray *cells)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *fault = peek (reader) == '"' ? read_quoted (reader, cell) : read_plain (reader, cell);

  if (fault == NULL && memchr (cell->str, '\0', cell->len) != NULL)
    fault = "it has a zero byte";
  if (fault == NULL && !g_utf8_validate (cell->str, cell->len, NULL))
    fault = "it is not UTF-8";
  if (fault == NULL && cells->len == MAX_CELLS)
    fault = "it has too many cells";
  if (fault == NULL)
    g_ptr_array_add (cells, g_strdup (cell->str));
  return fault;
}

/* The cells of the next row; what is wrong with it is said in @fault. A row that is wrong ends
 * with its first line, so that the next ones are still read. */
static GPtrArray *
read_row (Reader *reader, const char **fault)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Reader start = *reader;

  *fault = read_cell (reader, cells);
  while (*fault == NULL && peek (reader) == ',')
    {
      reader->at++;
      *fault = read_cell (reader, cells);
    }

  if (*fault == NULL)
    {
      skip_line_end (reader);
      return g_steal_pointer (&cells);
    }
  *reader = start;
  skip_line (reader);
  return NULL;
}

static gboolean
is_blank (GPtrArray *cells)
{
  return cells->len == 1 && *(const char *) cells->pdata[0] == '\0';
}

static CtFeedRow *
make_row (guint line, GPtrArray *names, GPtrArray *cells)
{
  CtFeedRow *row = ct_feed_row_new (line);

  for (guint i = 0; i < names->len; i++)
    ct_feed_row_set (row, names->pdata[i], cells->pdata[i]);
  return row;
}

static gboolean
check_header (GPtrArray *names, const char *const *columns, GError **error)
{
  g_autoptr (CtFeedRow) header = make_row (1, names, names);

  for (guint i = 0; columns[i] != NULL; i++)
    {
      if (*ct_feed_row_get (header, columns[i]) == '\0')
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "Its first row has no column “%s”.", columns[i]);
          return FALSE;
        }
    }
  return TRUE;
}

GPtrArray *
ct_feed_csv_read (const char *text,
                  gsize length,
                  const char *const *columns,
                  GPtrArray *faults,
                  GError **error)
{
  Reader reader = { text, length, 0, 1 };
  const char *fault = NULL;
  g_autoptr (GPtrArray) names = read_row (&reader, &fault);

  if (names == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "It is no CSV file with a header row: %s.", fault);
      return NULL;
    }
  if (!check_header (names, columns, error))
    return NULL;

  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_feed_row_free);
  while (!is_at_end (&reader))
    {
      guint line = reader.line;
      g_autoptr (GPtrArray) cells = read_row (&reader, &fault);

      if (cells == NULL)
        g_ptr_array_add (faults, ct_feed_fault_new (line, "%s", fault));
      else if (is_blank (cells))
        continue;
      else if (cells->len == names->len)
        g_ptr_array_add (rows, make_row (line, names, cells));
      else
        g_ptr_array_add (faults, ct_feed_fault_new (line, "it has %u cells, the header has %u",
                                                    cells->len, names->len));
    }
  return rows;
}
