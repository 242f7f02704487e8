/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/ct-client.h"
#include "model/ct-incident.h"

G_BEGIN_DECLS

/* Returns: (transfer floating): a button that gets the attachment and saves it where the candidate
 * wants it; it says what it is, and what went wrong by the action win.toast */
GtkWidget *ct_attachment_button_new (CtClient *client, CtAttachment *attachment);

G_END_DECLS
