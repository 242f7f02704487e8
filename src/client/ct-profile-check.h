/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"

G_BEGIN_DECLS

/* What can be said of a profile before the service is asked. */

/**
 * ct_profile_check_get_limit:
 * @field: of #CtAccount
 *
 * Returns: how many characters Pearson VUE takes; 0 if it does not limit them
 */
guint ct_profile_check_get_limit (const char *field);

/**
 * ct_profile_check_is_needed:
 * @account: whose country decides
 *
 * Returns: whether Pearson VUE needs @field, so that an exam can be registered for
 */
gboolean ct_profile_check_is_needed (CtAccount *account, const char *field);

/**
 * ct_profile_check:
 * @account: as it is now
 * @field: one of its texts
 *
 * Returns: (transfer full) (nullable): what is wrong with what was typed, as a sentence; %NULL if
 *   nothing is, or nothing was typed
 */
char *ct_profile_check (CtAccount *account, const char *field);

G_END_DECLS
