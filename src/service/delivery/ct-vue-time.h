/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_vue_time_parse:
 * @text: `YYYY/MM/DD HH:MM:SS` or `MM/DD/YYYY HH:MM:SS`, perhaps with ` GMT` or ` UTC` behind
 *   it; the time may be left out
 *
 * Returns: (transfer full) (nullable): the instant, in UTC, or %NULL if @text is none
 */
GDateTime *ct_vue_time_parse (const char *text);

/**
 * ct_vue_time_format:
 *
 * Returns: (transfer full): @time in UTC as `YYYY/MM/DD HH:MM:SS`
 */
char *ct_vue_time_format (GDateTime *time);

/**
 * ct_vue_time_format_day:
 *
 * Returns: (transfer full): the day of @time in UTC as `YYYY/MM/DD`
 */
char *ct_vue_time_format_day (GDateTime *time);

G_END_DECLS
