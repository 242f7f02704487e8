/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a candidate takes along and leaves behind: the actions `win.downloads`, with "logos" or
 * "certificates" and the id of a credential or nothing, `win.events` and `win.data`. Whoever has
 * them has a property `client`, and an action `win.leave` for when the account is no more.
 */

/* To be called in class_init. */
void ct_keeping_install (GtkWidgetClass *klass);

/* They are for those who are signed in. */
void ct_keeping_set_enabled (GtkWidget *widget, gboolean enabled);

G_END_DECLS
