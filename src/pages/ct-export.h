/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ct-types.h"

G_BEGIN_DECLS

/**
 * ct_export_file_name:
 * @title: what it is
 * @name: (nullable): of whom, or of what
 * @extension: such as "pdf"
 *
 * Returns: (transfer full): "Title – Name.pdf", as a file may be called on any system
 */
char *ct_export_file_name (const char *title, const char *name, const char *extension);

/**
 * CtExportWords:
 * @title: of the dialog, as "Save Certificate"
 * @saved: as "Certificate saved"
 * @not_saved: as "Certificate Not Saved"
 * @format: as "PDF documents"
 * @content_type: such as "application/pdf"
 *
 * What is said when something is saved, not translated yet: marked with N_().
 */
typedef struct
{
  const char *title;
  const char *saved;
  const char *not_saved;
  const char *format;
  const char *content_type;
} CtExportWords;

/**
 * ct_export_save:
 * @toasts: where to say that it is saved, or why not
 * @words: (transfer none): static
 * @bytes: the file
 * @file_name: what to propose
 *
 * Asks where to, and writes exactly there. It goes on if @toasts is closed in the meantime.
 */
void ct_export_save (AdwToastOverlay *toasts,
                     const CtExportWords *words,
                     GBytes *bytes,
                     const char *file_name);

/**
 * ct_export_print:
 * @toasts: where to say why it could not be printed
 * @bytes: a PDF
 * @title: what the print job is called
 * @paper: what it was made for
 */
void ct_export_print (AdwToastOverlay *toasts,
                      GBytes *bytes,
                      const char *title,
                      CtPaper paper,
                      GtkPageOrientation orientation);

G_END_DECLS
