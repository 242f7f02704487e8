/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The dialogs that are opened from wherever one is, as actions:
 *
 * - `win.account`, `win.logins`, `win.events`, `win.data` and `win.program`
 * - `win.share`, with the id of a credential or nothing
 * - `win.downloads`, with "logos" or "certificates" and the id of a credential or nothing
 * - `win.request-change`, with a topic of the program that is about a change, such as "name-change"
 *
 * Whoever has them has a property `client`, and an action `win.leave` for when the account is no
 * more.
 */

/* To be called in class_init. */
void ct_dialog_actions_install (GtkWidgetClass *klass);

/* They are for those who are signed in, but `win.program`, which is for everybody. */
void ct_dialog_actions_set_enabled (GtkWidget *widget, gboolean enabled);

G_END_DECLS
