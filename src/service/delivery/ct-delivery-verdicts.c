/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-verdicts.h"

#include "service/delivery/ct-delivery-subject.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-delivery-table.h"

/* The result after a verdict, and what is kept back after it. */
static CtResult
get_judged (CtResult result, CtDeliveryVerdict verdict, char **held)
{
  gboolean is_held = *held != NULL && result == CT_RESULT_PENDING;
  gboolean is_revoked = result == CT_RESULT_REVOKED;
  GEnumValue *value;

  switch (verdict)
    {
    case CT_DELIVERY_VERDICT_HOLD:
    case CT_DELIVERY_VERDICT_REVOKE:
      if (is_revoked)
        return result;
      if (!is_held)
        g_set_str (held, ct_delivery_results_get_nick (result));
      return verdict == CT_DELIVERY_VERDICT_HOLD ? CT_RESULT_PENDING : CT_RESULT_REVOKED;

    case CT_DELIVERY_VERDICT_RELEASE:
    case CT_DELIVERY_VERDICT_UNREVOKE:
      if (*held == NULL || is_held != (verdict == CT_DELIVERY_VERDICT_RELEASE))
        return result;
      value = g_enum_get_value_by_nick (g_type_class_get (CT_TYPE_RESULT), *held);
      g_clear_pointer (held, g_free);
      return value != NULL ? (CtResult) value->value : result;

    default:
      g_assert_not_reached ();
    }
}

/* A result can be held before it is told: then it stays pending until it is released. */
static gboolean
make_pending (CtDeliveryContext *context,
              const CtVueResult *which,
              CtDeliveryOutcome *outcome,
              GError **error)
{
  CtVueResult pending = *which;

  pending.result = CT_RESULT_PENDING;
  return ct_delivery_results_apply (context, &pending, CT_DELIVERY_RESULT_DEFAULT, outcome, error);
}

static gboolean
find_judged (CtDeliverySubject *subject,
             CtDeliveryContext *context,
             const CtVueResult *which,
             CtDeliveryVerdict verdict,
             CtDeliveryOutcome *outcome,
             GError **error)
{
  for (int i = 0; i < 2; i++)
    {
      ct_delivery_subject_clear (subject);
      if (!ct_delivery_subject_find (subject, context->database, which->candidate_id,
                                     which->authorization_id, which->registration_id,
                                     which->exam_code, &outcome->refusal, error))
        return FALSE;
      if (outcome->refusal != NULL || subject->attempt != NULL
          || verdict != CT_DELIVERY_VERDICT_HOLD)
        break;
      if (i == 0 && !make_pending (context, which, outcome, error))
        return FALSE;
      if (outcome->refusal != NULL)
        break;
    }

  if (outcome->refusal == NULL && subject->attempt == NULL)
    outcome->refusal = g_strdup ("there is no such result yet");
  return TRUE;
}

gboolean
ct_delivery_verdicts_apply (CtDeliveryContext *context,
                            const CtVueResult *which,
                            CtDeliveryVerdict verdict,
                            CtDeliveryOutcome *outcome,
                            GError **error)
{
  g_auto (CtDeliverySubject) subject = { 0 };
  g_autofree char *held = NULL;
  g_autoptr (GError) failure = NULL;

  if (!find_judged (&subject, context, which, verdict, outcome, error))
    return FALSE;
  if (outcome->refusal != NULL)
    return TRUE;

  const char *id = ct_resource_get_id (CT_RESOURCE (subject.attempt));
  held = ct_delivery_table_get_held (context->database, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  CtResult was = subject.attempt->result;
  g_object_set (subject.attempt, "result", get_judged (was, verdict, &held), NULL);
  if (!ct_candidate_table_save_attempt (context->database, subject.account_id, subject.attempt,
                                        error)
      || !ct_delivery_table_set_held (context->database, id, held, error))
    return FALSE;

  return ct_delivery_results_settle (context, subject.account_id, subject.attempt, was, error);
}
