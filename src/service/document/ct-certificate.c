/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-certificate.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "model/ct-time.h"
#include "service/document/ct-fitted-text.h"
#include "service/document/ct-guilloche.h"
#include "service/document/ct-qr-code.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PangoContext, g_object_unref)

/* Lengths are in points. */
#define FRAME_INSET 26.0
#define FRAME_BREADTH 15.0
#define MARGIN 82.0
#define FOOT 104.0
#define QR_SIZE 66.0
#define SEAL_RADIUS 40.0

#define SERIF "Noto Serif, Liberation Serif, DejaVu Serif, serif"
#define SANS "Inter, Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"

typedef struct
{
  double red, green, blue;
} Colour;

/* For names: one for each script, so that none is left to chance. %s is for Chinese, Japanese and
 * Korean. */
#define NAME_FONTS \
  "Noto Serif Display, Noto Serif, Noto Naskh Arabic, Noto Serif Hebrew, Noto Serif Devanagari, " \
  "Noto Serif Bengali, Noto Serif Tamil, Noto Serif Telugu, Noto Serif Kannada, " \
  "Noto Serif Malayalam, Noto Serif Gujarati, Noto Serif Gurmukhi, Noto Serif Sinhala, " \
  "Noto Serif Thai, Noto Serif Khmer, Noto Serif Lao, Noto Serif Myanmar, Noto Serif Ethiopic, " \
  "Noto Serif Georgian, Noto Serif Armenian, %s, " SERIF

static const Colour ink = { 0.11, 0.14, 0.20 };
static const Colour grey = { 0.40, 0.43, 0.49 };

/* What is said and shown of each kind. */
static const struct
{
  const char *words;
  Colour colour;
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
  Colour accent;
  gboolean incomplete; /* there was no font for a part of the text */
} Drawing;

static void
set_colour (Drawing *self, Colour colour, double opacity)
{
  /* Tints instead of transparency: it prints the same everywhere. */
  cairo_set_source_rgb (self->cr, 1 - opacity * (1 - colour.red), 1 - opacity * (1 - colour.green),
                        1 - opacity * (1 - colour.blue));
}

/* Text. */

static PangoLayout *
new_line (Drawing *self, const char *font, double size, double tracking, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);

  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  if (tracking > 0) /* even none of it would undo ligatures */
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (tracking * PANGO_SCALE));
      pango_layout_set_attributes (layout, attributes);
    }
  return layout;
}

/* Draws @layout with its upper left corner at @x, @y. Returns: its height */
static double
draw_layout (Drawing *self, const char *tag, PangoLayout *layout, double x, double y)
{
  PangoRectangle extents;

  self->incomplete |= pango_layout_get_unknown_glyphs_count (layout) > 0;
  pango_layout_get_extents (layout, NULL, &extents);

  cairo_tag_begin (self->cr, tag, NULL);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
  cairo_tag_end (self->cr, tag);

  return (double) extents.height / PANGO_SCALE;
}

/* The same, in the middle of the page. */
static double
draw_centred (Drawing *self, const char *tag, PangoLayout *layout, double y)
{
  int width = pango_layout_get_width (layout);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  if (width < 0)
    width = extents.width;
  return draw_layout (self, tag, layout, (self->width - (double) width / PANGO_SCALE) / 2, y);
}

static double
get_width (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return (double) extents.width / PANGO_SCALE;
}

static double
get_height (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return (double) extents.height / PANGO_SCALE;
}

static char *
format_day (GDateTime *time)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_strdup_printf ("%d %s %d", g_date_time_get_day_of_month (utc),
                          months[g_date_time_get_month (utc) - 1], g_date_time_get_year (utc));
}

