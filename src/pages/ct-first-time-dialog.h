/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_FIRST_TIME_DIALOG (ct_first_time_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtFirstTimeDialog, ct_first_time_dialog, CT, FIRST_TIME_DIALOG, AdwDialog)

/**
 * ct_first_time_dialog_new:
 * @client: which visits the service
 * @code: (nullable): a code that is known already, from a link in a mail
 *
 * What first-time users are told, and the way to an account: an address, the code that is
 * mailed to it, and then everything else; or for employees of partner companies, their contact.
 * What is typed stays in the client's draft.
 *
 * Signal `sign-in` (user-name, password): somebody has got an account and wants to use it.
 */
AdwDialog *ct_first_time_dialog_new (CtClient *client, const char *code);

G_END_DECLS
