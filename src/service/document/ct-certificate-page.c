/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-certificate-page.h"

#include <pango/pangocairo.h>

#include "service/document/ct-colour.h"
#include "service/document/ct-guilloche.h"
#include "service/document/ct-page-marks.h"
#include "service/document/ct-text-layout.h"

/* Lengths are in points. */
#define FRAME_INSET 26.0
#define FRAME_BREADTH 15.0
#define MARGIN 82.0
#define FOOT 104.0
#define QR_SIZE 66.0
#define SEAL_RADIUS 40.0

/* What is said and shown of each kind. */
static const struct
{
  const char *words;
  CtColour colour;
} kinds[] = {
  [CT_ACHIEVEMENT_KIND_ACCREDITATION] = { "has earned the accreditation", { 0.10, 0.38, 0.38 } },
  [CT_ACHIEVEMENT_KIND_AUTHORIZATION] = { "has earned the authorization", { 0.42, 0.20, 0.37 } },
  [CT_ACHIEVEMENT_KIND_CERTIFICATION] = { "has earned the certification", { 0.13, 0.25, 0.45 } },
};

typedef struct
{
  cairo_t *cr;
  PangoContext *context;
  CtProgram *program;
  CtCredential *credential;
  const char *language;
  double width;
  double height;
  CtColour accent;
  gboolean incomplete; /* there was no font for a part of the text */
} Drawing;

/* Draws @layout with its upper left corner at @x, @y. Returns: its height */
static double
draw_layout (Drawing *self, const char *tag, PangoLayout *layout, double x, double y)
{
  self->incomplete |= pango_layout_get_unknown_glyphs_count (layout) > 0;

  cairo_tag_begin (self->cr, tag, NULL);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
  cairo_tag_end (self->cr, tag);

  return ct_text_layout_get_height (layout);
}

/* The same, in the middle of the page. */
static double
draw_centred (Drawing *self, const char *tag, PangoLayout *layout, double y)
{
  return draw_layout (self, tag, layout, (self->width - ct_text_layout_get_width (layout)) / 2, y);
}

static PangoLayout *
new_name (Drawing *self, double width, double height)
{
  g_autofree char *fonts = ct_text_layout_get_name_fonts (self->language);
  PangoLayout *layout;

  pango_context_set_language (self->context, pango_language_from_string (self->language));
  layout
      = ct_text_layout_new_fitted (self->context, fonts, self->credential->name, width, height, 42);
  pango_context_set_language (self->context, pango_language_from_string ("en"));
  return layout;
}

/* Parts of the page. */

static void
draw_seal (Drawing *self, double x, double y)
{
  const char *letters = self->credential->short_title;

  ct_colour_set (self->cr, self->accent, 0.85);
  ct_guilloche_draw_rosette (self->cr, x, y, SEAL_RADIUS * 0.72, SEAL_RADIUS, 24, 6, 0.4);
  ct_colour_set (self->cr, self->accent, 1);
  cairo_arc (self->cr, x, y, SEAL_RADIUS * 0.66, 0, 2 * G_PI);
  cairo_fill (self->cr);
  cairo_set_source_rgb (self->cr, 1, 1, 1);
  cairo_set_line_width (self->cr, 0.6);
  cairo_arc (self->cr, x, y, SEAL_RADIUS * 0.60, 0, 2 * G_PI);
  cairo_stroke (self->cr);

  if (letters == NULL)
    {
      ct_guilloche_draw_rosette (self->cr, x, y, 2, SEAL_RADIUS * 0.45, 8, 3, 0.6);
      return;
    }

  double side = SEAL_RADIUS * 0.92;
  g_autoptr (PangoLayout) layout
      = ct_text_layout_new_fitted (self->context, CT_FONT_SERIF, letters, side, side * 0.6, 17);

  cairo_move_to (self->cr, x - pango_layout_get_width (layout) / 2.0 / PANGO_SCALE,
                 y - ct_text_layout_get_height (layout) / 2);
  pango_cairo_show_layout (self->cr, layout);
}

/* Who issues it. Returns: where it ends */
static double
draw_head (Drawing *self)
{
  double width = self->width - 2 * MARGIN;
  g_autoptr (PangoLayout) name = ct_text_layout_new_fitted (self->context, CT_FONT_SERIF,
                                                            self->program->name, width, 44, 17);
  g_autoptr (PangoLayout) issuer
      = ct_text_layout_new_fitted (self->context, CT_FONT_SANS, self->program->issuer, width, 12,
                                   8.5);
  double y = FRAME_INSET + FRAME_BREADTH + 34;

  ct_colour_set (self->cr, CT_COLOUR_INK, 1);
  y += draw_centred (self, "H1", name, y) + 5;
  ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
  y += draw_centred (self, "P", issuer, y) + 14;

  ct_colour_set (self->cr, self->accent, 1);
  cairo_rectangle (self->cr, self->width / 2 - 24, y, 48, 0.7);
  cairo_fill (self->cr);
  return y;
}

