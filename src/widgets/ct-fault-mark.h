/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What is wrong with what is in a field: said in words beside it, by its look, and to screen
 * readers by its state and its relation to the words. A fault goes when the field is changed.
 */

/**
 * ct_fault_mark_set:
 * @field: a field; a row of a #GtkListBox that has no model unless it was given a label
 * @words: (nullable): what is wrong and how to mend it; %NULL if nothing is
 *
 * Says what is wrong with @field.
 */
void ct_fault_mark_set (GtkWidget *field, const char *words);

/* Says something about what is to be in @row that is no fault; nothing for %NULL. */
void ct_fault_mark_set_hint (GtkWidget *row, const char *words);

/* Gives @field, which is no row, a @label to say it with; it is hidden while there is nothing to
 * say. */
void ct_fault_mark_set_label (GtkWidget *field, GtkLabel *label);

/* Returns: whether something is wrong with @field */
gboolean ct_fault_mark_is_set (GtkWidget *field);

/**
 * ct_fault_mark_focus_first:
 * @root: what the fields are in
 *
 * Gives the focus to the first field that can be seen and is wrong.
 *
 * Returns: whether there is one
 */
gboolean ct_fault_mark_focus_first (GtkWidget *root);

G_END_DECLS
