/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/*
 * The end of an account. What a program has to keep so that certificates can be checked, and
 * results counted, is kept without anything that tells whose it was; all else is gone.
 */

/**
 * ct_erasure_run:
 * @token: the access token of who asks
 * @key: the Idempotency-Key of what was asked
 *
 * Deletes an account with everything that refers to it, whatever that is: its sessions end,
 * what it shared can no longer be opened. The candidate is told by a mail, which is forgotten
 * once it has left.
 */
gboolean ct_erasure_run (CtDatabase *database,
                         const char *account_id,
                         const char *token,
                         const char *key,
                         GDateTime *now,
                         GError **error);

/**
 * ct_erasure_was_done:
 * @token: (nullable): as it was given to ct_erasure_run()
 * @key: (nullable): as it was given to ct_erasure_run()
 *
 * Returns: whether that deleted an account within the last day
 */
gboolean
ct_erasure_was_done (CtDatabase *database, const char *token, const char *key, GError **error);

G_END_DECLS
