/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_PROGRESS_PAGE (ct_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (CtProgressPage, ct_progress_page, CT, PROGRESS_PAGE, CtPage)

/**
 * CtProgressPage:
 *
 * What can be earned, and how far each is. Its items are achievements.
 */
CtProgressPage *ct_progress_page_new (CtClient *client);

G_END_DECLS
