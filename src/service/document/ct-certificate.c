/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-certificate.h"

#include "service/document/ct-certificate-page.h"
#include "service/document/ct-pdf.h"

typedef struct
{
  CtProgram *program;
  CtCredential *credential;
  const char *language;
  double width;
  double height;
} Certificate;

static gboolean
draw (cairo_t *cr, gpointer data, GError **error)
{
  Certificate *self = data;

  return ct_certificate_page_draw (cr, self->program, self->credential, self->language, self->width,
                                   self->height, error);
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

  Certificate certificate = {
    .program = program,
    .credential = credential,
    .language = language != NULL ? language : "en",
  };
  g_autofree char *title = g_strdup_printf ("%s: %s", credential->title, credential->name);
  const CtPdfInfo info = { title, program->issuer, credential->number, credential->issued_at };

  ct_pdf_get_size (paper, &certificate.height, &certificate.width);
  return ct_pdf_draw (&info, certificate.width, certificate.height, draw, &certificate, error);
}
