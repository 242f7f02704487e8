/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ct_focus_content:
 * @widget: a page, or what shows one
 *
 * Gives the focus to the first thing in the content of @widget, past its header bar.
 *
 * Returns: whether there is something that can have it
 */
gboolean ct_focus_content (GtkWidget *widget);

/**
 * ct_focus_keep:
 * @window: a window
 *
 * Sees to it that something in @window has the focus. What had it may become insensitive, be
 * hidden or go away: then what is nearest to it has the focus, until it can have it again.
 */
void ct_focus_keep (GtkWindow *window);

G_END_DECLS
