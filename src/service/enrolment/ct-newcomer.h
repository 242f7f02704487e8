/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/enrolment/ct-enrolment.h"
#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * CtNewcomer:
 * @user_name: (nullable): what they will sign in with
 * @password_hash: (nullable): of what they will sign in with, if it is a good one
 * @given_name: (nullable): as on their identification, in Latin letters; unused by invitations
 * @family_name: (nullable): the same
 * @name: (nullable): as printed on certificates, if that differs
 * @registration_id: (nullable): the number on the score report of an earlier exam
 * @terms_version: (nullable): which terms of use they accepted
 * @privacy_version: (nullable): which privacy notice they accepted
 * @language: (nullable): BCP 47
 * @address: where it came from, for the account's history
 *
 * What somebody says of themselves to get an account.
 */
typedef struct
{
  const char *user_name;
  const char *password_hash;
  const char *given_name;
  const char *family_name;
  const char *name;
  const char *registration_id;
  const char *terms_version;
  const char *privacy_version;
  const char *language;
  const char *address;
} CtNewcomer;

/**
 * ct_newcomer_admit:
 * @enrolment: what their code led to
 * @faults: (out) (transfer full) (element-type CtProblemReason): what is wrong with what they
 *   said; none if they are in
 *
 * Makes the account of a newcomer, or hands over the one that was made for them, and ends the
 * code. A code that was used gives once more what it made to who says the same user name, and
 * changes nothing: the first answer may have been lost.
 *
 * Returns: (transfer full) (nullable): the account; %NULL without an error if there are
 *   @faults, or if the code was used by another
 */
CtAccount *ct_newcomer_admit (CtDatabase *database,
                              CtCatalog *catalog,
                              CtEnrolment *enrolment,
                              const CtNewcomer *newcomer,
                              GDateTime *now,
                              GPtrArray **faults,
                              GError **error);

/**
 * ct_newcomer_new_candidate_id:
 *
 * Returns: (transfer full): an id that no candidate has, such as CT-40418273, or %NULL with
 *   @error set
 */
char *ct_newcomer_new_candidate_id (CtDatabase *database, GError **error);

G_END_DECLS
