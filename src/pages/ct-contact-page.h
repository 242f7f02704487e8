/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_CONTACT_PAGE (ct_contact_page_get_type ())
G_DECLARE_FINAL_TYPE (CtContactPage, ct_contact_page, CT, CONTACT_PAGE, CtPage)

/**
 * CtContactPage:
 *
 * Phone, address, language and time zone: the profile draft as far as it is about reaching the
 * candidate.
 */
CtContactPage *ct_contact_page_new (CtClient *client);

G_END_DECLS
