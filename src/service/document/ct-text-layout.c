/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-text-layout.h"

#include <pango/pangocairo.h>

/* For names: one for each script, so that none is left to chance. %s is for Chinese, Japanese and
 * Korean. */
#define NAME_FONTS \
  "Noto Serif Display, Noto Serif, Noto Naskh Arabic, Noto Serif Hebrew, Noto Serif Devanagari, " \
  "Noto Serif Bengali, Noto Serif Tamil, Noto Serif Telugu, Noto Serif Kannada, " \
  "Noto Serif Malayalam, Noto Serif Gujarati, Noto Serif Gurmukhi, Noto Serif Sinhala, " \
  "Noto Serif Thai, Noto Serif Khmer, Noto Serif Lao, Noto Serif Myanmar, Noto Serif Ethiopic, " \
  "Noto Serif Georgian, Noto Serif Armenian, %s, " CT_FONT_SERIF

/* To break a line is better than to go below this part of the size that so many lines begin
 * with. */
#define LEAST_OF_SIZE 0.72
#define STEP 0.97
#define MAX_LINES 4

PangoContext *
ct_text_layout_new_context (void)
{
  static PangoFontMap *fonts = NULL;

  if (fonts == NULL)
    fonts = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);

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

char *
ct_text_layout_get_name_fonts (const char *language)
{
  return g_strdup_printf (NAME_FONTS, get_han_font (language));
}

PangoLayout *
ct_text_layout_new_line (PangoContext *context,
                         const char *font,
                         double size,
                         double tracking,
                         const char *text)
{
  PangoLayout *layout = pango_layout_new (context);
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

static gboolean
try_size (PangoLayout *layout,
          const PangoFontDescription *font,
          double size,
          int n_lines,
          double width,
          double height)
{
  g_autoptr (PangoFontDescription) sized = pango_font_description_copy (font);
  PangoRectangle extents;

  pango_font_description_set_absolute_size (sized, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, sized);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_extents (layout, NULL, &extents);

  return pango_layout_get_line_count (layout) <= n_lines && extents.width <= width * PANGO_SCALE
         && extents.height <= height * PANGO_SCALE;
}

/* Makes the lines as narrow as it goes without more of them. */
static void
balance (PangoLayout *layout, double width)
{
  int n_lines = pango_layout_get_line_count (layout);
  int narrow = 0;
  int wide = width * PANGO_SCALE;

  if (n_lines == 1)
    return;

  /* A word that is broken is worse than a line that is short. */
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  while (wide - narrow > PANGO_SCALE)
    {
      int middle = narrow + (wide - narrow) / 2;
      PangoRectangle extents;

      pango_layout_set_width (layout, middle);
      pango_layout_get_extents (layout, NULL, &extents);
      if (pango_layout_get_line_count (layout) > n_lines || extents.width > middle)
        narrow = middle;
      else
        wide = middle;
    }
  pango_layout_set_width (layout, wide);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
}

/* In one line, whatever @text brings along. */
static char *
flatten (const char *text)
{
  GString *flat = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean breaks = g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;

      g_string_append_unichar (flat, breaks ? ' ' : c);
    }
  return g_string_free_and_steal (flat);
}

PangoLayout *
ct_text_layout_new_fitted (PangoContext *context,
                           const char *font,
                           const char *text,
                           double width,
                           double height,
                           double largest)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *flat = flatten (text);
  double size = largest;
  int n_lines = 1;

  /* A hyphen that is put in would change a name. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, flat, -1);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);

  /* Each further line begins smaller, since it has to share the height. */
  while (!try_size (layout, description, size, n_lines, width, height) && size > 1)
    {
      size *= STEP;
      if (size < largest * LEAST_OF_SIZE && n_lines < MAX_LINES)
        {
          n_lines++;
          largest *= 0.85;
          size = largest;
        }
    }

  balance (layout, width);
  return layout;
}

PangoLayout *
ct_text_layout_new_paragraph (PangoContext *context,
                              const char *font,
                              double size,
                              const char *text,
                              double width)
{
  g_autofree char *flat = flatten (text);
  PangoLayout *layout = ct_text_layout_new_line (context, font, size, 0, flat);
  gboolean is_rtl = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  /* Where a paragraph begins at the right, “left” is its other side. */
  pango_layout_set_alignment (layout, is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  return layout;
}

double
ct_text_layout_get_width (PangoLayout *layout)
{
  int width = pango_layout_get_width (layout);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return (double) (width < 0 ? extents.width : width) / PANGO_SCALE;
}

double
ct_text_layout_get_height (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return (double) extents.height / PANGO_SCALE;
}
