/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_SIGN_IN_PAGE (ct_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (CtSignInPage, ct_sign_in_page, CT, SIGN_IN_PAGE, AdwBin)

/**
 * CtSignInPage:
 *
 * The way in: the session of the last time, the demo, or a user name and a password. It
 * remembers the address and the user name, and says why a session ended. It owns the demo's
 * service, which runs as long as the page lives.
 *
 * Properties: `client` (#CtClient, construct-only); `slow` (boolean, read-only): whether
 * getting in without typing takes so long that the candidate is offered to type.
 */

/* Tries to get in as the last time, without asking anything. To be called once, at the start. */
void ct_sign_in_page_start (CtSignInPage *self);

/* Starts the demo and signs in as its sample candidate. */
void ct_sign_in_page_start_demo (CtSignInPage *self);

/* Lets who forgot the password set a new one, with the @code of a mail if it is not %NULL. */
void ct_sign_in_page_set_password (CtSignInPage *self, const char *code);

/* Lets who has no account get one, with the @code of a mail if it is not %NULL. */
void ct_sign_in_page_enrol (CtSignInPage *self, const char *code);

/* Forgets the user name of the last time, whose account is no more. */
void ct_sign_in_page_forget (CtSignInPage *self);

G_END_DECLS
