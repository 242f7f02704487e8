/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-eligibility-rules.h"

#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-evidence.h"

#define DEFAULT_LEAD_HOURS 24
#define TRIES_BEFORE_LATER 3

static gboolean
has_come (GDateTime *time, GDateTime *now)
{
  return time != NULL && g_date_time_compare (time, now) <= 0;
}

CtAuthorizationState
ct_eligibility_rules_get_state (CtAuthorization *authorization, GDateTime *now)
{
  g_return_val_if_fail (CT_IS_AUTHORIZATION (authorization), CT_AUTHORIZATION_STATE_CANCELLED);
  g_return_val_if_fail (now != NULL, CT_AUTHORIZATION_STATE_CANCELLED);

  if (!ct_eligibility_rules_is_open (authorization->state) || authorization->last_day == NULL)
    return authorization->state;

  g_autoptr (GDateTime) end = g_date_time_add_days (authorization->last_day, 1);
  return has_come (end, now) ? CT_AUTHORIZATION_STATE_EXPIRED : authorization->state;
}

gboolean
ct_eligibility_rules_is_open (CtAuthorizationState state)
{
  return state == CT_AUTHORIZATION_STATE_PENDING || state == CT_AUTHORIZATION_STATE_SENDING
         || state == CT_AUTHORIZATION_STATE_ACCEPTED;
}

static void
add_obstacle (CtEligibility *self,
              CtIneligibility reason,
              GDateTime *until,
              const char *ref,
              const char *detail)
{
  g_autoptr (CtObstacle) obstacle = g_object_new (CT_TYPE_OBSTACLE, "reason", reason, "until",
                                                  until, "ref", ref, "detail", detail, NULL);

  ct_resource_append (CT_RESOURCE (self), "obstacles", CT_RESOURCE (obstacle));
}

/* The newest first. */
static int
compare_attempts (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (((CtAttempt *) b)->taken_at, ((CtAttempt *) a)->taken_at);
}

/* The tries at @exam until @now, the newest first. */
static GPtrArray *
find_tries (CtExam *exam, GPtrArray *attempts, GDateTime *now)
{
  GPtrArray *tries = g_ptr_array_new ();

  for (guint i = 0; i < attempts->len; i++)
    {
      CtAttempt *attempt = attempts->pdata[i];

      if (g_strcmp0 (attempt->exam_code, ct_resource_get_id (CT_RESOURCE (exam))) == 0
          && attempt->result != CT_RESULT_NO_SHOW && has_come (attempt->taken_at, now))
        g_ptr_array_add (tries, attempt);
    }

  g_ptr_array_sort_values (tries, compare_attempts);
  return tries;
}

/* The exam itself. */
static void
check_exam (CtEligibility *self, CtExam *exam, GDateTime *now)
{
  if (exam->kind != CT_EXAM_KIND_EXAM)
    add_obstacle (self, CT_INELIGIBILITY_NOT_PROCTORED, NULL, NULL, NULL);
  else if (has_come (exam->retired_at, now))
    add_obstacle (self, CT_INELIGIBILITY_RETIRED, NULL, exam->replaced_by, NULL);
  else if (has_come (exam->retired_at, self->first_appointment))
    add_obstacle (self, CT_INELIGIBILITY_LEAD_TIME, NULL, exam->replaced_by, NULL);
}

/* The pass that still stands, if there is one. */
static void
check_pass (CtEligibility *self, CtExam *exam, GPtrArray *tries, GDateTime *now)
{
  for (guint i = 0; i < tries->len; i++)
    {
      CtAttempt *attempt = tries->pdata[i];

      if (attempt->result != CT_RESULT_PASSED)
        continue;

      g_autoptr (GDateTime) until
          = ct_credential_rules_get_expiry (attempt->taken_at, exam->repeat_months);
      if (exam->repeat_months != 0 && !has_come (until, now))
        add_obstacle (self, CT_INELIGIBILITY_ALREADY_PASSED, until,
                      ct_resource_get_id (CT_RESOURCE (attempt)), NULL);
      return;
    }
}

static void
check_open (CtEligibility *self,
            CtExam *exam,
            GPtrArray *tries,
            GPtrArray *authorizations,
            GDateTime *now)
{
  for (guint i = 0; i < authorizations->len; i++)
    {
      CtAuthorization *authorization = authorizations->pdata[i];

      if (g_strcmp0 (authorization->exam_code, ct_resource_get_id (CT_RESOURCE (exam))) == 0
          && ct_eligibility_rules_is_open (ct_eligibility_rules_get_state (authorization, now)))
        {
          add_obstacle (self, CT_INELIGIBILITY_ALREADY_AUTHORIZED, NULL,
                        ct_resource_get_id (CT_RESOURCE (authorization)), NULL);
          break;
        }
    }

  if (tries->len > 0 && ((CtAttempt *) tries->pdata[0])->result == CT_RESULT_PENDING)
    add_obstacle (self, CT_INELIGIBILITY_RESULT_PENDING, NULL, ct_resource_get_id (tries->pdata[0]),
                  NULL);
}

