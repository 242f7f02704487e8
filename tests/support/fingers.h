/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A real keyboard and a real pointer for what a test has on screen: what GTK makes of them is
 * the matter. What they do arrives a little later: wait for it.
 */

/* Presses @keys, such as "ctrl+s", where this process has the focus. */
void press_keys (const char *keys);

/* Moves the pointer to the middle of @widget, which is in the first window of the process. */
void point_at (gpointer widget);

/* Clicks there, too. */
void click_at (gpointer widget);

G_END_DECLS
