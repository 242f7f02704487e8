/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-pdf.h"

#include <cairo-pdf.h>
#include <gio/gio.h>

#include "model/ct-time.h"

#define INCH 72.0
#define MILLIMETRE (INCH / 25.4)

/* One at a time: threads that make and drop the same fonts in cairo fall over each other, even
 * if none of them shares a thing with another. */
G_LOCK_DEFINE_STATIC (drawing);

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const CtPdfInfo *info)
{
  g_autofree char *date = ct_time_format (info->date);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, info->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, info->author);
  if (info->subject != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, info->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "CertTracker");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

void
ct_pdf_get_size (CtPaper paper, double *width, double *height)
{
  *width = paper == CT_PAPER_LETTER ? 8.5 * INCH : 210 * MILLIMETRE;
  *height = paper == CT_PAPER_LETTER ? 11 * INCH : 297 * MILLIMETRE;
}

GBytes *
ct_pdf_draw (const CtPdfInfo *info,
             double width,
             double height,
             CtPdfDraw draw,
             gpointer data,
             GError **error)
{
  g_return_val_if_fail (info != NULL && info->title != NULL && info->author != NULL, NULL);
  g_return_val_if_fail (info->date != NULL, NULL);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  G_LOCK (drawing);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, width, height);
  cairo_t *cr = cairo_create (surface);

  set_metadata (surface, info);
  gboolean drawn = draw (cr, data, error);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  G_UNLOCK (drawing);

  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
