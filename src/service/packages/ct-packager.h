/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/ct-clock.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

#define CT_TYPE_PACKAGER (ct_packager_get_type ())
G_DECLARE_FINAL_TYPE (CtPackager, ct_packager, CT, PACKAGER, GObject)

/**
 * CtPackager:
 *
 * Makes the packages that were asked for, one after the other in a thread of its own, and
 * throws away the files of those that nobody may fetch any more. What was begun when the
 * service ended is made anew.
 */
CtPackager *ct_packager_new (CtStore *store, CtClock *clock);

/* Looks whether there is something to do; it does so by itself once a minute. */
void ct_packager_wake (CtPackager *self);

/* Waits for what it is at, which it leaves for later. Before the store is closed. */
void ct_packager_stop (CtPackager *self);

G_END_DECLS
