/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_vue_text_decode:
 * @bytes: what was read
 * @length: how many
 * @must_be_utf8: whether the file says that it is UTF-8
 *
 * Pearson VUE's files are UTF-8, CP-1252 or ISO-8859-1, and don't say which.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if it has a zero byte or is not
 *   UTF-8 and must be
 */
char *ct_vue_text_decode (const char *bytes, gsize length, gboolean must_be_utf8);

/**
 * ct_vue_text_tidy:
 * @text: (nullable): what somebody typed
 *
 * Returns: (transfer full): @text composed, on one line, without space around it; "" for %NULL
 */
char *ct_vue_text_tidy (const char *text);

/**
 * ct_vue_text_check:
 * @text: tidied
 * @width: how many characters fit
 *
 * Says why Pearson VUE would not take @text: it keeps characters of CP-1252 only, and
 * refuses the whole record for one field that is too long.
 *
 * Returns: (transfer full) (nullable): the reason, to be put behind the field's name; %NULL
 *   if @text is fine
 */
char *ct_vue_text_check (const char *text, guint width);

/**
 * ct_vue_text_encode:
 * @text: UTF-8
 * @charset: `UTF-8`, `windows-1252` or `ISO-8859-1`
 * @error: %CT_VUE_ERROR_BAD_TEXT
 *
 * Returns: (transfer full): the bytes
 */
GBytes *ct_vue_text_encode (const char *text, const char *charset, GError **error);

G_END_DECLS
