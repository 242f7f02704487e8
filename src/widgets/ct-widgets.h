/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_widgets_init:
 *
 * Makes the user interface files and the widgets' classes known. To be called once, before
 * GTK starts up: the application then finds its style and its icons by itself.
 */
void ct_widgets_init (void);

G_END_DECLS
