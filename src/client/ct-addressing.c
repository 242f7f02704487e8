/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-addressing.h"

#include "model/ct-json.h"

typedef struct
{
  gboolean removes;
  CtProblem *problem;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->problem);
  g_free (request);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_session_send_finish (CT_SESSION (source), result, &request->problem, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ct_collection_renew (ct_client_get_emails (client));
  g_task_return_pointer (task,
                         request->removes ? g_object_new (CT_TYPE_EMAIL, NULL)
                                          : g_object_ref (answer->resource),
                         g_object_unref);
}

static GBytes *
write_member (const char *member, const char *text)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, member, text);
  return ct_json_to_bytes (node);
}

static void
send_call (CtClient *client,
           const CtCall *call,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  Request *request = g_new0 (Request, 1);

  request->removes = g_str_equal (call->method, "DELETE");
  g_task_set_source_tag (task, ct_addressing_finish);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  ct_session_send_async (ct_client_get_session (client), call, cancellable, on_answer, task);
}

void
ct_addressing_add_async (CtClient *client,
                         const char *address,
                         const char *key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (address != NULL);

  g_autoptr (GBytes) body = write_member ("address", address);

  send_call (client,
             &(CtCall) { .method = "POST",
                         .path = "v1/emails",
                         .key = key,
                         .body = body,
                         .status = 201,
                         .type = CT_TYPE_EMAIL,
                         .member = "id" },
             cancellable, callback, user_data);
}

void
ct_addressing_verify_async (CtClient *client,
                            const char *email_id,
                            const char *code,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (email_id != NULL && code != NULL);

  g_autofree char *escaped = g_uri_escape_string (email_id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("v1/emails/%s/verification", escaped);
  g_autoptr (GBytes) body = write_member ("code", code);

  send_call (
      client,
      &(CtCall) {
          .method = "POST", .path = path, .body = body, .status = 200, .type = CT_TYPE_EMAIL },
      cancellable, callback, user_data);
}

void
ct_addressing_remove_async (CtClient *client,
                            const char *email_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (email_id != NULL);

  g_autofree char *escaped = g_uri_escape_string (email_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("v1/emails/", escaped, NULL);

  send_call (client, &(CtCall) { .method = "DELETE", .path = path, .status = 204 }, cancellable,
             callback, user_data);
}

CtEmail *
ct_addressing_finish (CtClient *client, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_addressing_finish), NULL);

  Request *request = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&request->problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}
