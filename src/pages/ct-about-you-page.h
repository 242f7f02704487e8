/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_ABOUT_YOU_PAGE (ct_about_you_page_get_type ())
G_DECLARE_FINAL_TYPE (CtAboutYouPage, ct_about_you_page, CT, ABOUT_YOU_PAGE, CtPage)

/**
 * CtAboutYouPage:
 *
 * What a candidate may tell of themselves: the demographic part of the profile draft.
 */
CtAboutYouPage *ct_about_you_page_new (CtClient *client);

G_END_DECLS
