/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_page_address_read:
 * @body: an answer with a member `uri`
 * @error: %CT_ERROR_BROKEN_ANSWER if that is nothing that a browser may be sent to
 *
 * Returns: (transfer full): an http or https URI
 */
char *ct_page_address_read (GBytes *body, GError **error);

G_END_DECLS
