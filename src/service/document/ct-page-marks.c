/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-page-marks.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "service/document/ct-colour.h"
#include "service/document/ct-qr-code.h"
#include "service/document/ct-text-layout.h"

/* Of the letters, on a page that is at least so wide. */
#define SAMPLE_SIZE 140.0
#define SAMPLE_WIDTH 792.0

char *
ct_page_marks_format_day (GDateTime *time)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_strdup_printf ("%d %s %d", g_date_time_get_day_of_month (utc),
                          months[g_date_time_get_month (utc) - 1], g_date_time_get_year (utc));
}

void
ct_page_marks_draw_sample (cairo_t *cr, PangoContext *context, double width, double height)
{
  double size = SAMPLE_SIZE * MIN (width / SAMPLE_WIDTH, 1);
  g_autoptr (PangoLayout) layout = ct_text_layout_new_line (context, CT_FONT_SANS " Bold", size,
                                                            size * 16 / SAMPLE_SIZE, "SAMPLE");
  PangoRectangle extents;

  pango_layout_get_extents (layout, &extents, NULL);
  cairo_save (cr);
  cairo_translate (cr, width / 2, height / 2);
  cairo_rotate (cr, -G_PI / 9);
  cairo_move_to (cr, -(extents.x + extents.width / 2.0) / PANGO_SCALE,
                 -(extents.y + extents.height / 2.0) / PANGO_SCALE);
  pango_cairo_layout_path (cr, layout);
  cairo_restore (cr);
  ct_colour_set (cr, CT_COLOUR_GREY, 0.08);
  cairo_fill (cr);
}

gboolean
ct_page_marks_draw_verification (cairo_t *cr,
                                 PangoContext *context,
                                 CtProgram *program,
                                 const char *code,
                                 const char *words,
                                 double right,
                                 double y,
                                 double size,
                                 double room,
                                 GError **error)
{
  const char *address = program->verification_uri;
  g_autofree char *uri = g_strconcat (address, code, NULL);
  g_autoptr (GString) attributes = g_string_new (uri);
  gsize length = strlen (address);
  /* The code is put behind the address; to type in, there is a page that asks for it. */
  g_autofree char *page = g_strndup (address, length - g_str_has_suffix (address, "/"));
  g_autofree char *line_text = g_strdup_printf ("%s %s", words, page);
  gboolean drawn;

  /* As cairo wants it quoted. */
  g_string_replace (attributes, "\\", "%5C", 0);
  g_string_replace (attributes, "'", "%27", 0);
  g_string_prepend (attributes, "uri='");
  g_string_append_c (attributes, '\'');

  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes->str);
  ct_colour_set (cr, CT_COLOUR_INK, 1);
  drawn = ct_qr_code_draw (cr, uri, right - size, y, size, error);

  g_autoptr (PangoLayout) line = ct_text_layout_new_line (context, CT_FONT_SANS, 7, 0.1, line_text);
  /* What is cut here is still in the QR code and behind the link. */
  if (ct_text_layout_get_width (line) > room)
    {
      pango_layout_set_width (line, room * PANGO_SCALE);
      pango_layout_set_ellipsize (line, PANGO_ELLIPSIZE_END);
    }
  ct_colour_set (cr, CT_COLOUR_GREY, 1);
  cairo_tag_begin (cr, "P", NULL);
  cairo_move_to (cr, right - ct_text_layout_get_width (line), y + size + 9);
  pango_cairo_show_layout (cr, line);
  cairo_tag_end (cr, "P");
  cairo_tag_end (cr, CAIRO_TAG_LINK);

  return drawn;
}
