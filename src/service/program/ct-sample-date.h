/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_sample_date_resolve:
 * @text: (nullable): an RFC 3339 date-time, or steps such as `+40D -24M 07:30`: months, days
 *   and a time of day, in the order in which they are written
 * @now: the steps begin at the first second of its day in UTC
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if @text is none
 */
GDateTime *ct_sample_date_resolve (const char *text, GDateTime *now);

G_END_DECLS
