/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/ct-clock.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

#define CT_TYPE_CHORES (ct_chores_get_type ())
G_DECLARE_FINAL_TYPE (CtChores, ct_chores, CT, CHORES, GObject)

/**
 * CtChores:
 *
 * What the service does without being asked, or after it has answered: it writes the mails
 * that were asked for, and the notices that are due, and it throws away files that were never
 * sent, sessions that are over, and answers that nobody asks for again any more. Each chore is a
 * transaction of its own and can be done again.
 *
 * Signal `done`: the chores were done.
 */

/**
 * ct_chores_new:
 * @base_uri: where the service is reached from outside, with a slash at its end; for links
 */
CtChores *ct_chores_new (CtStore *store, CtClock *clock, const char *base_uri);

/* Does them now; it does so by itself once a minute. */
void ct_chores_wake (CtChores *self);

G_END_DECLS
