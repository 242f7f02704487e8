/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_SUPPORT_PAGE (ct_support_page_get_type ())
G_DECLARE_FINAL_TYPE (CtSupportPage, ct_support_page, CT, SUPPORT_PAGE, CtPage)

/**
 * CtSupportPage:
 *
 * Where help is: first the questions that many ask, then what the candidate asked the Program
 * Support Team, and how else it is reached.
 */
AdwNavigationPage *ct_support_page_new (CtClient *client);

G_END_DECLS
