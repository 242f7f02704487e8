/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_SHARES_PAGE (ct_shares_page_get_type ())
G_DECLARE_FINAL_TYPE (CtSharesPage, ct_shares_page, CT, SHARES_PAGE, CtPage)

/**
 * CtSharesPage:
 *
 * What was forwarded to third parties. It asks for news whenever it is looked at: views and
 * deliveries happen elsewhere.
 */
CtSharesPage *ct_shares_page_new (CtClient *client);

G_END_DECLS
