/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_PROFILE_COMBO (ct_profile_combo_get_type ())
G_DECLARE_FINAL_TYPE (CtProfileCombo, ct_profile_combo, CT, PROFILE_COMBO, AdwComboRow)

/**
 * CtProfileCombo:
 *
 * Something of a profile that is chosen from a list. Long lists can be searched. What the account
 * has is always among the choices, even if this computer does not know it.
 *
 * Properties: `field` (string: of #CtAccount, set once), `account` (#CtAccount: what is written
 * to), `fault` (string, nullable: what the service found wrong, until it is changed).
 */

G_END_DECLS
