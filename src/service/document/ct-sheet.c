/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-sheet-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "service/document/ct-colour.h"
#include "service/document/ct-page-marks.h"
#include "service/document/ct-text-layout.h"

/* Lengths are in points. */
#define FOOT 58.0
#define GAP 18.0
#define QR_SIZE 72.0
#define FACTS_BESIDE 3

double
ct_sheet_get_room (CtSheet *self)
{
  return self->width - 2 * CT_SHEET_MARGIN;
}

double
ct_sheet_draw_layout (CtSheet *self, const char *tag, PangoLayout *layout, double x, double y)
{
  self->incomplete |= pango_layout_get_unknown_glyphs_count (layout) > 0;

  cairo_tag_begin (self->cr, tag, NULL);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
  cairo_tag_end (self->cr, tag);

  return ct_text_layout_get_height (layout);
}

void
ct_sheet_draw_rule (CtSheet *self, double y, double line_width, CtColour colour, double opacity)
{
  cairo_tag_begin (self->cr, "Artifact", NULL);
  ct_colour_set (self->cr, colour, opacity);
  cairo_rectangle (self->cr, CT_SHEET_MARGIN, y, ct_sheet_get_room (self), line_width);
  cairo_fill (self->cr);
  cairo_tag_end (self->cr, "Artifact");
}

/* A line at @y that begins at the left or ends at the right. It is no part of the text. */
static void
draw_running_line (CtSheet *self, const char *text, double y, gboolean end)
{
  g_autoptr (PangoLayout) line = ct_text_layout_new_paragraph (self->context, CT_FONT_SANS, 7, text,
                                                               ct_sheet_get_room (self) * 0.7);
  PangoRectangle extents;

  pango_layout_set_height (line, -1);
  pango_layout_set_ellipsize (line, PANGO_ELLIPSIZE_END);
  pango_layout_get_extents (line, NULL, &extents);
  ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
  cairo_move_to (self->cr,
                 end ? self->width - CT_SHEET_MARGIN
                           - (double) (extents.x + extents.width) / PANGO_SCALE
                     : CT_SHEET_MARGIN,
                 y);
  pango_cairo_show_layout (self->cr, line);
}

/* What is on each page without being a part of what is read. */
static void
begin_page (CtSheet *self)
{
  const CtSheetInfo *info = self->info;
  g_autofree char *pages = g_strdup_printf ("Page %u of %u", self->page, self->n_pages);
  g_autofree char *number
      = g_strdup_printf ("%s %s%s", info->title, info->number,
                         info->program->is_sample ? " · Sample without any value" : "");

  cairo_tag_begin (self->cr, "Artifact", NULL);
  if (info->program->is_sample)
    ct_page_marks_draw_sample (self->cr, self->context, self->width, self->height);
  if (self->page > 1)
    {
      draw_running_line (self, info->program->name, CT_SHEET_MARGIN - 18, FALSE);
      draw_running_line (self, info->name, CT_SHEET_MARGIN - 18, TRUE);
    }
  draw_running_line (self, number, self->height - FOOT + 20, FALSE);
  draw_running_line (self, pages, self->height - FOOT + 20, TRUE);
  cairo_tag_end (self->cr, "Artifact");
  self->y = CT_SHEET_MARGIN;
}

gboolean
ct_sheet_fits (CtSheet *self, double height)
{
  return self->y + height <= self->height - FOOT;
}

void
ct_sheet_turn_page (CtSheet *self)
{
  cairo_show_page (self->cr);
  self->page++;
  begin_page (self);
}

void
ct_sheet_need (CtSheet *self, double height)
{
  if (!ct_sheet_fits (self, height))
    ct_sheet_turn_page (self);
}

/* Adds text of the whole width, with @gap behind it. */
static void
add_text (CtSheet *self, const char *tag, PangoLayout *layout, CtColour colour, double gap)
{
  ct_sheet_need (self, ct_text_layout_get_height (layout));
  ct_colour_set (self->cr, colour, 1);
  self->y += ct_sheet_draw_layout (self, tag, layout, CT_SHEET_MARGIN, self->y) + gap;
}

static void
add_head (CtSheet *self)
{
  const CtSheetInfo *info = self->info;
  const char *language = info->language != NULL ? info->language : "en";
  g_autofree char *display_fonts = ct_text_layout_get_name_fonts (language);
  /* The first of those is made for larger letters. */
  g_autofree char *fonts = g_strconcat ("Noto Serif, ", display_fonts, NULL);
  g_autoptr (PangoLayout) program
      = ct_text_layout_new_paragraph (self->context, CT_FONT_SERIF, 13, info->program->name,
                                      ct_sheet_get_room (self));
  g_autoptr (PangoLayout) issuer
      = ct_text_layout_new_paragraph (self->context, CT_FONT_SANS, 8.5, info->program->issuer,
                                      ct_sheet_get_room (self));
  g_autoptr (PangoLayout) title
      = ct_text_layout_new_paragraph (self->context, CT_FONT_SERIF, 24, info->title,
                                      ct_sheet_get_room (self));
  g_autoptr (PangoLayout) name = NULL;

  pango_context_set_language (self->context, pango_language_from_string (language));
  name = ct_text_layout_new_paragraph (self->context, fonts, 17, info->name,
                                       ct_sheet_get_room (self));
  pango_context_set_language (self->context, pango_language_from_string ("en"));

  add_text (self, "P", program, CT_COLOUR_INK, 2);
  add_text (self, "P", issuer, CT_COLOUR_GREY, 10);
  ct_sheet_draw_rule (self, self->y, 0.9, CT_COLOUR_BLUE, 1);
  self->y += 26;
  add_text (self, "H1", title, CT_COLOUR_BLUE, 6);
  add_text (self, "P", name, CT_COLOUR_INK, GAP);
}

