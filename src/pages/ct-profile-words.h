/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the fields of a profile are called, and what they can be. Fields are those of #CtAccount. */

/* Returns: (transfer none): such as "City" */
const char *ct_profile_words_get_label (const char *field);

/**
 * ct_profile_words_get_options:
 *
 * Returns: (transfer full) (nullable) (element-type CtOption): what can be chosen for @field; %NULL
 *   if it is written freely
 */
GListStore *ct_profile_words_get_options (const char *field);

/* Whether @field runs from left to right whatever the language: see ct-isolate.h. */
gboolean ct_profile_words_runs_to_right (const char *field);

/**
 * ct_profile_words_describe:
 * @text: as ct_resource_get_text() has it; "" for nothing
 *
 * Returns: (transfer full): what the candidate reads: the name of a country instead of its code
 */
char *ct_profile_words_describe (const char *field, const char *text);

G_END_DECLS