/* The characters that these languages share look different in each. */
static const char *
get_han_font (const char *language)
{
  static const struct
  {
    const char *range;
    const char *font;
  } fonts[] = {
    { "zh-hk", "Noto Serif CJK HK" }, { "zh-mo", "Noto Serif CJK HK" },
    { "zh-tw", "Noto Serif CJK TC" }, { "zh-hant", "Noto Serif CJK TC" },
    { "zh", "Noto Serif CJK SC" },    { "ko", "Noto Serif CJK KR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fonts); i++)
    {
      if (pango_language_matches (pango_language_from_string (language), fonts[i].range))
        return fonts[i].font;
    }
  return "Noto Serif CJK JP";
}

static PangoLayout *
new_name (Drawing *self, double width, double height)
{
  g_autofree char *families = g_strdup_printf (NAME_FONTS, get_han_font (self->language));
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  PangoLayout *layout;

  pango_font_description_set_family (font, families);
  pango_context_set_language (self->context, pango_language_from_string (self->language));
  layout = ct_fitted_text_new (self->context, font, self->credential->name, width, height, 42);
  pango_context_set_language (self->context, pango_language_from_string ("en"));
  return layout;
}

/* Parts of the page. */

static void
draw_seal (Drawing *self, double x, double y)
{
  const char *letters = self->credential->short_title;

  set_colour (self, self->accent, 0.85);
  ct_guilloche_draw_rosette (self->cr, x, y, SEAL_RADIUS * 0.72, SEAL_RADIUS, 24, 6, 0.4);
  set_colour (self, self->accent, 1);
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

  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (SERIF);
  double side = SEAL_RADIUS * 0.92;
  g_autoptr (PangoLayout) layout
      = ct_fitted_text_new (self->context, font, letters, side, side * 0.6, 17);

  cairo_move_to (self->cr, x - pango_layout_get_width (layout) / 2.0 / PANGO_SCALE,
                 y - get_height (layout) / 2);
  pango_cairo_show_layout (self->cr, layout);
}

/* Large letters, so pale that what stands on them is not disturbed. */
static void
draw_sample_mark (Drawing *self)
{
  g_autoptr (PangoLayout) layout = new_line (self, SANS " Bold", 140, 16, "SAMPLE");
  PangoRectangle extents;

  pango_layout_get_extents (layout, &extents, NULL);
  cairo_save (self->cr);
  cairo_translate (self->cr, self->width / 2, self->height / 2);
  cairo_rotate (self->cr, -G_PI / 9);
  cairo_move_to (self->cr, -(extents.x + extents.width / 2.0) / PANGO_SCALE,
                 -(extents.y + extents.height / 2.0) / PANGO_SCALE);
  pango_cairo_layout_path (self->cr, layout);
  cairo_restore (self->cr);
  set_colour (self, grey, 0.08);
  cairo_fill (self->cr);
}

/* Who issues it. Returns: where it ends */
static double
draw_head (Drawing *self)
{
  double width = self->width - 2 * MARGIN;
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (SERIF);
  g_autoptr (PangoLayout) name
      = ct_fitted_text_new (self->context, font, self->program->name, width, 44, 17);
  g_autoptr (PangoLayout) issuer = new_line (self, SANS, 8, 0.6, self->program->issuer);
  double y = FRAME_INSET + FRAME_BREADTH + 34;

  set_colour (self, ink, 1);
  y += draw_centred (self, "H1", name, y) + 5;
  set_colour (self, grey, 1);
  y += draw_centred (self, "P", issuer, y) + 14;

  set_colour (self, self->accent, 1);
  cairo_rectangle (self->cr, self->width / 2 - 24, y, 48, 0.7);
  cairo_fill (self->cr);
  return y;
}

/* Who, and what: in the middle between @top and @bottom. */
static void
draw_body (Drawing *self, double top, double bottom)
{
  double width = self->width - 2 * MARGIN;
  g_autoptr (PangoFontDescription) title_font = pango_font_description_from_string (SERIF);
  g_autoptr (PangoLayout) before = new_line (self, SERIF " Italic", 14, 0, "This certifies that");
  g_autoptr (PangoLayout) name = new_name (self, width, 100);
  g_autoptr (PangoLayout) between
      = new_line (self, SERIF " Italic", 14, 0, kinds[self->credential->kind].words);
  g_autoptr (PangoLayout) title
      = ct_fitted_text_new (self->context, title_font, self->credential->title, width, 60, 22);

  double height = get_height (before) + get_height (name) + get_height (between)
                  + get_height (title) + 8 + 18 + 8;
  double y = top + (bottom - top - height) / 2;

  set_colour (self, grey, 1);
  y += draw_centred (self, "P", before, y) + 8;
  set_colour (self, ink, 1);
  y += draw_centred (self, "P", name, y) + 18;
  set_colour (self, grey, 1);
  y += draw_centred (self, "P", between, y) + 8;
  set_colour (self, self->accent, 1);
  draw_centred (self, "P", title, y);
}

/* A label and what it stands for, which begin at @x, or end there. Returns: the height */
static double
draw_fact (Drawing *self, const char *label, const char *value, double x, double y, gboolean end)
{
  g_autoptr (PangoLayout) above = new_line (self, SANS " Medium", 6.5, 0.55, label);
  g_autoptr (PangoLayout) below = new_line (self, SERIF, 12, 0, value);
  double height;

  set_colour (self, grey, 1);
  height = draw_layout (self, "P", above, end ? x - get_width (above) : x, y) + 1;
  set_colour (self, ink, 1);
  height += draw_layout (self, "P", below, end ? x - get_width (below) : x, y + height);
  return height + 7;
}

/* Where anyone can check it. */
static gboolean
draw_verification (Drawing *self, double right, double y, GError **error)
{
  const char *address = self->program->verification_uri;
  g_autofree char *uri = g_strconcat (address, self->credential->verification_code, NULL);
  g_autoptr (GString) attributes = g_string_new (uri);
  g_autofree char *words = NULL;
  gboolean drawn;

  /* As cairo wants it quoted. */
  g_string_replace (attributes, "\\", "%5C", 0);
  g_string_replace (attributes, "'", "%27", 0);
  g_string_prepend (attributes, "uri='");
  g_string_append_c (attributes, '\'');

  cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes->str);
  set_colour (self, ink, 1);
  drawn = ct_qr_code_draw (self->cr, uri, right - QR_SIZE, y, QR_SIZE, error);

  words = g_strdup_printf ("Check this certificate at %s", address);
  g_autoptr (PangoLayout) line = new_line (self, SANS, 7, 0.1, words);
  set_colour (self, grey, 1);
  draw_layout (self, "P", line, right - get_width (line), y + QR_SIZE + 9);
  cairo_tag_end (self->cr, CAIRO_TAG_LINK);

  return drawn;
}

static gboolean
draw_foot (Drawing *self, double y, GError **error)
{
  CtCredential *credential = self->credential;
  g_autofree char *issued = format_day (credential->issued_at);
  double right = self->width - MARGIN;
  double below;

  below = y + draw_fact (self, "ISSUED", issued, MARGIN, y, FALSE);
  if (credential->expires_at != NULL)
    {
      g_autofree char *until = format_day (credential->expires_at);
      draw_fact (self, "VALID UNTIL", until, MARGIN, below, FALSE);
    }
  else
    {
      draw_fact (self, "VALIDITY", "Does not expire", MARGIN, below, FALSE);
    }

  if (self->program->verification_uri != NULL)
    {
      if (!draw_verification (self, right, y, error))
        return FALSE;
      right -= QR_SIZE + 14;
    }
  below = y + draw_fact (self, "NUMBER", credential->number, right, y, TRUE);
  draw_fact (self, "VERIFICATION CODE", credential->verification_code, right, below, TRUE);

  if (self->program->is_sample)
    {
      g_autoptr (PangoLayout) note = new_line (self, SANS, 7, 0.1, "Sample without any value");

      set_colour (self, grey, 1);
      draw_centred (self, "P", note, y + QR_SIZE + 9);
    }
  return TRUE;
}

static gboolean
draw_page (Drawing *self, GError **error)
{
  double foot = self->height - FRAME_INSET - FRAME_BREADTH - FOOT;
  gboolean drawn;

  cairo_tag_begin (self->cr, "Document", NULL);
  cairo_tag_begin (self->cr, "Artifact", NULL);
  if (self->program->is_sample)
    draw_sample_mark (self);
  set_colour (self, self->accent, 0.8);
  ct_guilloche_draw_frame (self->cr, self->width, self->height, FRAME_INSET, FRAME_BREADTH);
  draw_seal (self, self->width / 2, foot + QR_SIZE / 2 - 4);
  cairo_tag_end (self->cr, "Artifact");

  draw_body (self, draw_head (self), foot - 10);
  drawn = draw_foot (self, foot, error);
  cairo_tag_end (self->cr, "Document");

  if (drawn && self->incomplete)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "There is no font for a part of the certificate.");
      return FALSE;
    }
  return drawn;
}

