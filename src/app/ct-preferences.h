/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

/* Lets the settings take effect: on the style of every window, and on @client. To be called once.
 */
void ct_preferences_apply (CtClient *client);

#define CT_TYPE_PREFERENCES_DIALOG (ct_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtPreferencesDialog,
                      ct_preferences_dialog,
                      CT,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/**
 * CtPreferencesDialog:
 *
 * What a candidate may choose of the application on this computer. Each row is bound to a key of
 * GSettings.
 *
 * Properties: `client` (#CtClient, construct-only).
 */
AdwDialog *ct_preferences_dialog_new (CtClient *client);

G_END_DECLS
