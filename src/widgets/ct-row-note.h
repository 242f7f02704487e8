/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_row_note_set:
 * @row: a row of a GtkListBox that has no model
 * @target: what is described by the note: what in @row has the focus
 * @words: (nullable): what there is to say below it; %NULL for nothing
 * @is_fault: whether it says what is wrong
 *
 * Says something below a row, for eyes and for screen readers.
 */
void ct_row_note_set (GtkWidget *row, GtkWidget *target, const char *words, gboolean is_fault);

/* Ties @label, which says something about what is in @target, to it for screen readers: as what is
 * wrong with it if @is_fault. */
void ct_row_note_relate (GtkWidget *target, GtkWidget *label, gboolean is_fault);

G_END_DECLS
