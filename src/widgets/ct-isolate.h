/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Phone numbers, postal codes, exam codes, candidate IDs and the like run from left to right
 * wherever they stand. In text that runs from right to left, "+46 31 496" would else be read as
 * "496 31 46+".
 */

/**
 * ct_isolate:
 * @self: (nullable): not used, so that Blueprint can call it
 * @text: (nullable): what runs from left to right
 *
 * Returns: (transfer full): @text, between marks that keep its order where the application runs
 *   from right to left; "" for %NULL
 */
char *ct_isolate (gpointer self, const char *text);

/* The same for an entry, whose text is to stay as it is: it runs from left to right, and begins
 * where other entries begin. */
void ct_isolate_entry (GtkEditable *editable);

G_END_DECLS
