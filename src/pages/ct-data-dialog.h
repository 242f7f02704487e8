/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_DATA_DIALOG (ct_data_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtDataDialog, ct_data_dialog, CT, DATA_DIALOG, AdwDialog)

/**
 * CtDataDialog:
 *
 * Taking everything along that is kept about the candidate, and deleting the account. Both ask
 * for the password.
 *
 * Properties: `client` (#CtClient, construct-only), `packages` (#CtCollection, read-only).
 *
 * Signal `deleted`: the account is no more; the dialog closes.
 */
AdwDialog *ct_data_dialog_new (CtClient *client);

G_END_DECLS
