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
 * that were asked for. Each chore is a transaction of its own and can be done again.
 *
 * Signal `done`: the chores were done.
 */
CtChores *ct_chores_new (CtStore *store, CtClock *clock);

/* Does them now; it does so by itself once a minute. */
void ct_chores_wake (CtChores *self);

G_END_DECLS
