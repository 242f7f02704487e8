/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_language_name:
 * @tag: (nullable): a BCP 47 language tag, such as "pt-BR"
 *
 * The name of a language in the reader's language, by the tables of iso-codes.
 *
 * Returns: (transfer full): such as "Portuguese (Brazil)"; @tag itself if it is not known
 */
char *ct_language_name (const char *tag);

/* Returns: (transfer full): the tags of all languages that have two letters, without regions */
GPtrArray *ct_language_get_all (void);

G_END_DECLS