/* Who, and what: in the middle between @top and @bottom. */
static void
draw_body (Drawing *self, double top, double bottom)
{
  double width = self->width - 2 * MARGIN;
  g_autoptr (PangoLayout) before = ct_text_layout_new_line (self->context, CT_FONT_SERIF " Italic",
                                                            14, 0, "This certifies that");
  g_autoptr (PangoLayout) name = new_name (self, width, 100);
  g_autoptr (PangoLayout) between
      = ct_text_layout_new_line (self->context, CT_FONT_SERIF " Italic", 14, 0,
                                 kinds[self->credential->kind].words);
  g_autoptr (PangoLayout) title
      = ct_text_layout_new_fitted (self->context, CT_FONT_SERIF, self->credential->title, width, 60,
                                   22);

  double height = ct_text_layout_get_height (before) + ct_text_layout_get_height (name)
                  + ct_text_layout_get_height (between) + ct_text_layout_get_height (title) + 8 + 18
                  + 8;
  double y = top + (bottom - top - height) / 2;

  ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
  y += draw_centred (self, "P", before, y) + 8;
  ct_colour_set (self->cr, CT_COLOUR_INK, 1);
  y += draw_centred (self, "P", name, y) + 18;
  ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
  y += draw_centred (self, "P", between, y) + 8;
  ct_colour_set (self->cr, self->accent, 1);
  draw_centred (self, "P", title, y);
}

/* A label and what it stands for, which begin at @x, or end there. Returns: the height */
static double
draw_fact (Drawing *self, const char *label, const char *value, double x, double y, gboolean end)
{
  g_autoptr (PangoLayout) above
      = ct_text_layout_new_line (self->context, CT_FONT_SANS " Medium", 6.5, 0.55, label);
  g_autoptr (PangoLayout) below
      = ct_text_layout_new_line (self->context, CT_FONT_SERIF, 12, 0, value);
  double height;

  ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
  height = draw_layout (self, "P", above, end ? x - ct_text_layout_get_width (above) : x, y) + 1;
  ct_colour_set (self->cr, CT_COLOUR_INK, 1);
  height
      += draw_layout (self, "P", below, end ? x - ct_text_layout_get_width (below) : x, y + height);
  return height + 7;
}

static gboolean
draw_foot (Drawing *self, double y, GError **error)
{
  CtCredential *credential = self->credential;
  g_autofree char *issued = ct_page_marks_format_day (credential->issued_at);
  double right = self->width - MARGIN;
  double below;

  below = y + draw_fact (self, "ISSUED", issued, MARGIN, y, FALSE);
  if (credential->expires_at != NULL)
    {
      g_autofree char *until = ct_page_marks_format_day (credential->expires_at);
      draw_fact (self, "VALID UNTIL", until, MARGIN, below, FALSE);
    }
  else
    {
      draw_fact (self, "VALIDITY", "Does not expire", MARGIN, below, FALSE);
    }

  if (self->program->verification_uri != NULL)
    {
      if (!ct_page_marks_draw_verification (self->cr, self->context, self->program,
                                            credential->verification_code,
                                            "Check this certificate at", right, y, QR_SIZE,
                                            right - self->width / 2 - 2 * SEAL_RADIUS, error))
        return FALSE;
      right -= QR_SIZE + 14;
    }
  below = y + draw_fact (self, "NUMBER", credential->number, right, y, TRUE);
  draw_fact (self, "VERIFICATION CODE", credential->verification_code, right, below, TRUE);

  if (self->program->is_sample)
    {
      g_autoptr (PangoLayout) note = ct_text_layout_new_line (self->context, CT_FONT_SANS, 7, 0.1,
                                                              "Sample without any value");

      ct_colour_set (self->cr, CT_COLOUR_GREY, 1);
      draw_centred (self, "P", note, y + QR_SIZE + 9);
    }
  return TRUE;
}

static gboolean
draw (Drawing *self, GError **error)
{
  double foot = self->height - FRAME_INSET - FRAME_BREADTH - FOOT;
  gboolean drawn;

  cairo_tag_begin (self->cr, "Document", NULL);

  cairo_tag_begin (self->cr, "Artifact", NULL);
  if (self->program->is_sample)
    ct_page_marks_draw_sample (self->cr, self->context, self->width, self->height);
  ct_colour_set (self->cr, self->accent, 0.8);
  ct_guilloche_draw_frame (self->cr, self->width, self->height, FRAME_INSET, FRAME_BREADTH);
  draw_seal (self, self->width / 2, foot + QR_SIZE / 2 - 4);
  cairo_tag_end (self->cr, "Artifact");

  draw_body (self, draw_head (self), foot - 10);
  drawn = draw_foot (self, foot, error);

  cairo_tag_end (self->cr, "Document");
  return drawn;
}

gboolean
ct_certificate_page_draw (cairo_t *cr,
                          CtProgram *program,
                          CtCredential *credential,
                          const char *language,
                          double width,
                          double height,
                          GError **error)
{
  Drawing drawing = {
    .cr = cr,
    .context = ct_text_layout_new_context (),
    .program = program,
    .credential = credential,
    .language = language,
    .width = width,
    .height = height,
    .accent = kinds[credential->kind].colour,
  };

  gboolean drawn = draw (&drawing, error);

  g_object_unref (drawing.context);
  if (drawn && drawing.incomplete)
    g_warning ("There is no font for a part of the certificate %s: boxes stand for it. A font for "
               "its script is to be installed.",
               credential->number);
  return drawn;
}
