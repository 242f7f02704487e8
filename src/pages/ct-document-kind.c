/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-document-kind.h"

#include <glib/gi18n.h>

#include "client/ct-printout.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-share.h"

static const char *
get_credential_title (CtResource *subject)
{
  return CT_CREDENTIAL (subject)->title;
}

static const char *
get_attempt_title (CtResource *subject)
{
  return CT_ATTEMPT (subject)->exam_title;
}

/* It is of nothing but itself. */
static const char *
get_no_title (CtResource *subject)
{
  return NULL;
}

static const CtDocumentKind kinds[] = {
  {
      ct_credential_get_type,
      ct_printout_path_certificate,
      get_credential_title,
      N_ ("Certificate"),
      N_ ("Loading the Certificate…"),
      GTK_PAGE_ORIENTATION_LANDSCAPE,
      { N_ ("Save Certificate"), N_ ("Certificate saved"), N_ ("Certificate Not Saved"),
        N_ ("PDF documents"), "application/pdf" },
  },
  {
      ct_attempt_get_type,
      ct_printout_path_score_report,
      get_attempt_title,
      N_ ("Score Report"),
      N_ ("Loading the Score Report…"),
      GTK_PAGE_ORIENTATION_PORTRAIT,
      { N_ ("Save Score Report"), N_ ("Score report saved"), N_ ("Score Report Not Saved"),
        N_ ("PDF documents"), "application/pdf" },
  },
  {
      ct_share_get_type,
      ct_printout_path_transcript,
      get_no_title,
      N_ ("Transcript"),
      N_ ("Loading the Transcript…"),
      GTK_PAGE_ORIENTATION_PORTRAIT,
      { N_ ("Save Transcript"), N_ ("Transcript saved"), N_ ("Transcript Not Saved"),
        N_ ("PDF documents"), "application/pdf" },
  },
};

const CtDocumentKind *
ct_document_kind_find (CtResource *subject)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (subject, kinds[i].get_type ()))
      return &kinds[i];

  g_return_val_if_reached (&kinds[0]);
}

/* A certificate is called after its holder, and what has no such title after what it is. */
char *
ct_document_kind_make_file_name (const CtDocumentKind *self, CtResource *subject)
{
  const char *title = self->get_title (subject);

  if (CT_IS_CREDENTIAL (subject) && title && *title)
    return ct_export_file_name (title, CT_CREDENTIAL (subject)->name, "pdf");
  return ct_export_file_name (_ (self->heading), title, "pdf");
}
