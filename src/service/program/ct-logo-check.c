/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-logo-check.h"

#include <string.h>

#define MAX_BYTES (256 * 1024)

static const char *const elements[] = {
  "svg",     "g",        "defs",           "title",          "desc",    "path", "circle",
  "ellipse", "rect",     "line",           "polyline",       "polygon", "use",  "symbol",
  "mask",    "clipPath", "linearGradient", "radialGradient", "stop",    NULL,
};

/* References are to what is in the same file. */
static gboolean
leads_out (const char *name, const char *value)
{
  if (g_str_equal (name, "href") || g_str_equal (name, "xlink:href"))
    return *value != '#';

  for (const char *url = value; (url = strstr (url, "url(")) != NULL; url += 4)
    {
      if (url[4] != '#')
        return TRUE;
    }
  return FALSE;
}

static void
refuse (GError **error, const char *what)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
               "a logo has no “%.20s”, or not like that", what);
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  gboolean is_root = g_markup_parse_context_get_element_stack (context)->next == NULL;
  gboolean has_box = FALSE;

  if (!g_strv_contains (elements, element))
    {
      refuse (error, element);
      return;
    }

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_has_prefix (names[i], "on") || g_str_equal (names[i], "style")
          || leads_out (names[i], values[i]))
        {
          refuse (error, names[i]);
          return;
        }
      has_box |= g_str_equal (names[i], "viewBox");
    }
  if (is_root && (!g_str_equal (element, "svg") || !has_box))
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                         "an “svg” with a viewBox was expected");
}

/* Neither a document type, which may define entities, nor a style sheet. */
static void
pass (GMarkupParseContext *context,
      const char *text,
      gsize length,
      gpointer user_data,
      GError **error)
{
  if (!g_str_has_prefix (text, "<!--") && !g_str_has_prefix (text, "<?xml "))
    refuse (error, text);
}

char *
ct_logo_check (GBytes *svg)
{
  static const GMarkupParser parser = { .start_element = start_element, .passthrough = pass };
  gsize length;
  const char *text = g_bytes_get_data (svg, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);

  if (length == 0 || length > MAX_BYTES)
    return g_strdup_printf ("an SVG of at most %d KiB was expected", MAX_BYTES / 1024);
  if (memchr (text, '\0', length) != NULL
      || !g_markup_parse_context_parse (context, text, length, &error)
      || !g_markup_parse_context_end_parse (context, &error))
    return g_strdup (error != NULL ? error->message : "it is no SVG");
  return NULL;
}
