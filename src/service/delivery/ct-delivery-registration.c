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

/* What the rules ask for. */
typedef struct
{
  CtAccount *account;
  CtTestingProfile *profile;
  GPtrArray *attempts;
  GPtrArray *authorizations;
} Case;

static void
case_clear (Case *self)
{
  g_clear_object (&self->account);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_pointer (&self->authorizations, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static gboolean
load_case (Case *self, CtDatabase *database, const char *account_id, GError **error)
{
  GError *failure = NULL;

  self->account = ct_candidate_table_get_account (database, account_id, &failure);
  if (self->account != NULL)
    self->profile = see_profile (database, self->account, &failure);
  if (failure == NULL)
    self->attempts = ct_candidate_table_get_attempts (database, account_id, &failure);
  if (failure == NULL)
    self->authorizations = ct_delivery_table_get_authorizations (database, account_id, &failure);
  if (failure == NULL && self->account == NULL)
    g_set_error (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT, "There is no account “%s”.",
                 account_id);

  return failure == NULL || fail (error, failure);
}

/* The registration that there is, or was last. */
static gboolean
add_registration (CtEligibility *self,
                  const Case *candidate,
                  CtDatabase *database,
                  GDateTime *now,
                  GError **error)
{
  for (guint i = 0; i < candidate->authorizations->len; i++)
    {
      CtAuthorization *authorization = candidate->authorizations->pdata[i];
      GError *failure = NULL;

      if (g_strcmp0 (authorization->exam_code, ct_resource_get_id (CT_RESOURCE (self))) != 0)
        continue;

      CtAuthorizationState state = ct_eligibility_rules_get_state (authorization, now);
      g_autoptr (CtAppointment) appointment
          = ct_eligibility_rules_is_open (state)
                ? ct_delivery_table_find_appointment (
                      database, ct_resource_get_id (CT_RESOURCE (authorization)), &failure)
                : NULL;

      g_object_set (authorization, "state", state, NULL);
      g_object_set (self, "authorization", authorization, "appointment", appointment, NULL);
      return failure == NULL || fail (error, failure);
    }

  return TRUE;
}

/* At a full hour, so that what is told stays the same for a while. */
static void
round_first_appointment (CtEligibility *self)
{
  gint64 time = g_date_time_to_unix (self->first_appointment) + 3599;
  g_autoptr (GDateTime) hour = g_date_time_new_from_unix_utc (time - time % 3600);

  g_object_set (self, "first-appointment", hour, NULL);
}

static CtEligibility *
check (const Case *candidate,
       CtDatabase *database,
       CtCatalog *catalog,
       CtExam *exam,
       GDateTime *now,
       GError **error)
{
  g_autoptr (CtEligibility) eligibility
      = ct_eligibility_rules_check (catalog, exam, candidate->account, candidate->profile,
                                    candidate->attempts, candidate->authorizations, now);

  round_first_appointment (eligibility);
  return add_registration (eligibility, candidate, database, now, error)
             ? g_steal_pointer (&eligibility)
             : NULL;
}

CtEligibility *
ct_delivery_registration_check (CtDatabase *database,
                                CtCatalog *catalog,
                                const char *account_id,
                                CtExam *exam,
                                GDateTime *now,
                                GError **error)
{
  g_auto (Case) candidate = { 0 };

  return load_case (&candidate, database, account_id, error)
             ? check (&candidate, database, catalog, exam, now, error)
             : NULL;
}

GPtrArray *
ct_delivery_registration_check_all (CtDatabase *database,
                                    CtCatalog *catalog,
                                    const char *account_id,
                                    GDateTime *now,
                                    GError **error)
{
  g_auto (Case) candidate = { 0 };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  if (!load_case (&candidate, database, account_id, error))
    return NULL;

  for (guint i = 0; i < catalog->exams->len; i++)
    {
      CtEligibility *one
          = check (&candidate, database, catalog, catalog->exams->pdata[i], now, error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (all, one);
    }

  return g_steal_pointer (&all);
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
