/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_history_csv_write:
 * @attempts: of #CtAttempt
 *
 * Writes a table of @attempts in their order: RFC 4180, in UTF-8. It begins with a byte order mark,
 * without which the usual spreadsheets take it for the encoding of some old Windows. Days and
 * times are local, as "2026-11-30 14:05". A text that a spreadsheet would take for a formula has
 * an apostrophe before it.
 *
 * Returns: (transfer full): the file
 */
GBytes *ct_history_csv_write (GListModel *attempts);

/**
 * ct_history_csv_save:
 * @widget: with an #AdwToastOverlay around it
 * @shown: of #CtSlot, whose items are attempts
 *
 * Asks where to, and writes what is shown, in its order: who wants everything shows everything.
 */
void ct_history_csv_save (GtkWidget *widget, GListModel *shown);

G_END_DECLS