/* How many tries in a row failed, up to the last. */
static guint
count_failed (GPtrArray *tries)
{
  guint n = 0;

  while (n < tries->len
         && (((CtAttempt *) tries->pdata[n])->result == CT_RESULT_FAILED
             || ((CtAttempt *) tries->pdata[n])->result == CT_RESULT_REVOKED))
    n++;

  return n;
}

static void
check_retake (CtEligibility *self, CtExam *exam, GPtrArray *tries, GDateTime *now)
{
  guint n_failed = count_failed (tries);
  int days = n_failed >= TRIES_BEFORE_LATER && exam->later_retake_days >= 0
                 ? exam->later_retake_days
                 : exam->retake_days;

  if (n_failed == 0 || days < 1)
    return;

  CtAttempt *last = tries->pdata[0];
  g_autoptr (GDateTime) until = g_date_time_add_days (last->taken_at, days);
  if (until != NULL && !has_come (until, now))
    add_obstacle (self, CT_INELIGIBILITY_RETAKE_WAIT, until,
                  ct_resource_get_id (CT_RESOURCE (last)), NULL);
}

static void
check_year (CtEligibility *self, CtExam *exam, GPtrArray *tries, GDateTime *now)
{
  if (exam->attempts_per_year < 1 || tries->len < (guint) exam->attempts_per_year)
    return;

  /* When this one is a year old, one more try fits in. */
  CtAttempt *oldest = tries->pdata[exam->attempts_per_year - 1];
  g_autoptr (GDateTime) until = ct_credential_rules_get_expiry (oldest->taken_at, 12);
  if (!has_come (until, now))
    add_obstacle (self, CT_INELIGIBILITY_ATTEMPTS_A_YEAR, until, NULL, NULL);
}

static void
check_candidate (CtEligibility *self,
                 CtCatalog *catalog,
                 CtExam *exam,
                 CtAccount *account,
                 CtTestingProfile *profile,
                 GDateTime *now)
{
  CtAgreement *agreement = ct_catalog_get_agreement (catalog, exam->agreement_id);

  if (agreement != NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autoptr (CtEvidence) evidence = ct_evidence_new (account, none, none);
      g_auto (CtFinding) finding
          = ct_evidence_find_acceptance (evidence, exam->agreement_id, agreement->version, now);

      if (!finding.met)
        add_obstacle (self, CT_INELIGIBILITY_AGREEMENT_MISSING, NULL, exam->agreement_id, NULL);
    }

  if (profile->state == CT_TESTING_PROFILE_STATE_INCOMPLETE)
    add_obstacle (self, CT_INELIGIBILITY_PROFILE_INCOMPLETE, NULL, NULL, NULL);
  else if (profile->state == CT_TESTING_PROFILE_STATE_REFUSED)
    add_obstacle (self, CT_INELIGIBILITY_PROFILE_REFUSED, NULL, NULL, profile->reason);
}

CtEligibility *
ct_eligibility_rules_check (CtCatalog *catalog,
                            CtExam *exam,
                            CtAccount *account,
                            CtTestingProfile *profile,
                            GPtrArray *attempts,
                            GPtrArray *authorizations,
                            GDateTime *now)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (CT_IS_EXAM (exam), NULL);
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (CT_IS_TESTING_PROFILE (profile), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr (GPtrArray) tries = find_tries (exam, attempts, now);
  int lead_hours = exam->lead_hours >= 0 ? exam->lead_hours : DEFAULT_LEAD_HOURS;
  g_autoptr (GDateTime) first = g_date_time_add_hours (now, lead_hours);
  CtEligibility *self
      = g_object_new (CT_TYPE_ELIGIBILITY, "id", ct_resource_get_id (CT_RESOURCE (exam)), "title",
                      exam->title, "kind", exam->kind, "minutes", exam->minutes, "price",
                      exam->price, "currency", exam->currency, "first-appointment", first, NULL);
  gboolean is_offered;

  check_exam (self, exam, now);
  is_offered = self->obstacles == NULL;
  check_pass (self, exam, tries, now);
  check_open (self, exam, tries, authorizations, now);
  check_retake (self, exam, tries, now);
  check_year (self, exam, tries, now);
  /* What has no seats any more does not get one by what the candidate could do about it. */
  if (is_offered)
    check_candidate (self, catalog, exam, account, profile, now);
  g_object_set (self, "eligible", self->obstacles == NULL, NULL);

  return self;
}
