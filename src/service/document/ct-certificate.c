/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-certificate.h"

#include <cairo-pdf.h>

#include "model/ct-time.h"
#include "service/document/ct-certificate-page.h"

/* In points. */
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

GBytes *
ct_certificate_draw (CtProgram *program,
                     CtCredential *credential,
                     const char *language,
                     CtPaper paper,
                     GError **error)
{
  g_return_val_if_fail (CT_IS_PROGRAM (program), NULL);
  g_return_val_if_fail (CT_IS_CREDENTIAL (credential), NULL);

  double width = paper == CT_PAPER_LETTER ? 11 * INCH : 297 * MILLIMETRE;
  double height = paper == CT_PAPER_LETTER ? 8.5 * INCH : 210 * MILLIMETRE;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  G_LOCK (drawing);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, width, height);
  cairo_t *cr = cairo_create (surface);

  set_metadata (surface, program, credential);
  gboolean drawn
      = ct_certificate_page_draw (cr, program, credential, language != NULL ? language : "en",
                                  width, height, error);
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
