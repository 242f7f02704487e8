/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-appointment.h"
#include "service/delivery/ct-delivery-registration.h"
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/rules/ct-eligibility-rules.h"
#include "service/store/ct-delivery-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"
#include "service/testcenter/ct-testcenter.h"

#define MAX_CODE 64

static const CtPageKind authorizations = {
  .table = "authorizations",
  .key = "created_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_authorization_get_type,
};

static const CtPageKind appointments = {
  .table = "appointments",
  .key = "starts_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_appointment_get_type,
};

/* What is told a client that goes on without having asked. */
static const char *const obstacle_words[] = {
  [CT_INELIGIBILITY_NOT_PROCTORED] = "It is an assessment, which is not taken at Pearson VUE.",
  [CT_INELIGIBILITY_RETIRED] = "It was retired and can no longer be taken.",
  [CT_INELIGIBILITY_LEAD_TIME] = "It retires before an appointment could be made.",
  [CT_INELIGIBILITY_ALREADY_PASSED] = "You have passed it already.",
  [CT_INELIGIBILITY_ALREADY_AUTHORIZED] = "You have registered for it already.",
  [CT_INELIGIBILITY_RESULT_PENDING] = "You took it, and the result is not there yet.",
  [CT_INELIGIBILITY_RETAKE_WAIT] = "It is too soon after your last try.",
  [CT_INELIGIBILITY_ATTEMPTS_A_YEAR] = "You have tried it as often as is allowed within a year.",
  [CT_INELIGIBILITY_AGREEMENT_MISSING] = "An agreement has to be accepted first.",
  [CT_INELIGIBILITY_PROFILE_INCOMPLETE] = "Something that Pearson VUE needs to know is missing.",
  [CT_INELIGIBILITY_PROFILE_REFUSED] = "Pearson VUE refused your contact information.",
};

/* Takes @failure. */
static CtAnswer *
fail (GError *failure, GError **error)
{
  g_propagate_error (error, failure);
  return NULL;
}

static void
set_state (gpointer row, CtRequest *request)
{
  g_object_set (row, "state", ct_eligibility_rules_get_state (row, request->now), NULL);
}

CtAnswer *
ct_handle_get_testing_profile (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtTestingProfile) profile
      = ct_delivery_registration_get_profile (database, request->account_id, error);

  return profile != NULL ? ct_answer_new_resource (CT_RESOURCE (profile)) : NULL;
}

/* The program, with an exam of it; %NULL with an answer if there is no such. */
static CtExam *
find_exam (CtDatabase *database,
           const char *code,
           CtCatalog **catalog,
           CtAnswer **answer,
           GError **error)
{
  GError *failure = NULL;
  CtExam *exam = NULL;

  *answer = NULL;
  *catalog = ct_program_table_load (database, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  if (*catalog != NULL)
    exam = ct_catalog_get_exam (*catalog, code);
  if (exam == NULL)
    *answer = ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such exam.");
  return exam;
}

CtAnswer *
ct_handle_get_eligibility (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtCatalog) catalog = NULL;
  CtAnswer *answer = NULL;
  CtExam *exam = find_exam (database, request->id, &catalog, &answer, error);

  if (exam == NULL)
    return answer;

  g_autoptr (CtEligibility) eligibility
      = ct_delivery_registration_check (database, catalog, request->account_id, exam, request->now,
                                        error);
  return eligibility != NULL ? ct_answer_new_resource (CT_RESOURCE (eligibility)) : NULL;
}

CtAnswer *
ct_handle_list_eligibility (CtDatabase *database, CtRequest *request, GError **error)
{
  GError *failure = NULL;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, &failure);
  g_autoptr (GPtrArray) items = NULL;

  if (failure != NULL)
    return fail (failure, error);

  items = catalog != NULL
              ? ct_delivery_registration_check_all (database, catalog, request->account_id,
                                                    request->now, error)
              : g_ptr_array_new ();
  return items != NULL ? ct_list_answer_items (request, "eligibility", items, error) : NULL;
}

CtAnswer *
ct_handle_list_authorizations (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &authorizations, set_state, error);
}

static CtAnswer *
answer_authorization (CtAuthorization *authorization, CtRequest *request, guint status)
{
  set_state (authorization, request);

  CtAnswer *answer = ct_answer_new_resource (CT_RESOURCE (authorization));
  answer->status = status;
  return answer;
}

/* The authorization that the path names; %NULL with an answer if there is no such. */
static CtAuthorization *
find_authorization (CtDatabase *database, CtRequest *request, CtAnswer **answer, GError **error)
{
  GError *failure = NULL;
  CtAuthorization *authorization
      = ct_delivery_table_get_authorization (database, request->account_id, request->id, &failure);

  *answer = NULL;
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (authorization == NULL)
    *answer = ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such registration.");
  return authorization;
}

CtAnswer *
ct_handle_get_authorization (CtDatabase *database, CtRequest *request, GError **error)
{
  CtAnswer *answer;
  g_autoptr (CtAuthorization) authorization
      = find_authorization (database, request, &answer, error);

  return authorization != NULL ? answer_authorization (authorization, request, SOUP_STATUS_OK)
                               : answer;
}

