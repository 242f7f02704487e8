/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-results.h"

#include "model/ct-credential.h"
#include "service/ct-issuer.h"
#include "service/ct-plural.h"
#include "service/delivery/ct-delivery-subject.h"
#include "service/delivery/ct-unclaimed.h"
#include "service/profile/ct-result-notices.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-delivery-table.h"
#include "service/store/ct-event-table.h"

void
ct_delivery_outcome_clear (CtDeliveryOutcome *self)
{
  g_clear_pointer (&self->refusal, g_free);
  g_clear_pointer (&self->remark, g_free);
}

const char *
ct_delivery_results_get_nick (CtResult result)
{
  return g_enum_get_value (g_type_class_get (CT_TYPE_RESULT), result)->value_nick;
}

/* The how-manyeth try it is, among those that are known. */
static int
count_tries (CtDatabase *database, const char *account_id, CtAttempt *attempt, GError **error)
{
  g_autoptr (GPtrArray) attempts = ct_candidate_table_get_attempts (database, account_id, error);
  int n = 1;

  if (attempts == NULL)
    return -1;

  for (guint i = 0; i < attempts->len; i++)
    {
      CtAttempt *other = attempts->pdata[i];

      n += g_strcmp0 (other->exam_code, attempt->exam_code) == 0
           && g_date_time_compare (other->taken_at, attempt->taken_at) < 0;
    }

  return n;
}

static CtAttempt *
make_attempt (CtDeliverySubject *subject, CtExam *exam, const CtVueResult *result)
{
  const char *key = result->registration_id != NULL
                        ? result->registration_id
                        : ct_resource_get_id (CT_RESOURCE (subject->authorization));
  g_autofree char *id = g_strdup_printf ("vue-%s-%s", subject->account_id, key);

  return g_object_new (CT_TYPE_ATTEMPT, "id", id, "exam-code",
                       ct_resource_get_id (CT_RESOURCE (exam)), "exam-title", exam->title, "kind",
                       exam->kind, NULL);
}

/* A result can have several remarks, and an event several results, told apart by their exams. */
static void
add_remark (CtDeliveryOutcome *outcome, CtExam *exam, const char *words)
{
  g_autofree char *before = g_steal_pointer (&outcome->remark);

  outcome->remark
      = g_strdup_printf ("%s%s%s: %s", before != NULL ? before : "", before != NULL ? "; " : "",
                         ct_resource_get_id (CT_RESOURCE (exam)), words);
}

/* Scores that are no percentages cannot be told from such that are cut off. */
static void
set_scores (CtAttempt *attempt, CtExam *exam, const CtVueResult *result, CtDeliveryOutcome *outcome)
{
  if (result->score > 100 || result->passing_score > 100)
    {
      add_remark (outcome, exam, "its scores are no percentages and were left out, the rest taken");
      return;
    }

  if (result->score >= 0)
    g_object_set (attempt, "score", result->score, NULL);
  if (result->passing_score >= 0)
    g_object_set (attempt, "passing-score", result->passing_score, NULL);
  else if (attempt->passing_score < 0 && attempt->score >= 0)
    g_object_set (attempt, "passing-score", exam->passing_score, NULL);
}

static void
set_sections (CtAttempt *attempt,
              CtExam *exam,
              const CtVueResult *result,
              CtDeliveryOutcome *outcome)
{
  if (result->sections != NULL)
    {
      g_autoptr (GListStore) sections = g_list_store_new (CT_TYPE_SECTION);

      g_list_store_splice (sections, 0, 0, result->sections->pdata, result->sections->len);
      g_object_set (attempt, "sections", sections, NULL);
    }

  if (result->n_sections_left_out > 0)
    {
      g_autofree char *words = g_strdup_printf (
          "%u of its sections %s no name or no percentage and %s left out, the rest taken",
          result->n_sections_left_out, ct_plural (result->n_sections_left_out, "has", "have"),
          ct_plural (result->n_sections_left_out, "was", "were"));

      add_remark (outcome, exam, words);
    }
}

