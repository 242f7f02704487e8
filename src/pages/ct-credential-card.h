/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

#define CT_TYPE_CREDENTIAL_CARD (ct_credential_card_get_type ())
G_DECLARE_FINAL_TYPE (CtCredentialCard, ct_credential_card, CT, CREDENTIAL_CARD, CtCell)

/**
 * CtCredentialCard:
 *
 * Everything there is to know of a credential, with its verification code to copy. Its item
 * is a #CtCredential.
 */

G_END_DECLS
