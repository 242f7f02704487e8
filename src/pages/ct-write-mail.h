/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ct_write_mail:
 * @widget: in whose window it was asked for
 * @address: to whom
 * @toasts: where it is said that there is no mail program
 *
 * Opens a message in the mail program.
 */
void ct_write_mail (GtkWidget *widget, const char *address, AdwToastOverlay *toasts);

G_END_DECLS
