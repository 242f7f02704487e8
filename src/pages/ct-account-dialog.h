/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_ACCOUNT_DIALOG (ct_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtAccountDialog, ct_account_dialog, CT, ACCOUNT_DIALOG, AdwDialog)

/**
 * CtAccountDialog:
 *
 * The candidate's own account: contact and demographic information, addresses, notifications.
 *
 * Actions: `account.show` (string: contact, emails, about-you or notices), `account.toast` (string:
 * words to show for a moment), `account.dismiss` (what was said no longer holds). Names and
 * companies are changed by `win.request-change`, with a topic of the program.
 *
 * Properties: `client` (#CtClient, construct-only).
 */
AdwDialog *ct_account_dialog_new (CtClient *client);

/* Opens it at one of its pages: "contact", "emails", "about-you", "notices". */
void ct_account_dialog_show (CtAccountDialog *self, const char *page);

/* Opens it where the address with @email_id is verified; where its addresses are, if there is no
 * such. */
void ct_account_dialog_show_address (CtAccountDialog *self, const char *email_id);

G_END_DECLS
