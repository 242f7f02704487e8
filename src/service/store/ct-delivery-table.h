/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-appointment.h"
#include "model/ct-attempt.h"
#include "model/ct-authorization.h"
#include "model/ct-testing-profile.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/* What is known of registrations at Pearson VUE. What has an id that is there already replaces
 * it; the time at which something was sent is kept apart from its fields. */

gboolean
ct_delivery_table_save_profile (CtDatabase *database, CtTestingProfile *profile, GError **error);
gboolean ct_delivery_table_save_authorization (CtDatabase *database,
                                               const char *account_id,
                                               CtAuthorization *authorization,
                                               GError **error);
gboolean ct_delivery_table_save_appointment (CtDatabase *database,
                                             const char *account_id,
                                             CtAppointment *appointment,
                                             GError **error);

/* Marks an authorization as sent to Pearson VUE. */
gboolean ct_delivery_table_set_sent (CtDatabase *database,
                                     const char *authorization_id,
                                     GDateTime *sent_at,
                                     GError **error);

/* Each returns: (transfer full) (nullable): the one, or %NULL without an error if there is no
 * such. @account_id may be %NULL: whosever it is. */
CtTestingProfile *
ct_delivery_table_get_profile (CtDatabase *database, const char *account_id, GError **error);
CtAuthorization *ct_delivery_table_get_authorization (CtDatabase *database,
                                                      const char *account_id,
                                                      const char *id,
                                                      GError **error);
CtAppointment *ct_delivery_table_get_appointment (CtDatabase *database,
                                                  const char *account_id,
                                                  const char *id,
                                                  GError **error);

/* Returns: (transfer full) (nullable): the last of the appointments made with an authorization. */
CtAppointment *ct_delivery_table_find_appointment (CtDatabase *database,
                                                   const char *authorization_id,
                                                   GError **error);

/* Each returns: (transfer full): all that the account has, the newest first. */
GPtrArray *
ct_delivery_table_get_authorizations (CtDatabase *database, const char *account_id, GError **error);
GPtrArray *
ct_delivery_table_get_appointments (CtDatabase *database, const char *account_id, GError **error);

/* Returns: (transfer full) (nullable): the account with that candidate id, or %NULL without an
 * error. */
CtAccount *
ct_delivery_table_find_candidate (CtDatabase *database, const char *candidate_id, GError **error);

/* Whose an authorization is. Returns: (transfer full) (nullable): the id of the account. */
char *
ct_delivery_table_find_owner (CtDatabase *database, const char *authorization_id, GError **error);

/**
 * ct_delivery_table_find_attempt:
 * @registration_id: Pearson VUE's number of it
 *
 * Returns: (transfer full) (nullable): the attempt with that number, or %NULL without an error
 */
CtAttempt *ct_delivery_table_find_attempt (CtDatabase *database,
                                           const char *account_id,
                                           const char *registration_id,
                                           GError **error);

/**
 * ct_delivery_table_find_registration:
 * @account_id: (out) (transfer full) (nullable): whose it is
 * @exam_code: (out) (transfer full) (nullable): what it is for
 *
 * Looks for the attempt with a registration number, whosever it is. Without one both are %NULL.
 */
gboolean ct_delivery_table_find_registration (CtDatabase *database,
                                              const char *registration_id,
                                              char **account_id,
                                              char **exam_code,
                                              GError **error);

/**
 * ct_delivery_table_get_due_accounts:
 * @again: also what was sent and never answered
 *
 * Returns: (transfer full) (element-type CtAccount): those whom Pearson VUE needs to know and
 *   does not know as they are: who have an open authorization, or are known there already, and
 *   changed since they were sent
 */
GPtrArray *
ct_delivery_table_get_due_accounts (CtDatabase *database, gboolean again, GError **error);

/**
 * CtDueAuthorization:
 * @authorization: what is to be told
 * @account_id: whose it is
 * @candidate_id: of the same
 * @was_sent: whether it was sent before
 */
typedef struct
{
  CtAuthorization *authorization;
  char *account_id;
  char *candidate_id;
  gboolean was_sent;
} CtDueAuthorization;

/**
 * ct_delivery_table_get_due_authorizations:
 * @now: those whose last day is over by then are left out
 * @again: also what was sent and never answered
 *
 * Returns: (transfer full) (element-type CtDueAuthorization): what Pearson VUE does not know as
 *   it is
 */
GPtrArray *ct_delivery_table_get_due_authorizations (CtDatabase *database,
                                                     GDateTime *now,
                                                     gboolean again,
                                                     GError **error);

/* The result that an attempt will have once nobody looks into it any more: (transfer full)
 * (nullable). @result is its nick, or %NULL if it is not held. */
gboolean ct_delivery_table_set_held (CtDatabase *database,
                                     const char *attempt_id,
                                     const char *result,
                                     GError **error);
char *ct_delivery_table_get_held (CtDatabase *database, const char *attempt_id, GError **error);

G_END_DECLS
