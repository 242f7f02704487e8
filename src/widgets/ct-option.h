/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CT_TYPE_OPTION (ct_option_get_type ())
G_DECLARE_FINAL_TYPE (CtOption, ct_option, CT, OPTION, GObject)

/**
 * CtOption:
 *
 * Something to choose: a value, and what the candidate reads.
 *
 * Properties, read-only: `value` (string), `label` (string).
 */
CtOption *ct_option_new (const char *value, const char *label);

const char *ct_option_get_value (CtOption *self);
const char *ct_option_get_label (CtOption *self);

/* Each returns: (transfer full) (element-type CtOption): all there are, in the order of the
 * reader's language */
GListStore *ct_option_list_countries (void);
GListStore *ct_option_list_languages (void);
GListStore *ct_option_list_time_zones (void);

/* Returns: (transfer full): the city and the country of a time zone of tzdata, and how far it is
 * from UTC now */
char *ct_option_describe_time_zone (const char *name);

G_END_DECLS
