/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_MESSAGE_EDITOR (ct_message_editor_get_type ())
G_DECLARE_FINAL_TYPE (CtMessageEditor, ct_message_editor, CT, MESSAGE_EDITOR, GtkBox)

/**
 * CtMessageEditor:
 *
 * Where a message to the Program Support Team is written and files are attached, by choosing or
 * by dropping them. Everything goes into the draft at once.
 *
 * Property, read-only and notified: `busy` (boolean): whether files are still on their way.
 */

/* To be called once: whose draft it shows. */
void ct_message_editor_open (CtMessageEditor *self, CtClient *client, CtIncidentDraft *draft);

/* What the text is called. */
void ct_message_editor_set_label (CtMessageEditor *self, const char *label);

void ct_message_editor_focus (CtMessageEditor *self);
void ct_message_editor_hide_faults (CtMessageEditor *self);

/* Says what can be seen to be missing. Returns: whether nothing is */
gboolean ct_message_editor_check (CtMessageEditor *self);

/**
 * ct_message_editor_show_fault:
 * @name: the member of what was sent: "text" or "attachment_ids"
 * @index: (nullable): which element of it
 *
 * Says what is wrong; ct_fault_mark_focus_first() leads there.
 *
 * Returns: whether there is a place for it
 */
gboolean ct_message_editor_show_fault (CtMessageEditor *self,
                                       const char *name,
                                       const char *index,
                                       const char *words);

G_END_DECLS