void
ct_sheet_add_heading (CtSheet *self, const char *text)
{
  g_autoptr (PangoLayout) layout = ct_text_layout_new_paragraph (self->context, CT_FONT_SERIF, 14,
                                                                 text, ct_sheet_get_room (self));

  /* With something below it. */
  ct_sheet_need (self, 90);
  self->y += 8;
  add_text (self, "H2", layout, CT_COLOUR_BLUE, 8);
}

void
ct_sheet_add_paragraph (CtSheet *self, const char *text)
{
  g_autoptr (PangoLayout) layout = ct_text_layout_new_paragraph (self->context, CT_FONT_SANS, 9.5,
                                                                 text, ct_sheet_get_room (self));

  pango_layout_set_line_spacing (layout, 1.25);
  add_text (self, "P", layout, CT_COLOUR_INK, 12);
}

void
ct_sheet_add_subject (CtSheet *self, const char *text)
{
  g_autoptr (PangoLayout) layout = ct_text_layout_new_paragraph (self->context, CT_FONT_SERIF, 15,
                                                                 text, ct_sheet_get_room (self));

  add_text (self, "H2", layout, CT_COLOUR_INK, GAP);
}

void
ct_sheet_add_facts (CtSheet *self, const CtSheetFact *facts, gsize n_facts)
{
  double column = (ct_sheet_get_room (self) + CT_SHEET_CELL_GAP) / FACTS_BESIDE;
  double tallest = 0;
  guint n = 0;

  for (gsize i = 0; i < n_facts; i++)
    {
      if (facts[i].value == NULL)
        continue;

      g_autoptr (PangoLayout) label
          = ct_text_layout_new_line (self->context, CT_FONT_SANS " Medium", 6.5, 0.55,
                                     facts[i].label);
      g_autoptr (PangoLayout) value
          = ct_text_layout_new_paragraph (self->context, CT_FONT_SERIF, 11, facts[i].value,
                                          column - CT_SHEET_CELL_GAP);
      double height
          = ct_text_layout_get_height (label) + 1 + ct_text_layout_get_height (value) + 10;
      double x = CT_SHEET_MARGIN + column * (n % FACTS_BESIDE);

      if (n % FACTS_BESIDE == 0)
        {
          self->y += tallest;
          tallest = 0;
          ct_sheet_need (self, height);
        }
      ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
      double below = self->y + ct_sheet_draw_layout (self, "P", label, x, self->y) + 1;
      ct_colour_set (self->cr, CT_COLOUR_INK, 1);
      ct_sheet_draw_layout (self, "P", value, x, below);
      tallest = MAX (tallest, height);
      n++;
    }
  self->y += tallest + 8;
}

char *
ct_sheet_format_percent (double percent)
{
  percent = round (percent * 10) / 10;
  /* Not printf(), whose point depends on the locale. */
  return percent == floor (percent)
             ? g_strdup_printf ("%d%%", (int) percent)
             : g_strdup_printf ("%d.%d%%", (int) percent, (int) round (fmod (percent, 1) * 10));
}

CtColour
ct_sheet_get_colour (CtSheetTone tone)
{
  switch (tone)
    {
    case CT_SHEET_TONE_GOOD:
      return CT_COLOUR_GREEN;
    case CT_SHEET_TONE_BAD:
      return CT_COLOUR_RED;
    case CT_SHEET_TONE_PLAIN:
    default:
      return CT_COLOUR_INK;
    }
}

void
ct_sheet_draw_bar (CtSheet *self, double x, double y, double width, double height, double percent)
{
  ct_colour_set (self->cr, CT_COLOUR_GREY, 0.18);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
  ct_colour_set (self->cr, CT_COLOUR_BLUE, 1);
  cairo_rectangle (self->cr, x, y, width * CLAMP (percent, 0, 100) / 100, height);
  cairo_fill (self->cr);
}

