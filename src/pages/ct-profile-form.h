/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_PROFILE_FORM (ct_profile_form_get_type ())
G_DECLARE_FINAL_TYPE (CtProfileForm, ct_profile_form, CT, PROFILE_FORM, AdwBin)

/**
 * CtProfileForm:
 *
 * What a page is wrapped in that changes the profile. It binds each #CtProfileEntry and
 * #CtProfileCombo in its content to the profile draft, saves that, leads to what is wrong, and lets
 * the candidate choose where something was changed elsewhere meanwhile. Once it is saved it closes
 * its page and activates the action `account.toast`.
 *
 * Properties: `client` (#CtClient), `content` (GtkWidget).
 */

G_END_DECLS
