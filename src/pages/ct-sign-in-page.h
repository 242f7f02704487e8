/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "client/ct-way-in.h"

G_BEGIN_DECLS

#define CT_TYPE_SIGN_IN_PAGE (ct_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (CtSignInPage, ct_sign_in_page, CT, SIGN_IN_PAGE, AdwBin)

/**
 * CtSignInPage:
 *
 * Where a candidate says who they are, waits to get in, or reads why that did not go well.
 *
 * Properties: `client` (#CtClient, construct-only); `way-in` (#CtWayIn, construct-only); `slow`
 * (boolean, read-only): whether getting in without typing takes so long that the candidate is
 * offered to type.
 */
GtkWidget *ct_sign_in_page_new (CtClient *client, CtWayIn *way_in);

/* Lets who forgot the password set a new one, with the @code of a mail if it is not %NULL. */
void ct_sign_in_page_set_password (CtSignInPage *self, const char *code);

/* Lets who has no account get one, with the @code of a mail if it is not %NULL. */
void ct_sign_in_page_enrol (CtSignInPage *self, const char *code);

G_END_DECLS
