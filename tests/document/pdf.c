/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf.h"

#include <cairo-pdf.h>

#include "support/waiting.h"

GBytes *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
make_pdf (double width, double height, guint n_pages)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, array, width, height);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_rectangle (cr, 0, 0, 72, 72);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (array);
}

CtDocument *
try_to_open (GBytes *bytes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_document_open_async (bytes, NULL, take_result, &result);
  return ct_document_open_finish (wait_for_result (&result), error);
}

CtDocument *
open_document (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  CtDocument *document = try_to_open (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (CT_IS_DOCUMENT (document));

  return document;
}

CtDocument *
open_pdf (double width, double height, guint n_pages)
{
  g_autoptr (GBytes) bytes = make_pdf (width, height, n_pages);

  return open_document (bytes);
}
