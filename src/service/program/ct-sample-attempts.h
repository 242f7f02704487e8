/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/ct-account.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * ct_sample_attempts_read:
 * @array: (nullable): the attempts of one candidate in sample-candidates.json, the first taken
 *   first; it is completed on the way
 * @questions: how many questions each section of an exam has, by its code
 * @error: %CT_PROGRAM_FILE_ERROR_INVALID
 *
 * Reads attempts, adding what follows from the program and from the right answers.
 *
 * Returns: (transfer full) (element-type CtAttempt): them, or %NULL with @error set
 */
GPtrArray *ct_sample_attempts_read (JsonArray *array,
                                    JsonObject *questions,
                                    CtCatalog *catalog,
                                    CtAccount *account,
                                    GDateTime *now,
                                    GError **error);

G_END_DECLS
