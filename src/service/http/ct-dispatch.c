/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-dispatch.h"

#include "service/erasure/ct-erasure.h"
#include "service/http/ct-confirmation.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-idempotency.h"
#include "service/http/ct-new-password.h"
#include "service/http/ct-routes.h"
#include "service/sessions/ct-sessions.h"
#include "service/shares/ct-shares.h"

/* When a session was used is noted this often, in seconds. */
#define TOUCH_INTERVAL 60

/* A request on its way. */
typedef struct
{
  CtRequest *request; /* the caller's */
  const CtRoute *route;
  gboolean touch;
  CtAnswer *answer; /* while its content is made */
} Dispatch;

static void
dispatch_free (Dispatch *dispatch)
{
  g_clear_pointer (&dispatch->answer, ct_answer_free);
  g_free (dispatch);
}

static CtAnswer *
answer_failure (CtRequest *request, GError *failure)
{
  gboolean passes = g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_FULL)
                    || g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_BUSY);

  g_warning ("Request %" G_GUINT64_FORMAT ", %s %s: %s", request->number, request->method,
             request->route, failure->message);

  return ct_answer_new_problem (
      passes ? SOUP_STATUS_SERVICE_UNAVAILABLE : SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL,
      "The service could not do this. It is not your fault; the people who run it can "
      "see why.");
}

static CtAnswer *
refuse_access (const char *type, const char *detail)
{
  CtAnswer *answer = ct_answer_new_problem (SOUP_STATUS_UNAUTHORIZED, type, detail);

  soup_message_headers_append (answer->headers, "WWW-Authenticate",
                               type != NULL ? "Bearer error=\"invalid_token\"" : "Bearer");
  return answer;
}

/* Returns: (nullable): why not */
static CtAnswer *
authenticate (CtDatabase *database, Dispatch *dispatch, GError **error)
{
  CtRequest *request = dispatch->request;
  g_autoptr (GDateTime) last_used_at = NULL;

  if (request->token == NULL)
    return refuse_access (NULL, "Sign in first.");

  switch (ct_sessions_check_access (database, request->token, request->now, &request->session_id,
                                    &request->account_id, &last_used_at, error))
    {
    case CT_ACCESS_VALID:
      dispatch->touch = last_used_at == NULL
                        || g_date_time_difference (request->now, last_used_at)
                               >= TOUCH_INTERVAL * G_TIME_SPAN_SECOND;
      return NULL;
    case CT_ACCESS_EXPIRED:
      return refuse_access ("token-expired", "The access token has ended. Refresh it.");
    case CT_ACCESS_ENDED:
      return refuse_access ("session-ended", "This session is over. Sign in again.");
    default:
      g_assert_not_reached ();
    }
}

/* Takes @refusal of who is not signed in. Returns: (nullable): why not to go on */
static CtAnswer *
confirm (CtDatabase *database, CtRequest *request, CtAnswer *refusal, GError **error)
{
  if (refusal == NULL)
    return request->is_confirmed ? NULL : ct_confirmation_demand (request);

  /* Who deleted the account and got no answer asks again, and is nobody any more. */
  if (ct_erasure_was_done (database, request->token, request->idempotency_key, error))
    {
      ct_answer_free (refusal);
      return ct_answer_new_empty (SOUP_STATUS_NO_CONTENT);
    }
  return refusal;
}

static gpointer
answer_in_store (CtDatabase *database, gpointer data, GError **error)
{
  Dispatch *dispatch = data;
  g_autoptr (GError) failure = NULL;
  CtAnswer *answer = NULL;

  CtRouteKind kind = dispatch->route->kind;

  if (kind == CT_ROUTE_PRIVATE || kind == CT_ROUTE_CREATE || kind == CT_ROUTE_CONFIRMED)
    answer = authenticate (database, dispatch, &failure);
  if (kind == CT_ROUTE_CONFIRMED && failure == NULL)
    answer = confirm (database, dispatch->request, answer, &failure);
  if (answer == NULL && failure == NULL)
    answer = kind == CT_ROUTE_CREATE || kind == CT_ROUTE_CONFIRMED
                 ? ct_idempotency_answer (database, dispatch->route, dispatch->request, &failure)
                 : dispatch->route->handler (database, dispatch->request, &failure);

  if (failure != NULL)
    {
      g_clear_pointer (&answer, ct_answer_free);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  ct_answer_negotiate (answer, dispatch->request);
  return answer;
}

static gpointer
touch_in_store (CtDatabase *database, gpointer data, GError **error)
{
  char **values = data;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (g_ascii_strtoll (values[2], NULL, 10));

  ct_sessions_touch (database, values[0], values[1], now, error);
  return NULL;
}

/* The answer does not wait for this, and does not fail with it: what can be read should be
 * readable on a full disk. */
static void
touch (CtStore *store, CtRequest *request)
{
  char **values = g_new0 (char *, 4);

  values[0] = g_strdup (request->token);
  values[1] = g_strdup (request->address);
  values[2] = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (request->now));
  ct_store_run_async (store, CT_STORE_WRITE, touch_in_store, values, (GDestroyNotify) g_strfreev,
                      NULL, NULL, NULL, NULL);
}

typedef struct
{
  char *link;
  GDateTime *time;
} View;

static void
view_free (View *view)
{
  g_free (view->link);
  g_date_time_unref (view->time);
  g_free (view);
}

