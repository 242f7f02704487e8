/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CT_TYPE_CLOCK (ct_clock_get_type ())
G_DECLARE_FINAL_TYPE (CtClock, ct_clock, CT, CLOCK, GObject)

/**
 * CtClock:
 *
 * What time it is for the service. The property `offset` is how many seconds it is ahead of
 * the computer's clock, so that what happens after days can be tried at once. Any thread may
 * use it.
 */
CtClock *ct_clock_new (void);

/**
 * ct_clock_now:
 *
 * Returns: (transfer full): the time, in UTC
 */
GDateTime *ct_clock_now (CtClock *self);

G_END_DECLS
