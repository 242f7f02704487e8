/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-sheet-private.h"

#include "service/document/ct-text-layout.h"

/* Lengths are in points. */
#define PADDING 6.0
#define BAR_HEIGHT 5.0
#define BAR_TEXT 44.0 /* what the percentage beside a bar has */

/* Returns: where a column begins, and how much room it has */
static double
get_column (CtSheet *self, guint column, double *room)
{
  double x = CT_SHEET_MARGIN;

  for (guint i = 0; i < column; i++)
    x += ct_sheet_get_room (self) * self->columns[i].share;
  *room = ct_sheet_get_room (self) * self->columns[column].share
          - (column + 1 < self->n_columns ? CT_SHEET_CELL_GAP : 0);
  return x;
}

static void
add_table_head (CtSheet *self)
{
  double height = 0;

  cairo_tag_begin (self->cr, "TR", NULL);
  for (guint i = 0; i < self->n_columns; i++)
    {
      double room;
      double x = get_column (self, i, &room);
      g_autoptr (PangoLayout) title
          = ct_text_layout_new_line (self->context, CT_FONT_SANS " Medium", 6.5, 0.55,
                                     self->columns[i].title);

      if (self->columns[i].is_number)
        x += room - ct_text_layout_get_width (title);
      ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
      height = MAX (height, ct_sheet_draw_layout (self, "TH", title, x, self->y));
    }
  cairo_tag_end (self->cr, "TR");
  self->y += height + 4;
  ct_sheet_draw_rule (self, self->y, 0.7, CT_COLOUR_BLUE, 1);
  self->y += PADDING;
}

void
ct_sheet_begin_table (CtSheet *self, const CtSheetColumn *columns, guint n_columns)
{
  ct_sheet_need (self, 60);
  cairo_tag_begin (self->cr, "Table", NULL);
  self->columns = columns;
  self->n_columns = n_columns;
  add_table_head (self);
}

/* A cell in two layouts: what matters, and what is behind its line break. */
typedef struct
{
  PangoLayout *first;
  PangoLayout *rest;
  double height;
} Cell;

static void
cell_init (Cell *cell, CtSheet *self, guint column, const char *text, gboolean is_strong)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", 2);
  double room;

  get_column (self, column, &room);
  cell->first = ct_text_layout_new_paragraph (self->context,
                                              is_strong ? CT_FONT_SANS " Medium" : CT_FONT_SANS,
                                              9.5, parts[0] != NULL ? parts[0] : "", room);
  cell->height = ct_text_layout_get_height (cell->first);
  cell->rest = NULL;
  if (parts[0] != NULL && parts[1] != NULL)
    {
      cell->rest = ct_text_layout_new_paragraph (self->context, CT_FONT_SANS, 7.5, parts[1], room);
      cell->height += 1 + ct_text_layout_get_height (cell->rest);
    }
  if (self->columns[column].is_number)
    pango_layout_set_alignment (cell->first, PANGO_ALIGN_RIGHT);
}

static void
cell_draw (Cell *cell, CtSheet *self, guint column, const char *text, CtColour colour)
{
  double room;
  double x = get_column (self, column, &room);

  if (self->columns[column].is_bar)
    {
      cairo_tag_begin (self->cr, "Artifact", NULL);
      ct_sheet_draw_bar (self, x, self->y + 4, room - BAR_TEXT, BAR_HEIGHT,
                         g_ascii_strtod (text, NULL));
      cairo_tag_end (self->cr, "Artifact");
    }

  cairo_tag_begin (self->cr, "TD", NULL);
  ct_colour_set (self->cr, colour, 1);
  double below = self->y + ct_sheet_draw_layout (self, "P", cell->first, x, self->y) + 1;
  if (cell->rest != NULL)
    {
      ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
      ct_sheet_draw_layout (self, "P", cell->rest, x, below);
    }
  cairo_tag_end (self->cr, "TD");
}

void
ct_sheet_add_row (CtSheet *self, const char *const *cells, CtSheetTone tone)
{
  g_autofree Cell *drawn = g_new0 (Cell, self->n_columns);
  double height = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      gboolean is_state = i + 1 == self->n_columns && tone != CT_SHEET_TONE_PLAIN;

      cell_init (&drawn[i], self, i, cells[i], is_state);
      height = MAX (height, drawn[i].height);
    }

  if (!ct_sheet_fits (self, height + PADDING))
    {
      ct_sheet_turn_page (self);
      add_table_head (self);
    }

  cairo_tag_begin (self->cr, "TR", NULL);
  for (guint i = 0; i < self->n_columns; i++)
    {
      gboolean is_last = i + 1 == self->n_columns;

      cell_draw (&drawn[i], self, i, cells[i],
                 is_last ? ct_sheet_get_colour (tone) : CT_COLOUR_INK);
      g_clear_object (&drawn[i].first);
      g_clear_object (&drawn[i].rest);
    }
  cairo_tag_end (self->cr, "TR");
  self->y += height + PADDING;
  ct_sheet_draw_rule (self, self->y - 1, 0.4, CT_COLOUR_GREY, 0.35);
  self->y += PADDING - 1;
}

void
ct_sheet_end_table (CtSheet *self)
{
  cairo_tag_end (self->cr, "Table");
  self->columns = NULL;
  self->n_columns = 0;
  self->y += 10;
}
