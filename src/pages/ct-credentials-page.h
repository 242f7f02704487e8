/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_CREDENTIALS_PAGE (ct_credentials_page_get_type ())
G_DECLARE_FINAL_TYPE (CtCredentialsPage, ct_credentials_page, CT, CREDENTIALS_PAGE, CtPage)

/**
 * CtCredentialsPage:
 *
 * What the candidate has earned, by state. Its items are credentials.
 */
CtCredentialsPage *ct_credentials_page_new (CtClient *client);

G_END_DECLS
