/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_OVERVIEW_PAGE (ct_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (CtOverviewPage, ct_overview_page, CT, OVERVIEW_PAGE, CtPage)

/**
 * CtOverviewPage:
 *
 * Where the candidate stands: what they hold, what expires, what is nearly done and the latest
 * results. For those who have not taken anything yet it says how to begin.
 */

G_END_DECLS
