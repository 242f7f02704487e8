/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"

G_BEGIN_DECLS

/**
 * ct_profile_change:
 * @account: what is changed; if there are reasons against it, throw it away
 * @change: a JSON merge patch (RFC 7396): members that are absent stay, null takes away
 * @now: when
 *
 * Changes what candidates may change themselves: contact and demographic information and which
 * notices they get. `email` is left to ct_emails_make_primary(). What goes to Pearson VUE has to
 * fit there, if it is given at all; what is wrong already and is not touched stays.
 *
 * Returns: (transfer full) (element-type CtProblemReason): what is wrong with @change, with
 *   pointers into it; none if it was done
 */
GPtrArray *ct_profile_change (CtAccount *account, JsonObject *change, GDateTime *now);

G_END_DECLS
