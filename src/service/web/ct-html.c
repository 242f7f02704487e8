/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/web/ct-html.h"

#include <string.h>

struct _CtHtml
{
  GString *text;
  GPtrArray *open; /* (element-type utf8): the elements that are not closed yet */
};

CtHtml *
ct_html_new (const char *title, const char *program)
{
  CtHtml *self = g_new0 (CtHtml, 1);

  self->text = g_string_new ("<!DOCTYPE html>\n");
  self->open = g_ptr_array_new_with_free_func (g_free);

  ct_html_open (self, "html", "lang", "en", NULL);
  ct_html_open (self, "head", NULL);
  ct_html_add (self, "meta", NULL, "charset", "utf-8", NULL);
  ct_html_add (self, "meta", NULL, "name", "viewport", "content", "width=device-width", NULL);
  ct_html_add (self, "meta", NULL, "name", "color-scheme", "content", "light dark", NULL);
  ct_html_add (self, "meta", NULL, "name", "robots", "content", "noindex", NULL);
  ct_html_add (self, "title", title, NULL);
  ct_html_add (self, "link", NULL, "rel", "stylesheet", "href", "/web/style.css", NULL);
  ct_html_add (self, "link", NULL, "rel", "icon", "href", "/web/icon.svg", NULL);
  ct_html_close (self);
  ct_html_open (self, "body", NULL);
  if (program != NULL)
    ct_html_add (self, "header", program, NULL);
  ct_html_open (self, "main", NULL);
  ct_html_add (self, "h1", title, NULL);
  return self;
}

void
ct_html_free (CtHtml *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

static void
append_escaped (CtHtml *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = g_markup_escape_text (valid, -1);

  g_string_append (self->text, escaped);
}

static void
append_tag (CtHtml *self, const char *element, va_list attributes)
{
  const char *name;

  g_string_append_printf (self->text, "<%s", element);
  while ((name = va_arg (attributes, const char *)) != NULL)
    {
      const char *value = va_arg (attributes, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (self->text, " %s=\"", name);
      append_escaped (self, value);
      g_string_append_c (self->text, '"');
    }
  g_string_append_c (self->text, '>');
}

void
ct_html_open (CtHtml *self, const char *element, ...)
{
  va_list attributes;

  va_start (attributes, element);
  append_tag (self, element, attributes);
  va_end (attributes);

  g_ptr_array_add (self->open, g_strdup (element));
}

void
ct_html_close (CtHtml *self)
{
  g_return_if_fail (self->open->len > 0);

  guint last = self->open->len - 1;
  g_string_append_printf (self->text, "</%s>\n", (char *) g_ptr_array_index (self->open, last));
  g_ptr_array_set_size (self->open, last);
}

void
ct_html_text (CtHtml *self, const char *text)
{
  append_escaped (self, text);
}

void
ct_html_add (CtHtml *self, const char *element, const char *text, ...)
{
  static const char *const void_elements[] = { "meta", "link", "input", "img", "br", "hr", NULL };
  va_list attributes;

  va_start (attributes, text);
  append_tag (self, element, attributes);
  va_end (attributes);

  if (g_strv_contains (void_elements, element))
    {
      g_string_append_c (self->text, '\n');
      return;
    }

  if (text != NULL)
    append_escaped (self, text);
  g_string_append_printf (self->text, "</%s>\n", element);
}

void
ct_html_add_paragraphs (CtHtml *self, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      if (*g_strstrip (paragraphs[i]) != '\0')
        ct_html_add (self, "p", paragraphs[i], NULL);
    }
}

void
ct_html_add_fact (CtHtml *self, const char *term, const char *text)
{
  ct_html_add (self, "dt", term, NULL);
  ct_html_add (self, "dd", text, NULL);
}

void
ct_html_add_field (CtHtml *self, const char *label, ...)
{
  va_list attributes;

  ct_html_open (self, "label", NULL);
  ct_html_add (self, "span", label, NULL);
  va_start (attributes, label);
  append_tag (self, "input", attributes);
  va_end (attributes);
  ct_html_close (self);
}

GBytes *
ct_html_to_bytes (CtHtml *self)
{
  while (self->open->len > 0)
    ct_html_close (self);

  return g_bytes_new (self->text->str, self->text->len);
}
