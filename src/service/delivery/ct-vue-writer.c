/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-writer.h"

#include <string.h>

#include "service/delivery/ct-vue-text.h"

struct _CtVueWriter
{
  GString *text;
  guint n_columns;
  guint n_rows;
};

static void
append_cell (GString *text, const char *cell)
{
  if (cell == NULL)
    return;
  if (strpbrk (cell, "\t\r\n\"") == NULL)
    {
      g_string_append (text, cell);
      return;
    }

  g_string_append_c (text, '"');
  for (; *cell != '\0'; cell++)
    g_string_append_printf (text, *cell == '"' ? "\"%c" : "%c", *cell);
  g_string_append_c (text, '"');
}

static void
append_row (CtVueWriter *self, const char *const *cells)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, '\t');
      append_cell (self->text, cells[i]);
    }
  g_string_append (self->text, "\r\n");
}

CtVueWriter *
ct_vue_writer_new (const char *const *columns)
{
  g_return_val_if_fail (columns != NULL, NULL);

  CtVueWriter *self = g_new0 (CtVueWriter, 1);

  self->text = g_string_new (NULL);
  self->n_columns = g_strv_length ((GStrv) columns);
  append_row (self, columns);

  return self;
}

void
ct_vue_writer_free (CtVueWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
ct_vue_writer_add (CtVueWriter *self, const char *const *cells)
{
  append_row (self, cells);
  self->n_rows++;
}

guint
ct_vue_writer_get_n_rows (CtVueWriter *self)
{
  return self->n_rows;
}

GBytes *
ct_vue_writer_finish (CtVueWriter *self, const char *charset, GError **error)
{
  return ct_vue_text_encode (self->text->str, charset, error);
}

char *
ct_vue_writer_name (const char *kind, GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *stamp = g_date_time_format (utc, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s-%s.dat", kind, stamp);
}
