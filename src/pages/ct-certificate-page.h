/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "model/ct-credential.h"

G_BEGIN_DECLS

#define CT_TYPE_CERTIFICATE_PAGE (ct_certificate_page_get_type ())
G_DECLARE_FINAL_TYPE (CtCertificatePage,
                      ct_certificate_page,
                      CT,
                      CERTIFICATE_PAGE,
                      AdwNavigationPage)

/**
 * CtCertificatePage:
 *
 * The certificate of a credential, to look at, to save and to print.
 *
 * Actions: `certificate.save`, `certificate.print`, `certificate.paper` ("a4" or "letter"), and
 * those of #CtDocumentZoom as `zoom`.
 *
 * Properties, construct-only: `client` (#CtClient), `credential` (#CtCredential).
 */
GtkWidget *ct_certificate_page_new (CtClient *client, CtCredential *credential);

/* Returns: the paper that is usual where the candidate lives */
CtPaper ct_certificate_page_get_paper (void);

G_END_DECLS
