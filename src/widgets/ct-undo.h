/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*CtUndoFunc) (gpointer user_data);

/**
 * ct_undo_offer:
 * @widget: what shows the change, within an AdwToastOverlay
 * @words: plain text: what was done
 * @commit: makes the change
 * @revert: takes back what @widget shows of it
 * @destroy: (nullable): frees @user_data, after either of them
 *
 * Instead of a question before something is done: says that it is done, with a button that undoes
 * it. Exactly one of @commit and @revert is called, once: @revert for the button; @commit when the
 * toast has gone, at the latest when @widget is no longer shown, such as when the page is left or
 * the window closed.
 *
 * What @commit begins must not depend on @widget: it is not to be called off when that goes.
 */
void ct_undo_offer (GtkWidget *widget,
                    const char *words,
                    CtUndoFunc commit,
                    CtUndoFunc revert,
                    gpointer user_data,
                    GDestroyNotify destroy);

G_END_DECLS
