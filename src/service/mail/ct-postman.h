/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/ct-clock.h"
#include "service/mail/ct-smtp.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

#define CT_TYPE_POSTMAN (ct_postman_get_type ())
G_DECLARE_FINAL_TYPE (CtPostman, ct_postman, CT, POSTMAN, GObject)

/**
 * CtPostman:
 *
 * Takes mail from the outbox to the mail server, one after the other, on a thread of its own.
 * What the server will never take has failed at once. What it does not take now is tried
 * again, after a minute at first and then less and less often, for five days (RFC 5321,
 * section 4.5.4.1). Each arrives at least once; twice if the service ends, or its disk is full,
 * between the server's word and the note of it.
 */
CtPostman *ct_postman_new (CtStore *store, CtClock *clock, CtSmtp *smtp);

/* Looks into the outbox now; it does so by itself once a minute. */
void ct_postman_wake (CtPostman *self);

/* Waits for the mail that is on its way, a minute at most, so that it is noted as sent; others
 * are left for later. Before the store is closed. */
void ct_postman_stop (CtPostman *self);

/**
 * ct_postman_get_next_try:
 * @tries: how often it was tried, from 1
 *
 * Returns: (transfer full) (nullable): when to try again, or %NULL to give up
 */
GDateTime *ct_postman_get_next_try (int tries, GDateTime *created_at, GDateTime *now);

G_END_DECLS
