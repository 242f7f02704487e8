/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_AGREEMENT_DIALOG (ct_agreement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtAgreementDialog, ct_agreement_dialog, CT, AGREEMENT_DIALOG, AdwDialog)

/**
 * CtAgreementDialog:
 *
 * The text of an agreement, whether it is accepted, and how to accept it.
 *
 * Properties, construct-only: `client` (#CtClient), `agreement-id` (string).
 */
AdwDialog *ct_agreement_dialog_new (CtClient *client, const char *agreement_id);

G_END_DECLS
