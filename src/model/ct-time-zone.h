/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_time_zone_is_known:
 * @name: from outside
 *
 * Returns: whether @name is a time zone of tzdata, such as Europe/Stockholm
 */
gboolean ct_time_zone_is_known (const char *name);

G_END_DECLS
