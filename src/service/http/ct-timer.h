/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_timer_start:
 * @milliseconds: after how long
 * @func: is called once, in the context of the thread that starts it
 *
 * Returns: (transfer full): to be stopped by ct_timer_stop(), also after it has run
 */
GSource *ct_timer_start (guint milliseconds, GSourceOnceFunc func, gpointer data);

/**
 * ct_timer_stop:
 * @timer: (inout) (nullable): becomes %NULL
 */
void ct_timer_stop (GSource **timer);

G_END_DECLS