static CtAnswer *
refuse_ineligible (CtEligibility *eligibility)
{
  g_autoptr (CtProblem) problem
      = g_object_new (CT_TYPE_PROBLEM, "type", "urn:certtracker:not-eligible", "title",
                      "You can't register for this exam now", "status", SOUP_STATUS_FORBIDDEN,
                      NULL);
  GListModel *obstacles = G_LIST_MODEL (eligibility->obstacles);

  for (guint i = 0; i < g_list_model_get_n_items (obstacles); i++)
    {
      g_autoptr (CtObstacle) obstacle = g_list_model_get_item (obstacles, i);
      g_autoptr (CtProblemReason) reason
          = g_object_new (CT_TYPE_PROBLEM_REASON, "detail", obstacle_words[obstacle->reason],
                          "pointer", "#/exam_code", NULL);

      ct_resource_append (CT_RESOURCE (problem), "errors", CT_RESOURCE (reason));
    }

  return ct_answer_new_from_problem (problem);
}

CtAnswer *
ct_handle_create_authorization (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *code = ct_form_get_string (form, "exam_code", CT_FORM_REQUIRED, MAX_CODE);
  CtAnswer *answer = ct_form_refuse (form);
  g_autoptr (CtCatalog) catalog = NULL;

  if (answer != NULL)
    return answer;

  CtExam *exam = find_exam (database, code, &catalog, &answer, error);
  if (exam == NULL)
    return answer;

  g_autoptr (CtEligibility) eligibility
      = ct_delivery_registration_check (database, catalog, request->account_id, exam, request->now,
                                        error);
  if (eligibility == NULL)
    return NULL;
  if (!eligibility->eligible)
    return refuse_ineligible (eligibility);

  g_autoptr (CtAuthorization) authorization
      = ct_delivery_registration_authorize (database, request->account_id, exam, eligibility,
                                            request->now, error);
  if (authorization == NULL)
    return NULL;

  if (request->is_demo && !ct_testcenter_exchange (database, catalog, request->now, error))
    return NULL;

  g_autofree char *id = g_strdup (ct_resource_get_id (CT_RESOURCE (authorization)));
  GError *failure = NULL;
  g_autoptr (CtAuthorization) stored
      = ct_delivery_table_get_authorization (database, request->account_id, id, &failure);
  return failure == NULL ? answer_authorization (stored, request, SOUP_STATUS_CREATED)
                         : fail (failure, error);
}

CtAnswer *
ct_handle_cancel_authorization (CtDatabase *database, CtRequest *request, GError **error)
{
  CtAnswer *answer;
  g_autofree char *refusal = NULL;
  g_autoptr (CtAuthorization) authorization
      = find_authorization (database, request, &answer, error);

  if (authorization == NULL)
    return answer;
  if (!ct_delivery_registration_cancel (database, request->account_id, authorization, request->now,
                                        &refusal, error))
    return NULL;
  if (refusal == NULL
      && !ct_event_table_note (database, request->account_id, CT_EVENT_KIND_EXAM_CANCELLED,
                               authorization->exam_title, request->now, request->address,
                               request->session_id, error))
    return NULL;

  return refusal == NULL ? ct_answer_new_empty (SOUP_STATUS_NO_CONTENT)
                         : ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL, refusal);
}

CtAnswer *
ct_handle_create_hand_over (CtDatabase *database, CtRequest *request, GError **error)
{
  CtAnswer *answer;
  g_autoptr (CtAuthorization) authorization
      = find_authorization (database, request, &answer, error);
  g_autoptr (CtTestingProfile) profile = NULL;
  g_autoptr (GDateTime) expires_at = NULL;

  if (authorization == NULL)
    return answer;
  profile = ct_delivery_registration_get_profile (database, request->account_id, error);
  if (profile == NULL)
    return NULL;

  if (request->vue == NULL)
    return ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL,
                                  "This service is not connected with Pearson VUE.");
  if (profile->state != CT_TESTING_PROFILE_STATE_ACCEPTED
      || ct_eligibility_rules_get_state (authorization, request->now)
             != CT_AUTHORIZATION_STATE_ACCEPTED)
    return ct_answer_new_problem (SOUP_STATUS_FORBIDDEN, "not-ready",
                                  "Pearson VUE has not confirmed your registration yet.");

  g_autofree char *token
      = ct_delivery_registration_open_hand_over (database, request->account_id, request->now,
                                                 &expires_at, error);
  if (token == NULL)
    return NULL;

  g_autofree char *uri = g_strconcat (request->base_uri, "vue/hand-over/", token, NULL);
  g_autoptr (CtHandOver) hand_over
      = g_object_new (CT_TYPE_HAND_OVER, "uri", uri, "expires-at", expires_at, NULL);
  answer = ct_answer_new_resource (CT_RESOURCE (hand_over));
  answer->status = SOUP_STATUS_CREATED;
  answer->is_secret = TRUE;
  return answer;
}

CtAnswer *
ct_handle_list_appointments (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &appointments, NULL, error);
}

CtAnswer *
ct_handle_get_appointment (CtDatabase *database, CtRequest *request, GError **error)
{
  GError *failure = NULL;
  g_autoptr (CtAppointment) appointment
      = ct_delivery_table_get_appointment (database, request->account_id, request->id, &failure);

  if (failure != NULL)
    return fail (failure, error);
  if (appointment == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such appointment.");
  return ct_answer_new_resource (CT_RESOURCE (appointment));
}
