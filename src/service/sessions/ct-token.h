/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_token_new:
 *
 * Returns: (transfer full): 32 random bytes as text, which nobody can guess
 */
char *ct_token_new (void);

/**
 * ct_token_hash:
 *
 * Returns: (transfer full): what is stored of a token, from which it cannot be found again
 */
char *ct_token_hash (const char *token);

G_END_DECLS
