/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_EMAILS_PAGE (ct_emails_page_get_type ())
G_DECLARE_FINAL_TYPE (CtEmailsPage, ct_emails_page, CT, EMAILS_PAGE, CtPage)

/**
 * CtEmailsPage:
 *
 * The addresses of the account: one is added and verified, made the main one, removed.
 */
CtEmailsPage *ct_emails_page_new (CtClient *client);

G_END_DECLS
