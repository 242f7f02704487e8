/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-logo.h"

#include <librsvg/rsvg.h>

const int ct_logo_sizes[3] = { 128, 512, 1024 };

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
ct_logo_draw (GBytes *svg, int size, GError **error)
{
  g_return_val_if_fail (svg != NULL, NULL);
  g_return_val_if_fail (size > 0, NULL);

  gsize length;
  const guint8 *data = g_bytes_get_data (svg, &length);
  RsvgHandle *handle = rsvg_handle_new_from_data (data, length, error);
  if (handle == NULL)
    return NULL;

  const RsvgRectangle viewport = { 0, 0, size, size };
  g_autoptr (GByteArray) png = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = rsvg_handle_render_document (handle, cr, &viewport, error);
  cairo_destroy (cr);
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, append, png);
  cairo_surface_destroy (surface);
  g_object_unref (handle);

  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
