/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-registering.h"

#include "client/ct-page-address.h"
#include "model/ct-error.h"
#include "model/ct-json.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  /* Whether it went well or was refused: what is shown is not how it is. */
  ct_collection_renew (ct_client_get_eligibility (client));
  ct_collection_renew (ct_client_get_testing_profile (client));

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static GTask *
start_task (CtClient *client,
            gpointer tag,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static GBytes *
write_body (const char *exam_code)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "exam_code", exam_code);
  return ct_json_to_bytes (node);
}

void
ct_registering_authorize_async (CtClient *client,
                                CtEligibility *standing,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_ELIGIBILITY (standing));

  const char *code = ct_resource_get_id (CT_RESOURCE (standing));
  CtAuthorization *last = standing->authorization;
  g_autoptr (GBytes) body = write_body (code);
  /* It stays the same until there is another registration. */
  g_autofree char *key
      = g_strconcat ("register ", code, " after ",
                     last != NULL ? ct_resource_get_id (CT_RESOURCE (last)) : "none", NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/authorizations",
                                     .key = hash,
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_AUTHORIZATION,
                                     .member = "id" },
                         cancellable, on_done,
                         start_task (client, ct_registering_authorize_async, cancellable, callback,
                                     user_data));
}

gboolean
ct_registering_authorize_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_registering_authorize_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
get_path (const char *authorization_id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (authorization_id, NULL, FALSE);

  return g_strconcat ("v1/authorizations/", escaped, rest, NULL);
}

/* A withdrawal, and what was said of it. */
typedef struct
{
  char *path;
  GError *refusal;
} Withdrawal;

static void
withdrawal_free (Withdrawal *self)
{
  g_free (self->path);
  g_clear_error (&self->refusal);
  g_free (self);
}

static void
end_withdrawal (GTask *task, GError *error)
{
  CtClient *client = g_task_get_source_object (task);

  ct_collection_renew (ct_client_get_eligibility (client));
  ct_collection_renew (ct_client_get_testing_profile (client));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_seen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Withdrawal *withdrawal = g_task_get_task_data (task);
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, NULL);
  CtAuthorization *authorization = answer != NULL ? answer->resource : NULL;

  if (authorization != NULL && authorization->state == CT_AUTHORIZATION_STATE_CANCELLED)
    end_withdrawal (task, NULL);
  else
    end_withdrawal (task, g_steal_pointer (&withdrawal->refusal));
}

/* It may have been sent twice, with the first answer lost. So what is refused is looked at. */
static void
on_withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Withdrawal *withdrawal = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (!g_error_matches (error, CT_ERROR, CT_ERROR_CONFLICT))
    {
      end_withdrawal (task, error);
      return;
    }

  withdrawal->refusal = error;
  ct_session_send_async (CT_SESSION (source),
                         &(CtCall) { .method = "GET",
                                     .path = withdrawal->path,
                                     .type = CT_TYPE_AUTHORIZATION },
                         g_task_get_cancellable (task), on_seen, g_object_ref (task));
}

void
ct_registering_withdraw_async (CtClient *client,
                               const char *authorization_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (authorization_id != NULL);

  Withdrawal *withdrawal = g_new0 (Withdrawal, 1);
  GTask *task
      = start_task (client, ct_registering_withdraw_async, cancellable, callback, user_data);

  withdrawal->path = get_path (authorization_id, NULL);
  g_task_set_task_data (task, withdrawal, (GDestroyNotify) withdrawal_free);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "DELETE", .path = withdrawal->path, .status = 204 },
                         cancellable, on_withdrawn, task);
}

gboolean
ct_registering_withdraw_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_registering_withdraw_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_hand_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);
  char *uri = answer != NULL ? ct_page_address_read (answer->body, &error) : NULL;

  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ct_news_expect (ct_client_get_news (g_task_get_source_object (task)));
  g_task_return_pointer (task, uri, g_free);
}

void
ct_registering_hand_over_async (CtClient *client,
                                const char *authorization_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (authorization_id != NULL);

  g_autofree char *path = get_path (authorization_id, "/hand-over");

  ct_session_send_async (
      ct_client_get_session (client),
      &(CtCall) { .method = "POST", .path = path, .status = 201, .member = "uri" }, cancellable,
      on_hand_over,
      start_task (client, ct_registering_hand_over_async, cancellable, callback, user_data));
}

char *
ct_registering_hand_over_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_registering_hand_over_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
