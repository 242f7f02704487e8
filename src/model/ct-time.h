/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_time_parse:
 * @text: (nullable): an RFC 3339 date-time, with its offset
 *
 * Returns: (transfer full) (nullable): the instant in UTC, or %NULL if @text is not one
 */
GDateTime *ct_time_parse (const char *text);

/**
 * ct_time_format:
 * @time: an instant
 *
 * Returns: (transfer full): @time in UTC as RFC 3339 with whole seconds and `Z`, which
 *   sorts as text in the order of time
 */
char *ct_time_format (GDateTime *time);

G_END_DECLS
