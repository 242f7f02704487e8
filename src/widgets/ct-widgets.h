/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_widgets_init:
 *
 * Makes the user interface files, the icons and the widgets' classes known. To be called
 * once, when GTK is initialised and before anything of ours is built.
 */
void ct_widgets_init (void);

G_END_DECLS
