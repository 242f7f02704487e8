/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-attempt.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/* A result that was taken longer ago than this, in days, is no news when it arrives: such come
 * with the first import. */
#define CT_RESULT_NOTICES_MAX_AGE 90

/**
 * ct_result_notices_note:
 * @attempt: as it is now
 * @before: its result before; %CT_RESULT_PENDING if it was not there
 *
 * Notes, in the transaction that changes it, that the candidate is to be told of the result by
 * mail. Nothing is noted if the result is the same, or waits again.
 */
gboolean ct_result_notices_note (CtDatabase *database,
                                 const char *account_id,
                                 CtAttempt *attempt,
                                 CtResult before,
                                 GDateTime *now,
                                 GError **error);

/**
 * ct_result_notices_write:
 * @base_uri: where links begin
 *
 * Puts the mails that are due into the outbox, each once, and says what is true at that moment.
 * Who declined them gets none.
 */
gboolean ct_result_notices_write (CtDatabase *database,
                                  const char *base_uri,
                                  GDateTime *now,
                                  GError **error);

G_END_DECLS
