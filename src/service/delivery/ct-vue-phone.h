/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_vue_phone_split:
 * @phone: (nullable): in international form, with whatever between the digits
 * @country_code: (out) (transfer full): digits, such as 44
 * @national: (out) (transfer full): digits without the trunk prefix
 *
 * Pearson VUE keeps the two apart.
 *
 * Returns: (transfer full) (nullable): why @phone is none, to be put behind the field's name;
 *   %NULL if it is fine
 */
char *ct_vue_phone_split (const char *phone, char **country_code, char **national);

G_END_DECLS
