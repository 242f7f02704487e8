/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_DOCUMENT_PAGE (ct_document_page_get_type ())
G_DECLARE_FINAL_TYPE (CtDocumentPage, ct_document_page, CT, DOCUMENT_PAGE, AdwNavigationPage)

/**
 * CtDocumentPage:
 *
 * A document that the service draws, to look at, to save and to print: the certificate of a
 * #CtCredential, the score report of a #CtAttempt, or a #CtShare that is a transcript.
 *
 * Actions: `document.save`, `document.print`, `document.paper` ("a4" or "letter"), and those of
 * #CtDocumentZoom as `zoom`.
 *
 * Properties, construct-only: `client` (#CtClient), `subject` (#CtResource).
 */
GtkWidget *ct_document_page_new (CtClient *client, gpointer subject);

/* Returns: the paper that is usual where the candidate lives */
CtPaper ct_document_page_get_paper (void);

G_END_DECLS
