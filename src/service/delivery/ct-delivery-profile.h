/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-testing-profile.h"

G_BEGIN_DECLS

/**
 * ct_delivery_profile_see:
 * @account: the candidate
 * @stored: (nullable): what Pearson VUE last said
 *
 * Returns: (transfer full): where the candidate stands at Pearson VUE: incomplete, with what is
 *   wrong; pending, if it was never sent or has changed since; or else what Pearson VUE said
 */
CtTestingProfile *ct_delivery_profile_see (CtAccount *account, CtTestingProfile *stored);

G_END_DECLS
