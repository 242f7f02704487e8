/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_base64url_encode:
 *
 * Returns: (transfer full): @length bytes of @data in base64url without padding (RFC 4648)
 */
char *ct_base64url_encode (const void *data, gsize length);

/**
 * ct_base64url_decode:
 * @text: from outside
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL if @text is no base64url
 */
GBytes *ct_base64url_decode (const char *text);

G_END_DECLS
