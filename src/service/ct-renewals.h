/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_renewals_issue:
 * @database: in a transaction that writes
 *
 * Nothing arrives in a history when a credential ends, and yet something may be earned by it:
 * whoever passed again before has the next one from then on. So each credential is looked at
 * once after its end. A chore: the rest is done next time.
 */
gboolean ct_renewals_issue (CtDatabase *database, GDateTime *now, GError **error);

G_END_DECLS
