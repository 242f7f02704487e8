/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_NOTICES_PAGE (ct_notices_page_get_type ())
G_DECLARE_FINAL_TYPE (CtNoticesPage, ct_notices_page, CT, NOTICES_PAGE, CtPage)

/**
 * CtNoticesPage:
 *
 * What a candidate is told by mail without having asked. A switch is saved at once; if that fails
 * it goes back, and `account.toast` says why.
 */
CtNoticesPage *ct_notices_page_new (CtClient *client);

G_END_DECLS
