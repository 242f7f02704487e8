/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-progress-rules.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"

static const CtPageKind attempts = {
  .table = "attempts",
  .key = "taken_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_attempt_get_type,
};

static const CtPageKind credentials = {
  .table = "credentials",
  .key = "issued_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_credential_get_type,
};

/* Takes @resource and @failure. What is another account's is as if it were not there. */
static CtAnswer *
answer_one (gpointer resource, GError *failure, const char *nothing, GError **error)
{
  g_autoptr (CtResource) owned = resource;

  if (owned != NULL)
    return ct_answer_new_resource (owned);

  if (failure == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, nothing);

  g_propagate_error (error, failure);
  return NULL;
}

static void
set_state (gpointer row, CtRequest *request)
{
  g_object_set (row, "state", ct_credential_rules_get_state (row, request->now), NULL);
}

CtAnswer *
ct_handle_get_account (CtDatabase *database, CtRequest *request, GError **error)
{
  GError *failure = NULL;
  CtAccount *account = ct_candidate_table_get_account (database, request->account_id, &failure);

  return answer_one (account, failure, "There is no such account.", error);
}

CtAnswer *
ct_handle_list_attempts (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &attempts, NULL, error);
}

CtAnswer *
ct_handle_get_attempt (CtDatabase *database, CtRequest *request, GError **error)
{
  GError *failure = NULL;
  CtAttempt *attempt
      = ct_candidate_table_get_attempt (database, request->account_id, request->id, &failure);

  return answer_one (attempt, failure, "There is no such attempt.", error);
}

CtAnswer *
ct_handle_list_credentials (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &credentials, set_state, error);
}

CtAnswer *
ct_handle_get_credential (CtDatabase *database, CtRequest *request, GError **error)
{
  GError *failure = NULL;
  CtCredential *credential
      = ct_candidate_table_get_credential (database, request->account_id, request->id, &failure);

  if (credential != NULL)
    set_state (credential, request);
  return answer_one (credential, failure, "There is no such credential.", error);
}

CtAnswer *
ct_handle_list_progress (CtDatabase *database, CtRequest *request, GError **error)
{
  const char *id = request->account_id;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, &failure);
  g_autoptr (CtAccount) account = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) earned = NULL;
  g_autoptr (GPtrArray) progress = NULL;

  if (failure == NULL)
    account = ct_candidate_table_get_account (database, id, &failure);
  if (failure == NULL)
    history = ct_candidate_table_get_attempts (database, id, &failure);
  if (failure == NULL)
    earned = ct_candidate_table_get_credentials (database, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  progress = catalog != NULL
                 ? ct_progress_rules_compute (catalog, account, history, earned, request->now)
                 : g_ptr_array_new ();
  return ct_list_answer_items (request, "progress", progress, error);
}

CtAnswer *
ct_handle_list_events (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &ct_event_table_page_kind, NULL, error);
}
