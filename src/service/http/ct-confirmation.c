/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-confirmation.h"

#include "service/http/ct-form.h"

static CtAnswer *
refuse_password (CtRequest *request, const char *detail)
{
  g_autoptr (CtForm) form = ct_form_new (request);

  ct_form_add_reason (form, "password", detail);
  return ct_form_refuse (form);
}

static CtAnswer *
refuse_for_now (guint status, const char *type, const char *detail, guint retry_after)
{
  CtAnswer *answer = ct_answer_new_problem (status, type, detail);
  g_autofree char *seconds = g_strdup_printf ("%u", retry_after);

  soup_message_headers_append (answer->headers, "Retry-After", seconds);
  return answer;
}

static void
confirmed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtRequest *request = g_task_get_task_data (task);
  g_autoptr (GError) failure = NULL;
  CtAnswer *refusal = NULL;
  guint retry_after;

  request->is_confirmed
      = ct_sign_in_confirm_finish (CT_SIGN_IN (source), result, &retry_after, &failure);
  if (g_error_matches (failure, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_BAD_CREDENTIALS))
    refusal = refuse_password (request, failure->message);
  else if (g_error_matches (failure, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_LIMITED))
    refusal = refuse_for_now (429, "rate-limited", failure->message, retry_after);
  else if (g_error_matches (failure, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_BUSY))
    refusal = refuse_for_now (SOUP_STATUS_SERVICE_UNAVAILABLE, NULL,
                              "The service is busy. Try again in a moment.", 5);
  else if (failure != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&failure));
      return;
    }
  g_task_return_pointer (task, refusal, (GDestroyNotify) ct_answer_free);
}

void
ct_confirmation_run_async (CtSignIn *sign_in,
                           CtRequest *request,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_SIGN_IN (sign_in));

  g_autoptr (GTask) task = g_task_new (sign_in, NULL, callback, user_data);
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *password = ct_form_get_string (form, "password", CT_FORM_REQUIRED, 1024);
  g_autoptr (CtAnswer) refusal = ct_form_refuse (form);

  g_task_set_source_tag (task, ct_confirmation_run_async);
  g_task_set_task_data (task, request, NULL);
  if (refusal != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    ct_sign_in_confirm_async (sign_in, request->token, password, request->address, confirmed,
                              g_object_ref (task));
}

CtAnswer *
ct_confirmation_run_finish (CtSignIn *sign_in, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, sign_in), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_confirmation_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

CtAnswer *
ct_confirmation_demand (CtRequest *request)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  CtAnswer *refusal;

  ct_form_get_string (form, "password", CT_FORM_REQUIRED, 1024);
  refusal = ct_form_refuse (form);
  return refusal != NULL ? refusal : refuse_password (request, "This is not your password.");
}