static void
set_details (CtAttempt *attempt, CtDeliverySubject *subject, const CtVueResult *result)
{
  if (result->registration_id != NULL)
    g_object_set (attempt, "registration-id", result->registration_id, NULL);
  if (result->minutes_used >= 0)
    g_object_set (attempt, "minutes-used", result->minutes_used, NULL);
  if (result->language != NULL)
    g_object_set (attempt, "language", result->language, NULL);

  if (attempt->place == NULL && subject->appointment != NULL)
    g_object_set (attempt, "place", subject->appointment->place, NULL);
  if (attempt->place == NULL && result->test_center != NULL)
    {
      g_autofree char *place = g_strdup_printf ("Pearson VUE, test center %s", result->test_center);
      g_object_set (attempt, "place", place, NULL);
    }
}

static void
set_time (CtAttempt *attempt, CtDeliverySubject *subject, const CtVueResult *result, GDateTime *now)
{
  GDateTime *time = result->taken_at;

  if (time == NULL && attempt->taken_at == NULL)
    time = subject->appointment != NULL ? subject->appointment->starts_at : now;
  if (time != NULL)
    g_object_set (attempt, "taken-at", time, NULL);
}

/* A held result is kept back, and a revoked one stays so. */
static gboolean
set_result (CtDeliveryContext *context,
            CtAttempt *attempt,
            const CtVueResult *result,
            CtDeliveryResultFlags flags,
            char **held_before,
            char **held,
            GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean overrule = (flags & CT_DELIVERY_RESULT_OVERRULE) != 0;

  *held_before = ct_delivery_table_get_held (context->database,
                                             ct_resource_get_id (CT_RESOURCE (attempt)), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  *held = g_strdup (*held_before);
  if (overrule && attempt->result == CT_RESULT_REVOKED)
    g_clear_pointer (held, g_free);

  if (result->result == CT_RESULT_PENDING)
    return TRUE;
  if (*held != NULL)
    g_set_str (held, ct_delivery_results_get_nick (result->result));
  else if (attempt->result != CT_RESULT_REVOKED || overrule)
    g_object_set (attempt, "result", result->result, "expected-by", NULL, NULL);
  return TRUE;
}

/* The authorization and the appointment are used up. */
static gboolean
use_up (CtDeliveryContext *context, CtDeliverySubject *subject, CtAttempt *attempt, GError **error)
{
  gboolean no_show = attempt->result == CT_RESULT_NO_SHOW;

  if (subject->authorization != NULL)
    {
      g_object_set (subject->authorization, "state",
                    no_show ? CT_AUTHORIZATION_STATE_NO_SHOW : CT_AUTHORIZATION_STATE_USED,
                    "attempt-id", ct_resource_get_id (CT_RESOURCE (attempt)), NULL);
      if (!ct_delivery_table_save_authorization (context->database, subject->account_id,
                                                 subject->authorization, error))
        return FALSE;
    }

  if (subject->appointment != NULL && subject->appointment->state != CT_APPOINTMENT_STATE_CANCELLED)
    {
      g_object_set (subject->appointment, "state",
                    no_show ? CT_APPOINTMENT_STATE_NO_SHOW : CT_APPOINTMENT_STATE_TAKEN, NULL);
      return ct_delivery_table_save_appointment (context->database, subject->account_id,
                                                 subject->appointment, error);
    }

  return TRUE;
}

/* A candidate's history says once that a result came, and so does a mail. */
static gboolean
note_result (CtDeliveryContext *context,
             const char *account_id,
             CtAttempt *attempt,
             CtResult before,
             GError **error)
{
  if (attempt->result == before || attempt->result == CT_RESULT_PENDING)
    return TRUE;

  return ct_event_table_note (context->database, account_id, CT_EVENT_KIND_RESULT_ARRIVED,
                              attempt->exam_title, context->now, NULL, NULL, error)
         && ct_result_notices_note (context->database, account_id, attempt, before, context->now,
                                    error);
}

gboolean
ct_delivery_results_settle (CtDeliveryContext *context,
                            const char *account_id,
                            CtAttempt *attempt,
                            CtResult before,
                            GError **error)
{
  if (!note_result (context, account_id, attempt, before, error))
    return FALSE;

  return ct_issuer_judge (context->database, context->catalog, account_id, attempt->taken_at,
                          context->now, error);
}

static gboolean
is_used_up (CtDeliverySubject *subject)
{
  return subject->authorization == NULL
         || subject->authorization->state == CT_AUTHORIZATION_STATE_USED
         || subject->authorization->state == CT_AUTHORIZATION_STATE_NO_SHOW;
}

/* What is refused for want of the candidate may be of somebody who has no account yet. */
static gboolean
keep_unclaimed (CtDeliveryContext *context,
                CtDeliverySubject *subject,
                const CtVueResult *result,
                CtDeliveryOutcome *outcome,
                GError **error)
{
  if (subject->account != NULL || result->candidate_id == NULL || result->registration_id == NULL)
    return TRUE;

  g_autofree char *refusal = g_steal_pointer (&outcome->refusal);
  outcome->refusal = g_strdup_printf ("%s: it is kept until somebody claims it", refusal);
  return ct_unclaimed_keep (context->database, result, context->now, error);
}

gboolean
ct_delivery_results_apply (CtDeliveryContext *context,
                           const CtVueResult *result,
                           CtDeliveryResultFlags flags,
                           CtDeliveryOutcome *outcome,
                           GError **error)
{
  g_auto (CtDeliverySubject) subject = { 0 };
  g_autofree char *held = NULL;

  if (!ct_delivery_subject_find (&subject, context->database, result->candidate_id,
                                 result->authorization_id, result->registration_id,
                                 result->exam_code, &outcome->refusal, error))
    return FALSE;
  if (outcome->refusal != NULL)
    return keep_unclaimed (context, &subject, result, outcome, error);

  const char *code = result->exam_code;
  if (code == NULL && subject.authorization != NULL)
    code = subject.authorization->exam_code;
  if (code == NULL && subject.attempt != NULL)
    code = subject.attempt->exam_code;

  CtExam *exam = ct_catalog_get_exam (context->catalog, code);
  if (exam == NULL)
    {
      outcome->refusal = code != NULL ? g_strdup_printf ("the program has no exam %s", code)
                                      : g_strdup ("it names no exam");
      return TRUE;
    }
  if (subject.attempt == NULL && subject.authorization == NULL && result->registration_id == NULL)
    {
      outcome->refusal = g_strdup ("it names neither a registration nor an authorization");
      return TRUE;
    }

  g_autoptr (CtAttempt) attempt = subject.attempt != NULL ? g_object_ref (subject.attempt)
                                                          : make_attempt (&subject, exam, result);
  CtResult before = attempt->result;
  g_autofree char *text_before = ct_resource_to_text (CT_RESOURCE (attempt));
  g_autofree char *held_before = NULL;
  set_time (attempt, &subject, result, context->now);
  set_details (attempt, &subject, result);
  set_scores (attempt, exam, result, outcome);
  set_sections (attempt, exam, result, outcome);
  if (!set_result (context, attempt, result, flags, &held_before, &held, error))
    return FALSE;

  g_autofree char *text = ct_resource_to_text (CT_RESOURCE (attempt));
  outcome->is_known = subject.attempt != NULL && g_str_equal (text, text_before)
                      && g_strcmp0 (held, held_before) == 0 && is_used_up (&subject);
  if (outcome->is_known)
    return TRUE;

  if (attempt->number < 0)
    {
      int number = count_tries (context->database, subject.account_id, attempt, error);

      if (number < 0)
        return FALSE;
      g_object_set (attempt, "number", number, NULL);
    }

  return ct_candidate_table_save_attempt (context->database, subject.account_id, attempt, error)
         && ct_delivery_table_set_held (context->database,
                                        ct_resource_get_id (CT_RESOURCE (attempt)), held, error)
         && use_up (context, &subject, attempt, error)
         && ct_delivery_results_settle (context, subject.account_id, attempt, before, error);
}
