/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_NEWCOMER_PAGE (ct_newcomer_page_get_type ())
G_DECLARE_FINAL_TYPE (CtNewcomerPage, ct_newcomer_page, CT, NEWCOMER_PAGE, AdwNavigationPage)

/**
 * CtNewcomerPage:
 *
 * Where somebody whose code works says who they are, and accepts the terms.
 *
 * Properties: `client` (#CtClient).
 *
 * Signal `admitted`: the account is there, as the client's draft says.
 */

/* Fills in what can be guessed, and puts the cursor where something is missing. */
void ct_newcomer_page_begin (CtNewcomerPage *self);

G_END_DECLS