void
ct_sheet_add_score (CtSheet *self,
                    double score,
                    double passing_score,
                    const char *words,
                    CtSheetTone tone)
{
  g_autofree char *percent = ct_sheet_format_percent (score);
  g_autofree char *passing = passing_score >= 0 ? ct_sheet_format_percent (passing_score) : NULL;
  g_autofree char *passing_words
      = passing != NULL ? g_strdup_printf ("Passing score: %s", passing) : NULL;
  g_autoptr (PangoLayout) number
      = ct_text_layout_new_line (self->context, CT_FONT_SERIF, 34, 0, percent);
  g_autoptr (PangoLayout) verdict
      = ct_text_layout_new_line (self->context, CT_FONT_SERIF " Bold", 15, 0, words);
  double top, bar;

  ct_sheet_need (self, 86);
  top = self->y;
  ct_colour_set (self->cr, CT_COLOUR_INK, 1);
  bar = top + ct_sheet_draw_layout (self, "P", number, CT_SHEET_MARGIN, top) + 6;
  ct_colour_set (self->cr, ct_sheet_get_colour (tone), 1);
  ct_sheet_draw_layout (self, "P", verdict,
                        self->width - CT_SHEET_MARGIN - ct_text_layout_get_width (verdict),
                        bar - 10 - ct_text_layout_get_height (verdict));

  cairo_tag_begin (self->cr, "Artifact", NULL);
  ct_sheet_draw_bar (self, CT_SHEET_MARGIN, bar, ct_sheet_get_room (self), 8, score);
  if (passing != NULL)
    {
      ct_colour_set (self->cr, CT_COLOUR_INK, 1);
      cairo_rectangle (self->cr,
                       CT_SHEET_MARGIN
                           + ct_sheet_get_room (self) * CLAMP (passing_score, 0, 100) / 100 - 0.6,
                       bar - 4, 1.2, 16);
      cairo_fill (self->cr);
    }
  cairo_tag_end (self->cr, "Artifact");
  self->y = bar + 16;

  if (passing_words != NULL)
    {
      g_autoptr (PangoLayout) below
          = ct_text_layout_new_line (self->context, CT_FONT_SANS, 8, 0.1, passing_words);
      double width = ct_text_layout_get_width (below);
      double x = CT_SHEET_MARGIN + ct_sheet_get_room (self) * CLAMP (passing_score, 0, 100) / 100
                 - width / 2;

      ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
      self->y += ct_sheet_draw_layout (self, "P", below,
                                       CLAMP (x, CT_SHEET_MARGIN,
                                              self->width - CT_SHEET_MARGIN - width),
                                       self->y);
    }
  self->y += GAP;
}

gboolean
ct_sheet_add_verification (CtSheet *self, const char *code, const char *words, GError **error)
{
  double height = QR_SIZE + 24;

  ct_sheet_need (self, height + GAP);
  self->y += GAP;
  gboolean drawn
      = ct_page_marks_draw_verification (self->cr, self->context, self->info->program, code, words,
                                         self->width - CT_SHEET_MARGIN, self->y, QR_SIZE,
                                         ct_sheet_get_room (self), error);
  self->y += height;
  return drawn;
}

/* The whole of it. */

typedef struct
{
  const CtSheetInfo *info;
  CtSheetWrite write;
  gpointer data;
  double width;
  double height;
} Job;

static gboolean
write_sheet (cairo_t *cr, Job *job, guint *n_pages, GError **error)
{
  PangoContext *context = ct_text_layout_new_context ();
  CtSheet sheet = {
    .cr = cr,
    .context = context,
    .info = job->info,
    .width = job->width,
    .height = job->height,
    .page = 1,
    .n_pages = *n_pages,
  };

  cairo_tag_begin (cr, "Document", NULL);
  begin_page (&sheet);
  add_head (&sheet);
  gboolean written = job->write (&sheet, job->data, error);
  cairo_tag_end (cr, "Document");

  if (sheet.incomplete && *n_pages > 0)
    g_warning ("There is no font for a part of the document %s: boxes stand for it. A font for "
               "its script is to be installed.",
               job->info->number);
  *n_pages = sheet.page;
  g_object_unref (context);
  return written;
}

/* First to nowhere, to know how many pages there are. */
static gboolean
draw_twice (cairo_t *cr, gpointer data, GError **error)
{
  Job *job = data;
  guint n_pages = 0;
  cairo_surface_t *nowhere
      = cairo_pdf_surface_create_for_stream (NULL, NULL, job->width, job->height);
  cairo_t *counting = cairo_create (nowhere);
  gboolean counted = write_sheet (counting, job, &n_pages, error);

  cairo_destroy (counting);
  cairo_surface_destroy (nowhere);
  return counted && write_sheet (cr, job, &n_pages, error);
}

GBytes *
ct_sheet_draw (const CtSheetInfo *info,
               CtPaper paper,
               CtSheetWrite write,
               gpointer data,
               GError **error)
{
  g_return_val_if_fail (info != NULL && CT_IS_PROGRAM (info->program), NULL);
  g_return_val_if_fail (info->title != NULL && info->name != NULL && info->number != NULL, NULL);

  Job job = { .info = info, .write = write, .data = data };
  g_autofree char *title = g_strdup_printf ("%s: %s", info->title, info->name);
  const CtPdfInfo pdf = { title, info->program->issuer, info->number, info->date };

  ct_pdf_get_size (paper, &job.width, &job.height);
  return ct_pdf_draw (&pdf, job.width, job.height, draw_twice, &job, error);
}
