/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "service/program/ct-sample-candidates.h"

G_BEGIN_DECLS

/**
 * ct_sample_credentials_make:
 * @candidate: its credentials are filled, and results that were taken back are set so
 * @revocations: (nullable): those of the candidate in sample-candidates.json, the first first
 * @error: %CT_PROGRAM_FILE_ERROR_INVALID
 *
 * Lets the rules find what the history earned, and gives it ids, numbers and codes.
 */
gboolean ct_sample_credentials_make (CtSampleCandidate *candidate,
                                     JsonArray *revocations,
                                     CtCatalog *catalog,
                                     GDateTime *now,
                                     GError **error);

G_END_DECLS
