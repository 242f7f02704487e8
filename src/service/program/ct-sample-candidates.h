/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ct-account.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * CtSampleCandidate:
 * @account: who it is
 * @password: what all sample candidates sign in with
 * @attempts: (element-type CtAttempt): the history
 * @credentials: (element-type CtCredential): what the rules say was earned by it
 *
 * A candidate of the sample program, for the demo. Ids, numbers and codes are the same each
 * time; dates lie as far from today as the file says.
 */
typedef struct
{
  CtAccount *account;
  char *password;
  GPtrArray *attempts;
  GPtrArray *credentials;
} CtSampleCandidate;

void ct_sample_candidate_free (CtSampleCandidate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtSampleCandidate, ct_sample_candidate_free)

/**
 * ct_sample_candidates_load:
 * @catalog: the sample program
 * @file: data/program/sample-candidates.json
 * @now: what the dates are relative to
 * @error: %CT_PROGRAM_FILE_ERROR_INVALID, or a %G_IO_ERROR if it cannot be read
 *
 * Blocks while it reads.
 *
 * Returns: (transfer full) (element-type CtSampleCandidate): the candidates, the one that the
 *   demo signs in first
 */
GPtrArray *
ct_sample_candidates_load (CtCatalog *catalog, GFile *file, GDateTime *now, GError **error);

G_END_DECLS
