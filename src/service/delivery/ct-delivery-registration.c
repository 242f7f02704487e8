/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-registration.h"

#include <sodium.h>

#include "model/ct-time.h"
#include "service/delivery/ct-delivery-profile.h"
#include "service/rules/ct-credential-codes.h"
#include "service/rules/ct-eligibility-rules.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-delivery-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-statement.h"

/* From the first day to the last on which the appointment may be. */
#define AUTHORIZATION_DAYS 180

/* In seconds; the application opens the browser at once. */
#define HAND_OVER_LIFETIME 120

/* 19 characters, of the 20 that Pearson VUE keeps. */
#define ID_BYTES 10

static gboolean
fail (GError **error, GError *failure)
{
  g_propagate_error (error, failure);
  return FALSE;
}

static CtTestingProfile *
see_profile (CtDatabase *database, CtAccount *account, GError **failure)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (account));
  g_autoptr (CtTestingProfile) stored = ct_delivery_table_get_profile (database, id, failure);

  return *failure == NULL ? ct_delivery_profile_see (account, stored) : NULL;
}

CtTestingProfile *
ct_delivery_registration_get_profile (CtDatabase *database, const char *account_id, GError **error)
{
  GError *failure = NULL;
  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, account_id, &failure);
  CtTestingProfile *profile = account != NULL ? see_profile (database, account, &failure) : NULL;

  if (failure == NULL && account == NULL)
    g_set_error (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT, "There is no account “%s”.",
                 account_id);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return profile;
}

CtEligibility *
ct_delivery_registration_check (CtDatabase *database,
                                CtCatalog *catalog,
                                const char *account_id,
                                CtExam *exam,
                                GDateTime *now,
                                GError **error)
{
  GError *failure = NULL;
  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, account_id, &failure);
  g_autoptr (CtTestingProfile) profile
      = failure == NULL && account != NULL ? see_profile (database, account, &failure) : NULL;
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GPtrArray) authorizations = NULL;

  if (failure == NULL)
    attempts = ct_candidate_table_get_attempts (database, account_id, &failure);
  if (failure == NULL)
    authorizations = ct_delivery_table_get_authorizations (database, account_id, &failure);
  if (failure == NULL && account == NULL)
    g_set_error (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT, "There is no account “%s”.",
                 account_id);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  return ct_eligibility_rules_check (catalog, exam, account, profile, attempts, authorizations,
                                     now);
}

static GDateTime *
get_day (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_new_utc (g_date_time_get_year (utc), g_date_time_get_month (utc),
                              g_date_time_get_day_of_month (utc), 0, 0, 0);
}

/* The last day, which is before the exam retires. */
static GDateTime *
get_last_day (GDateTime *first_day, CtExam *exam)
{
  g_autoptr (GDateTime) last = g_date_time_add_days (first_day, AUTHORIZATION_DAYS);

  if (exam->retired_at == NULL || g_date_time_compare (last, exam->retired_at) < 0)
    return g_steal_pointer (&last);

  g_autoptr (GDateTime) before = g_date_time_add_seconds (exam->retired_at, -1);
  return get_day (before);
}

CtAuthorization *
ct_delivery_registration_authorize (CtDatabase *database,
                                    const char *account_id,
                                    CtExam *exam,
                                    CtEligibility *eligibility,
                                    GDateTime *now,
                                    GError **error)
{
  g_return_val_if_fail (CT_IS_ELIGIBILITY (eligibility) && eligibility->eligible, NULL);

  guint8 bytes[ID_BYTES];
  g_autoptr (GDateTime) first_day = get_day (eligibility->first_appointment);
  g_autoptr (GDateTime) last_day = get_last_day (first_day, exam);

  randombytes_buf (bytes, sizeof bytes);
  g_autofree char *id = ct_credential_codes_format (bytes, sizeof bytes);
  g_autoptr (CtAuthorization) authorization
      = g_object_new (CT_TYPE_AUTHORIZATION, "id", id, "exam-code",
                      ct_resource_get_id (CT_RESOURCE (exam)), "exam-title", exam->title,
                      "first-day", first_day, "last-day", last_day, "created-at", now, "changed-at",
                      now, NULL);

  if (!ct_delivery_table_save_authorization (database, account_id, authorization, error)
      || !ct_event_table_note (database, account_id, CT_EVENT_KIND_EXAM_AUTHORIZED, exam->title,
                               now, NULL, NULL, error))
    return NULL;

  return g_steal_pointer (&authorization);
}

gboolean
ct_delivery_registration_cancel (CtDatabase *database,
                                 const char *account_id,
                                 CtAuthorization *authorization,
                                 GDateTime *now,
                                 char **refusal,
                                 GError **error)
{
  g_return_val_if_fail (CT_IS_AUTHORIZATION (authorization), FALSE);

  GError *failure = NULL;
  g_autoptr (CtAppointment) appointment
      = ct_delivery_table_find_appointment (database,
                                            ct_resource_get_id (CT_RESOURCE (authorization)),
                                            &failure);

  *refusal = NULL;
  if (failure != NULL)
    return fail (error, failure);

  if (!ct_eligibility_rules_is_open (ct_eligibility_rules_get_state (authorization, now)))
    *refusal = g_strdup ("The registration has ended already.");
  else if (appointment != NULL
           && (appointment->state == CT_APPOINTMENT_STATE_SCHEDULED
               || appointment->state == CT_APPOINTMENT_STATE_RESCHEDULED))
    *refusal = g_strdup ("There is an appointment. Cancel it at Pearson VUE first.");
  if (*refusal != NULL)
    return TRUE;

  g_object_set (authorization, "state", CT_AUTHORIZATION_STATE_CANCELLED, "changed-at", now, NULL);
  return ct_delivery_table_save_authorization (database, account_id, authorization, error);
}

char *
ct_delivery_registration_open_hand_over (CtDatabase *database,
                                         const char *account_id,
                                         GDateTime *now,
                                         GDateTime **expires_at,
                                         GError **error)
{
  g_autofree char *token = ct_token_new ();
  g_autofree char *hash = ct_token_hash (token);
  g_autofree char *created = ct_time_format (now);
  g_autoptr (GDateTime) end = g_date_time_add_seconds (now, HAND_OVER_LIFETIME);
  g_autofree char *expires = ct_time_format (end);

  if (!ct_statement_run (
          ct_statement_new (database, "DELETE FROM vue_hand_overs WHERE expires_at <= ?", created),
          error)
      || !ct_statement_run (
          ct_statement_new (database,
                            "INSERT INTO vue_hand_overs (token_hash, account_id, created_at,"
                            " expires_at) VALUES (?, ?, ?, ?)",
                            hash, account_id, created, expires),
          error))
    return NULL;

  *expires_at = g_steal_pointer (&end);
  return g_steal_pointer (&token);
}

gboolean
ct_delivery_registration_use_hand_over (CtDatabase *database,
                                        const char *token,
                                        GDateTime *now,
                                        char **account_id,
                                        GError **error)
{
  g_autofree char *hash = ct_token_hash (token);
  g_autofree char *time = ct_time_format (now);
  GError *failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT account_id FROM vue_hand_overs"
                          " WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
                          hash, time);

  *account_id = NULL;
  if (ct_statement_next (statement, &failure))
    *account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  if (failure != NULL)
    return fail (error, failure);

  return *account_id == NULL
         || ct_statement_run (
             ct_statement_new (database,
                               "UPDATE vue_hand_overs SET used_at = ? WHERE token_hash = ?", time,
                               hash),
             error);
}
