/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading of sample-candidates.json, of which nothing is sure. Each getter returns: (transfer
 * none) (nullable): the member, or %NULL if it is missing or something else. */
const char *ct_sample_get_string (JsonObject *object, const char *name);
JsonArray *ct_sample_get_array (JsonObject *object, const char *name);
JsonObject *ct_sample_get_object (JsonObject *object, const char *name);

/* Returns: the element, or -1 if it is something else */
int ct_sample_get_integer (JsonArray *array, guint index);

/**
 * ct_sample_resolve_time:
 * @now: as in ct_sample_date_resolve()
 * @error: %CT_PROGRAM_FILE_ERROR_INVALID
 *
 * Makes a time of the steps that the member @name describes, in @object too.
 *
 * Returns: (transfer full): the time, or %NULL with @error set
 */
GDateTime *
ct_sample_resolve_time (JsonObject *object, const char *name, GDateTime *now, GError **error);

/* Sets %CT_PROGRAM_FILE_ERROR_INVALID and returns %FALSE. @words begin with the place. */
gboolean ct_sample_refuse (GError **error, const char *words);

G_END_DECLS
