/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_country_get_alpha_3:
 * @alpha_2: (nullable): an ISO 3166-1 alpha-2 code, in any case
 *
 * Reads the tables of iso-codes the first time; any thread may call it.
 *
 * Returns: (nullable): the alpha-3 code, or %NULL if there is no such country
 */
const char *ct_country_get_alpha_3 (const char *alpha_2);

/**
 * ct_country_get_name:
 * @alpha_2: (nullable): as above
 *
 * Returns: (nullable): its English name, to be translated in the domain `iso_3166-1`; %NULL if
 *   there is no such country
 */
const char *ct_country_get_name (const char *alpha_2);

/* Returns: (transfer container): the alpha-2 codes of all countries */
GPtrArray *ct_country_get_all (void);

G_END_DECLS
