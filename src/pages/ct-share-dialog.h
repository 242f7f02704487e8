/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_SHARE_DIALOG (ct_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtShareDialog, ct_share_dialog, CT, SHARE_DIALOG, AdwDialog)

/**
 * CtShareDialog:
 *
 * Forwards credentials to third parties: which, to whom, with which words, and for how long.
 * It shows the draft of the client, so that nothing is lost when it is closed.
 *
 * Properties: `client` (#CtClient, construct-only).
 */

/**
 * ct_share_dialog_new:
 * @credential_id: (nullable): a credential that is certainly to be shown
 */
AdwDialog *ct_share_dialog_new (CtClient *client, const char *credential_id);

G_END_DECLS
