/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/mail/ct-mail.h"
#include "service/profile/ct-emails.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-email-table.h"
#include "service/store/ct-event-table.h"

static CtAnswer *
refuse_member (const char *member, const char *detail)
{
  g_autoptr (CtProblem) problem = ct_answer_problem_invalid ();
  g_autoptr (CtProblemReason) reason
      = g_object_new (CT_TYPE_PROBLEM_REASON, "detail", detail, "pointer", member, NULL);

  ct_resource_append (CT_RESOURCE (problem), "errors", CT_RESOURCE (reason));
  return ct_answer_new_from_problem (problem);
}

static CtAnswer *
refuse (CtEmailsOutcome outcome)
{
  CtAnswer *answer;

  switch (outcome)
    {
    case CT_EMAILS_UNKNOWN:
      return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such address.");
    case CT_EMAILS_TOO_MANY:
      return refuse_member ("#/address", "An account has at most 10 addresses. Remove one first.");
    case CT_EMAILS_WRONG_CODE:
      return refuse_member ("#/code", "This is not the code. Look at the last mail again.");
    case CT_EMAILS_NO_CODE:
      return refuse_member ("#/code",
                            "The code is too old, or was tried too often. Ask for another.");
    case CT_EMAILS_PRIMARY:
      return ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL,
                                    "Make another address the main one first.");
    case CT_EMAILS_TAKEN:
      return ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL,
                                    "Another account has this address.");
    case CT_EMAILS_TOO_OFTEN:
      answer = ct_answer_new_problem (429, "rate-limited", "Many codes were sent. Wait an hour.");
      soup_message_headers_append (answer->headers, "Retry-After", "3600");
      return answer;
    case CT_EMAILS_DONE:
    case CT_EMAILS_UNVERIFIED:
    default:
      g_assert_not_reached ();
    }
}

/* Takes @failure. */
static CtAnswer *
answer_email (guint status,
              CtEmail *email,
              CtEmailsOutcome outcome,
              GError *failure,
              GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (email == NULL)
    return refuse (outcome);

  node = ct_resource_to_json (CT_RESOURCE (email));
  return ct_answer_new_json (status, node);
}

CtAnswer *
ct_handle_list_emails (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &ct_email_table_page_kind, NULL, error);
}

CtAnswer *
ct_handle_add_email (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *typed = ct_form_get_string (form, "address", CT_FORM_REQUIRED, 254);
  g_autofree char *address = typed != NULL ? g_strstrip (g_strdup (typed)) : NULL;
  CtEmailsOutcome outcome = CT_EMAILS_DONE;
  g_autoptr (CtAccount) account = NULL;
  g_autoptr (CtEmail) email = NULL;
  GError *failure = NULL;

  if (address != NULL && !ct_mail_address_is_valid (address))
    ct_form_add_reason (form, "address", "This is no e-mail address.");

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  account = ct_candidate_table_get_account (database, request->account_id, &failure);
  if (failure == NULL)
    email = ct_emails_add (database, account, address, request->now, &outcome, &failure);
  return answer_email (SOUP_STATUS_CREATED, email, outcome, failure, error);
}

CtAnswer *
ct_handle_verify_email (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *code = ct_form_get_string (form, "code", CT_FORM_REQUIRED, 32);
  CtEmailsOutcome outcome = CT_EMAILS_DONE;
  g_autoptr (CtAccount) account = NULL;
  g_autoptr (CtEmail) email = NULL;
  GError *failure = NULL;

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  account = ct_candidate_table_get_account (database, request->account_id, &failure);
  if (failure == NULL)
    email
        = ct_emails_verify (database, account, request->id, code, request->now, &outcome, &failure);
  if (email != NULL && g_date_time_equal (email->verified_at, request->now))
    ct_event_table_note (database, request->account_id, CT_EVENT_KIND_EMAIL_ADDED, email->address,
                         request->now, request->address, request->session_id, &failure);
  return answer_email (SOUP_STATUS_OK, email, outcome, failure, error);
}

CtAnswer *
ct_handle_remove_email (CtDatabase *database, CtRequest *request, GError **error)
{
  CtEmailsOutcome outcome = CT_EMAILS_DONE;
  g_autoptr (CtEmail) removed = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, request->account_id, &failure);

  if (failure == NULL)
    ct_emails_remove (database, account, request->id, request->now, &removed, &outcome, &failure);
  if (removed != NULL)
    ct_event_table_note (database, request->account_id, CT_EVENT_KIND_EMAIL_REMOVED,
                         removed->address, request->now, request->address, request->session_id,
                         &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return outcome == CT_EMAILS_DONE ? ct_answer_new_empty (SOUP_STATUS_NO_CONTENT)
                                   : refuse (outcome);
}
