/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_COPY_BUTTON (ct_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (CtCopyButton, ct_copy_button, CT, COPY_BUTTON, GtkButton)

/**
 * CtCopyButton:
 *
 * Copies a text and says so in a toast of the #AdwToastOverlay around it. It is only there while
 * there is something to copy.
 *
 * Properties, notified: `text` (string, nullable: what is copied), `toast` (string: what is said
 * then, such as "Link copied").
 */

/* Copies @text and says so with @toast, on behalf of @widget, as the button does. */
void ct_copy_button_copy (GtkWidget *widget, const char *text, const char *toast);

G_END_DECLS
