/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ct-link.h"
#include "client/ct-client.h"
#include "client/ct-way-in.h"

G_BEGIN_DECLS

#define CT_TYPE_WINDOW (ct_window_get_type ())
G_DECLARE_FINAL_TYPE (CtWindow, ct_window, CT, WINDOW, AdwApplicationWindow)

/**
 * CtWindow:
 *
 * The window: the way in, and behind it a sidebar and a stack of pages. It follows the session
 * of its client. When that ends elsewhere the pages stay as they are, so that the same
 * candidate finds their place again.
 *
 * Properties: `client` (#CtClient, construct-only); `way-in` (#CtWayIn, construct-only);
 * `refreshing` (boolean, read-only): whether the service is being asked for news for longer than
 * a blink.
 *
 * Actions: `win.page` (string: a page's name) and `win.row` (the same from the sidebar, where the
 * focus stays), `win.show` (two strings: a page's name, and the
 * id of a thing that it lists), `win.toast` (string: words to show for a moment),
 * `win.refresh`, `win.logins`, `win.program`, `win.sign-out`.
 */
CtWindow *ct_window_new (GtkApplication *application, CtClient *client, CtWayIn *way_in);

/* Returns: (nullable): the topic of the manual that what is shown belongs to; %NULL for the list */
const char *ct_window_get_topic (CtWindow *self);

/**
 * ct_window_follow:
 * @link: (transfer full): where to
 *
 * Goes where a link leads, as soon as who has to be signed in is.
 */
void ct_window_follow (CtWindow *self, CtLink *link);

/* Closes every dialog; what was typed into one that keeps a draft is there the next time. */
void ct_window_close_dialogs (CtWindow *self);

G_END_DECLS
