/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/ct-client.h"
#include "model/ct-incident.h"

G_BEGIN_DECLS

#define CT_TYPE_MESSAGE_ROW (ct_message_row_get_type ())
G_DECLARE_FINAL_TYPE (CtMessageRow, ct_message_row, CT, MESSAGE_ROW, GtkListBoxRow)

/**
 * CtMessageRow:
 *
 * One message of an incident, with its files.
 */
GtkWidget *ct_message_row_new (CtClient *client, CtIncidentMessage *message);

G_END_DECLS
