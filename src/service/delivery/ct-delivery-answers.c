/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-answers.h"

#include "service/store/ct-delivery-table.h"

static const char *
get_reason (const CtVueConfirmation *answer)
{
  if (answer->accepted)
    return NULL;
  return answer->message != NULL ? answer->message : "Pearson VUE gave no reason";
}

static gboolean
apply_to_profile (CtDeliveryContext *context,
                  const CtVueConfirmation *answer,
                  CtDeliveryOutcome *outcome,
                  GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtTestingProfile) profile = NULL;
  g_autoptr (CtAccount) account
      = ct_delivery_table_find_candidate (context->database, answer->key, &failure);
  const char *id = account != NULL ? ct_resource_get_id (CT_RESOURCE (account)) : NULL;

  if (account != NULL)
    profile = ct_delivery_table_get_profile (context->database, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (account == NULL)
    outcome->refusal = g_strdup_printf ("no candidate has the ID %s", answer->key);
  else if (profile == NULL || profile->sent_at == NULL)
    outcome->refusal = g_strdup_printf ("candidate %s was never sent", answer->key);
  if (outcome->refusal != NULL)
    return TRUE;

  g_autofree char *before = ct_resource_to_text (CT_RESOURCE (profile));
  if (answer->date != NULL && profile->decided_at != NULL
      && g_date_time_compare (answer->date, profile->decided_at) < 0)
    {
      outcome->remark = g_strdup ("it is older than the answer that is known, and changes nothing");
      return TRUE;
    }
  g_object_set (profile, "state",
                answer->accepted ? CT_TESTING_PROFILE_STATE_ACCEPTED
                                 : CT_TESTING_PROFILE_STATE_REFUSED,
                "reason", get_reason (answer), "decided-at",
                answer->date != NULL ? answer->date : context->now, NULL);
  if (answer->number != NULL)
    g_object_set (profile, "number", answer->number, NULL);

  g_autofree char *after = ct_resource_to_text (CT_RESOURCE (profile));
  outcome->is_known = g_str_equal (before, after);
  return outcome->is_known || ct_delivery_table_save_profile (context->database, profile, error);
}

static gboolean
apply_to_authorization (CtDeliveryContext *context,
                        const CtVueConfirmation *answer,
                        CtDeliveryOutcome *outcome,
                        GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *owner = ct_delivery_table_find_owner (context->database, answer->key, &failure);
  g_autoptr (CtAuthorization) authorization = NULL;

  if (owner != NULL)
    authorization
        = ct_delivery_table_get_authorization (context->database, owner, answer->key, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (authorization == NULL)
    {
      outcome->refusal = g_strdup_printf ("there is no authorization %s", answer->key);
      return TRUE;
    }

  g_autofree char *before = ct_resource_to_text (CT_RESOURCE (authorization));
  if (answer->number != NULL)
    g_object_set (authorization, "number", answer->number, NULL);
  /* An answer to what was sent before a change says nothing of the change. */
  if (authorization->state == CT_AUTHORIZATION_STATE_SENDING
      || authorization->state == CT_AUTHORIZATION_STATE_ACCEPTED
      || authorization->state == CT_AUTHORIZATION_STATE_REFUSED)
    g_object_set (authorization, "state",
                  answer->accepted ? CT_AUTHORIZATION_STATE_ACCEPTED
                                   : CT_AUTHORIZATION_STATE_REFUSED,
                  "reason", get_reason (answer), NULL);

  g_autofree char *after = ct_resource_to_text (CT_RESOURCE (authorization));
  outcome->is_known = g_str_equal (before, after);
  return outcome->is_known
         || ct_delivery_table_save_authorization (context->database, owner, authorization, error);
}

gboolean
ct_delivery_answers_apply (CtDeliveryContext *context,
                           CtVueConfirmationKind kind,
                           const CtVueConfirmation *answer,
                           CtDeliveryOutcome *outcome,
                           GError **error)
{
  switch (kind)
    {
    case CT_VUE_CONFIRMATION_PROFILE:
      return apply_to_profile (context, answer, outcome, error);
    case CT_VUE_CONFIRMATION_AUTHORIZATION:
      return apply_to_authorization (context, answer, outcome, error);
    default:
      g_assert_not_reached ();
    }
}
