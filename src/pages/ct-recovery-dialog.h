/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_RECOVERY_DIALOG (ct_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtRecoveryDialog, ct_recovery_dialog, CT, RECOVERY_DIALOG, AdwDialog)

/**
 * ct_recovery_dialog_new:
 * @client: whose session visits the service
 * @name: (nullable): what was typed as the user name
 * @code: (nullable): that came by mail already
 *
 * Lets who forgot the user name or the password back in: by a mail, and for the password by
 * the code in it.
 */
AdwDialog *ct_recovery_dialog_new (CtClient *client, const char *name, const char *code);

G_END_DECLS
