/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-fitted-text.h"

/* To break a line is better than to go below this part of the size that so many lines begin
 * with. */
#define LEAST_OF_SIZE 0.72
#define STEP 0.97
#define MAX_LINES 4

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
ct_fitted_text_new (PangoContext *context,
                    const PangoFontDescription *font,
                    const char *text,
                    double width,
                    double height,
                    double largest)
{
  PangoLayout *layout = pango_layout_new (context);
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
  while (!try_size (layout, font, size, n_lines, width, height) && size > 1)
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
