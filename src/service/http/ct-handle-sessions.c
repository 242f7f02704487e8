/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-login.h"
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/sessions/ct-sessions.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-statement.h"

static CtAnswer *
answer_tokens (guint status, CtTokens *tokens)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (tokens));
  CtAnswer *answer = ct_answer_new_json (status, node);

  answer->is_secret = TRUE;
  return answer;
}

static void
set_current (gpointer row, CtRequest *request)
{
  g_object_set (row, "current", g_str_equal (ct_resource_get_id (row), request->session_id), NULL);
}

CtAnswer *
ct_handle_list_sessions (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &ct_sessions_page_kind, set_current, error);
}

/* Notes which devices are about to be signed out: @session_id, or all others if it is %NULL. */
static gboolean
note_ends (CtDatabase *database, CtRequest *request, const char *session_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = session_id != NULL
            ? ct_statement_new (database,
                                "SELECT device FROM sessions WHERE account_id = ? AND id = ?",
                                request->account_id, session_id)
            : ct_statement_new (database,
                                "SELECT device FROM sessions WHERE account_id = ? AND id <> ?",
                                request->account_id, request->session_id);

  while (ct_statement_next (statement, &failure))
    {
      if (!ct_event_table_note (database, request->account_id, CT_EVENT_KIND_SESSION_ENDED,
                                ct_statement_get_text (statement, "device"), request->now,
                                request->address, request->session_id, &failure))
        break;
    }
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

CtAnswer *
ct_handle_end_other_sessions (CtDatabase *database, CtRequest *request, GError **error)
{
  if (!note_ends (database, request, NULL, error))
    return NULL;
  if (!ct_sessions_end_others (database, request->account_id, request->session_id, error))
    return NULL;

  return ct_answer_new_empty (SOUP_STATUS_NO_CONTENT);
}

CtAnswer *
ct_handle_sign_out (CtDatabase *database, CtRequest *request, GError **error)
{
  gboolean found;

  if (!ct_event_table_note (database, request->account_id, CT_EVENT_KIND_SIGNED_OUT, NULL,
                            request->now, request->address, request->session_id, error)
      || !ct_sessions_end (database, request->account_id, request->session_id, &found, error))
    return NULL;

  return ct_answer_new_empty (SOUP_STATUS_NO_CONTENT);
}

CtAnswer *
ct_handle_end_session (CtDatabase *database, CtRequest *request, GError **error)
{
  gboolean found;

  if (!note_ends (database, request, request->id, error)
      || !ct_sessions_end (database, request->account_id, request->id, &found, error))
    return NULL;

  return found ? ct_answer_new_empty (SOUP_STATUS_NO_CONTENT)
               : ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such session.");
}

CtAnswer *
ct_handle_refresh_session (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtTokens) tokens = NULL;
  const char *refresh_token = ct_form_get_string (form, "refresh_token", CT_FORM_REQUIRED, 256);
  CtAnswer *refusal = ct_form_refuse (form);

  if (refusal != NULL)
    return refusal;

  tokens = ct_sessions_refresh (database, refresh_token, request->now, &failure);
  if (tokens != NULL)
    return answer_tokens (SOUP_STATUS_OK, tokens);

  if (failure == NULL)
    return ct_answer_new_problem (SOUP_STATUS_UNAUTHORIZED, "session-ended",
                                  "This session is over. Sign in again.");

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static CtAnswer *
refuse_sign_in (GError *failure, guint retry_after)
{
  g_autofree char *seconds = g_strdup_printf ("%u", retry_after);
  CtAnswer *answer;

  switch ((CtSignInError) failure->code)
    {
    case CT_SIGN_IN_ERROR_BAD_CREDENTIALS:
      return ct_answer_new_problem (SOUP_STATUS_UNAUTHORIZED, "bad-credentials", failure->message);

    case CT_SIGN_IN_ERROR_LIMITED:
      answer = ct_answer_new_problem (429, "rate-limited", failure->message);
      soup_message_headers_append (answer->headers, "Retry-After", seconds);
      return answer;

    case CT_SIGN_IN_ERROR_BUSY:
      answer = ct_answer_new_problem (SOUP_STATUS_SERVICE_UNAVAILABLE, NULL,
                                      "The service is busy. Try again in a moment.");
      soup_message_headers_append (answer->headers, "Retry-After", "5");
      return answer;

    default:
      g_assert_not_reached ();
    }
}

static void
signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  guint retry_after;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtTokens) tokens
      = ct_sign_in_run_finish (CT_SIGN_IN (source), result, &retry_after, &failure);

  if (tokens != NULL)
    g_task_return_pointer (task, answer_tokens (SOUP_STATUS_CREATED, tokens),
                           (GDestroyNotify) ct_answer_free);
  else if (failure->domain == CT_SIGN_IN_ERROR)
    g_task_return_pointer (task, refuse_sign_in (failure, retry_after),
                           (GDestroyNotify) ct_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&failure));
}

void
ct_handle_sign_in_async (CtSignIn *sign_in,
                         CtRequest *request,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (sign_in, NULL, callback, user_data);
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *name = ct_form_get_string (form, "user_name", CT_FORM_REQUIRED, 254);
  const char *password = ct_form_get_string (form, "password", CT_FORM_REQUIRED, 1024);
  const char *device = ct_form_get_string (form, "device", CT_FORM_OPTIONAL, 100);
  CtAnswer *refusal = ct_form_refuse (form);

  g_task_set_source_tag (task, ct_handle_sign_in_async);

  if (refusal != NULL)
    g_task_return_pointer (task, refusal, (GDestroyNotify) ct_answer_free);
  else
    ct_sign_in_run_async (sign_in, name, password, device, request->address, NULL, signed_in,
                          g_object_ref (task));
}

CtAnswer *
ct_handle_sign_in_finish (CtSignIn *sign_in, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, sign_in), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_handle_sign_in_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
