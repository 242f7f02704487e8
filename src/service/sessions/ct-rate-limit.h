/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtRateLimit:
 *
 * Says how often something may be tried under a name: some tries at once, then one each time
 * an interval has passed. It keeps a bounded number of names and forgets those that have
 * been quiet longest.
 */
typedef struct _CtRateLimit CtRateLimit;

/**
 * ct_rate_limit_new:
 * @burst: how many tries at once
 * @interval: seconds until there is one more
 * @max_names: how many names to remember
 */
CtRateLimit *ct_rate_limit_new (guint burst, guint interval, guint max_names);
void ct_rate_limit_free (CtRateLimit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtRateLimit, ct_rate_limit_free)

/**
 * ct_rate_limit_take:
 * @now: seconds since 1970
 *
 * Takes one try if there is one.
 *
 * Returns: 0, or after how many seconds there will be one
 */
guint ct_rate_limit_take (CtRateLimit *self, const char *name, gint64 now);

/**
 * ct_rate_limit_give_back:
 *
 * Undoes one ct_rate_limit_take().
 */
void ct_rate_limit_give_back (CtRateLimit *self, const char *name);

G_END_DECLS