static gpointer
count_view_in_store (CtDatabase *database, gpointer data, GError **error)
{
  View *view = data;

  ct_shares_count_view (database, view->link, view->time, error);
  return NULL;
}

/* As with touch(): who was sent a link sees what it opens, even if that cannot be noted. */
static void
count_view (CtStore *store, CtRequest *request)
{
  View *view = g_new0 (View, 1);

  view->link = g_strdup (request->viewed);
  view->time = g_date_time_ref (request->now);
  ct_store_run_async (store, CT_STORE_WRITE, count_view_in_store, view, (GDestroyNotify) view_free,
                      NULL, NULL, NULL, NULL);
}

static void
return_answer (GTask *task, CtAnswer *answer)
{
  g_task_return_pointer (task, answer, (GDestroyNotify) ct_answer_free);
}

static void
work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Dispatch *dispatch = task_data;
  GError *error = NULL;

  dispatch->answer->content = dispatch->answer->work (dispatch->answer->work_data, &error);
  if (error != NULL)
    return_answer (task, answer_failure (dispatch->request, error));
  else
    return_answer (task, g_steal_pointer (&dispatch->answer));
  g_clear_error (&error);
}

static void
answered_in_store (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Dispatch *dispatch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  CtAnswer *answer = ct_store_run_finish (CT_STORE (source), result, &error);

  if (dispatch->touch)
    touch (CT_STORE (source), dispatch->request);
  if (dispatch->request->viewed != NULL && error == NULL)
    count_view (CT_STORE (source), dispatch->request);

  if (error != NULL)
    return_answer (task, answer_failure (dispatch->request, error));
  else if (answer->work == NULL)
    return_answer (task, answer);
  else
    {
      dispatch->answer = answer;
      g_task_run_in_thread (task, work);
    }
}

static void
signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Dispatch *dispatch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  CtAnswer *answer = ct_handle_sign_in_finish (CT_SIGN_IN (source), result, &error);

  return_answer (task, answer != NULL ? answer : answer_failure (dispatch->request, error));
}

static void
run_handler (GTask *task)
{
  Dispatch *dispatch = g_task_get_task_data (task);

  ct_store_run_async (g_task_get_source_object (task), dispatch->route->mode, answer_in_store,
                      dispatch, NULL, (GDestroyNotify) ct_answer_free, NULL, answered_in_store,
                      g_object_ref (task));
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
password_hashed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Dispatch *dispatch = g_task_get_task_data (task);
  CtPasswords *passwords = CT_PASSWORDS (source);

  dispatch->request->password_hash = ct_passwords_hash_finish (passwords, result, NULL);
  if (dispatch->request->password_hash != NULL)
    run_handler (task);
  else
    return_answer (task, refuse_for_now (SOUP_STATUS_SERVICE_UNAVAILABLE, NULL,
                                         "The service is busy. Try again in a moment.", 5));
}

/* What strangers ask for: not too often, and passwords are hashed where that blocks nobody. */
static void
run_for_stranger (GTask *task, CtSignIn *sign_in)
{
  Dispatch *dispatch = g_task_get_task_data (task);
  guint wait = ct_sign_in_take_turn (sign_in, dispatch->request->address);
  g_autofree char *password = NULL;

  if (wait > 0)
    {
      return_answer (task, refuse_for_now (429, "rate-limited",
                                           "There were too many tries. Wait a little.", wait));
      return;
    }

  if (dispatch->route->kind == CT_ROUTE_NEW_PASSWORD)
    password = ct_new_password_read (dispatch->request);
  if (password != NULL)
    ct_passwords_hash_async (ct_sign_in_get_passwords (sign_in), password, NULL, password_hashed,
                             g_object_ref (task));
  else
    run_handler (task);
}

static void
confirmed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Dispatch *dispatch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  CtAnswer *refusal = ct_confirmation_run_finish (CT_SIGN_IN (source), result, &error);

  if (error != NULL)
    refusal = answer_failure (dispatch->request, error);
  if (refusal != NULL)
    return_answer (task, refusal);
  else
    run_handler (task);
}

void
ct_dispatch_async (CtStore *store,
                   CtSignIn *sign_in,
                   CtRequest *request,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_return_if_fail (CT_IS_STORE (store));
  g_return_if_fail (CT_IS_SIGN_IN (sign_in));

  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  Dispatch *dispatch = g_new0 (Dispatch, 1);
  CtAnswer *refusal = NULL;

  dispatch->request = request;
  dispatch->route = ct_routes_find (request, &refusal);
  g_task_set_source_tag (task, ct_dispatch_async);
  g_task_set_task_data (task, dispatch, (GDestroyNotify) dispatch_free);

  if (refusal != NULL)
    return_answer (task, refusal);
  else if (request->query == NULL)
    return_answer (task, ct_answer_new_problem (SOUP_STATUS_BAD_REQUEST, NULL,
                                                "The parameters can't be read."));
  else if (dispatch->route->kind == CT_ROUTE_SIGN_IN)
    ct_handle_sign_in_async (sign_in, request, signed_in, g_object_ref (task));
  else if (dispatch->route->kind == CT_ROUTE_LIMITED
           || dispatch->route->kind == CT_ROUTE_NEW_PASSWORD)
    run_for_stranger (task, sign_in);
  else if (dispatch->route->kind == CT_ROUTE_CONFIRMED)
    ct_confirmation_run_async (sign_in, request, confirmed, g_object_ref (task));
  else
    run_handler (task);
}

CtAnswer *
ct_dispatch_finish (CtStore *store, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_dispatch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
