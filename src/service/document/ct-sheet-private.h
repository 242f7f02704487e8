/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "service/document/ct-colour.h"
#include "service/document/ct-sheet.h"

G_BEGIN_DECLS

/* What the parts of a sheet are drawn with. Lengths are in points. */

#define CT_SHEET_MARGIN 54.0
#define CT_SHEET_CELL_GAP 12.0

struct _CtSheet
{
  cairo_t *cr;
  PangoContext *context;
  const CtSheetInfo *info;
  double width;
  double height;
  double y; /* where what comes next is drawn */
  guint page;
  guint n_pages; /* 0 while they are counted */
  gboolean incomplete;

  const CtSheetColumn *columns; /* NULL outside of tables */
  guint n_columns;
};

/* Returns: how wide it is between its margins */
double ct_sheet_get_room (CtSheet *self);

/* Whether @height is left on this page. */
gboolean ct_sheet_fits (CtSheet *self, double height);
void ct_sheet_turn_page (CtSheet *self);

/* Goes on on the next page if there is less than @height left on this one. */
void ct_sheet_need (CtSheet *self, double height);

/* Draws @layout with its upper left corner at @x, @y. Returns: its height */
double
ct_sheet_draw_layout (CtSheet *self, const char *tag, PangoLayout *layout, double x, double y);

void
ct_sheet_draw_rule (CtSheet *self, double y, double line_width, CtColour colour, double opacity);

/* Only within an artifact: the percentage beside it says the same. */
void
ct_sheet_draw_bar (CtSheet *self, double x, double y, double width, double height, double percent);

CtColour ct_sheet_get_colour (CtSheetTone tone);

G_END_DECLS
