/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "pages/ct-export.h"

G_BEGIN_DECLS

/**
 * CtDocumentKind:
 * @get_type: what it is the document of
 * @make_path: where it is asked for
 * @get_title: what the subject is called; %NULL if it has no name of its own
 * @heading: what it is, not translated yet
 * @loading: what is said while it is loaded, not translated yet
 * @orientation: of its pages
 * @words: what is said when it is saved
 *
 * What there can be a document of.
 */
typedef struct
{
  GType (*get_type) (void);
  char *(*make_path) (const char *id, CtPaper paper);
  const char *(*get_title) (CtResource *subject);
  const char *heading;
  const char *loading;
  GtkPageOrientation orientation;
  CtExportWords words;
} CtDocumentKind;

/* Returns: (transfer none): the kind of document that there is of @subject */
const CtDocumentKind *ct_document_kind_find (CtResource *subject);

/* Returns: (transfer full): what to call the file */
char *ct_document_kind_make_file_name (const CtDocumentKind *self, CtResource *subject);

G_END_DECLS
