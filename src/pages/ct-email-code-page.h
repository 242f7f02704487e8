/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_EMAIL_CODE_PAGE (ct_email_code_page_get_type ())
G_DECLARE_FINAL_TYPE (CtEmailCodePage, ct_email_code_page, CT, EMAIL_CODE_PAGE, CtPage)

/**
 * CtEmailCodePage:
 *
 * Where the code is given that was mailed to an address. It closes once that is verified.
 *
 * Properties: `words` (string, read-only): what is to be done.
 */
CtEmailCodePage *
ct_email_code_page_new (CtClient *client, const char *email_id, const char *address);

G_END_DECLS
