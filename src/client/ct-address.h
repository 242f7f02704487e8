/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: whether @uri stays on this computer, whatever a resolver says */
gboolean ct_address_is_loopback (GUri *uri);

/**
 * ct_address_parse:
 * @text: what a person typed: a URI, or a host name alone, which means https
 * @error: %CT_ERROR_BAD_ADDRESS, with a sentence for that person
 *
 * Returns: (transfer full): the base URI of a service: https, or http on loopback; no user,
 *   query or fragment; a path that does not end in a slash
 */
GUri *ct_address_parse (const char *text, GError **error);

G_END_DECLS