/* The document. */

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, CtProgram *program, CtCredential *credential)
{
  g_autofree char *title = g_strdup_printf ("%s: %s", credential->title, credential->name);
  g_autofree char *issued = ct_time_format (credential->issued_at);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, program->issuer);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, credential->number);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "CertTracker");
  /* Not the time of drawing, so that the same credential always gives the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, issued);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, issued);
}

static PangoContext *
new_context (PangoFontMap *fonts)
{
  PangoContext *context = pango_font_map_create_context (fonts);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  return context;
}

GBytes *
ct_certificate_draw (CtProgram *program,
                     CtCredential *credential,
                     const char *language,
                     CtPaper paper,
                     GError **error)
{
  g_return_val_if_fail (CT_IS_PROGRAM (program), NULL);
  g_return_val_if_fail (CT_IS_CREDENTIAL (credential), NULL);

  /* A map of its own, since pango's maps belong to one thread. */
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  g_autoptr (PangoContext) context = new_context (fonts);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Drawing drawing = {
    .context = context,
    .program = program,
    .credential = credential,
    .language = language != NULL ? language : "en",
    .width = paper == CT_PAPER_LETTER ? 11 * 72 : 297 / 25.4 * 72,
    .height = paper == CT_PAPER_LETTER ? 8.5 * 72 : 210 / 25.4 * 72,
    .accent = kinds[credential->kind].colour,
  };
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (append, bytes, drawing.width, drawing.height);

  set_metadata (surface, program, credential);
  drawing.cr = cairo_create (surface);
  gboolean drawn = draw_page (&drawing, error);
  cairo_show_page (drawing.cr);
  cairo_destroy (drawing.cr);
  cairo_surface_finish (surface);
  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
