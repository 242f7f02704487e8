/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_LOGINS_DIALOG (ct_logins_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtLoginsDialog, ct_logins_dialog, CT, LOGINS_DIALOG, AdwDialog)

/**
 * CtLoginsDialog:
 *
 * Where the account is signed in, and how to end that elsewhere.
 *
 * Properties: `client` (#CtClient, construct-only).
 */
AdwDialog *ct_logins_dialog_new (CtClient *client);

G_END_DECLS
