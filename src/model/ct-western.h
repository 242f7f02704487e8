/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The Western European letters, CP-1252: the only ones that Pearson VUE takes and prints. */

/**
 * ct_western_from_byte:
 * @byte: a byte of a text in CP-1252, or in ISO-8859-1 where that has nothing
 */
gunichar ct_western_from_byte (guchar byte);

/* Returns: whether @letter is among them */
gboolean ct_western_has (gunichar letter);

/**
 * ct_western_find_foreign:
 * @text: what somebody typed
 *
 * Returns: (transfer full) (nullable): the letters of @text that are not among them, each once and
 *   the first few of them only, such as “ł”, “ż”; %NULL if there are none
 */
char *ct_western_find_foreign (const char *text);

G_END_DECLS
