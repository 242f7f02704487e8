/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-leaving.h"

#include "model/ct-json.h"

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtProblem) problem = NULL;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_session_send_finish (CT_SESSION (source), result, &problem, &error);

  if (problem != NULL)
    g_task_set_task_data (task, g_steal_pointer (&problem), g_object_unref);
  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
ct_leaving_delete_async (CtClient *client,
                         const char *password,
                         const char *key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (password != NULL && key != NULL);

  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  json_object_set_string_member (object, "password", password);
  g_autoptr (GBytes) body = ct_json_to_bytes (node);
  g_task_set_source_tag (task, ct_leaving_delete_async);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/account/deletion",
                                     .key = key,
                                     .body = body,
                                     .status = 204 },
                         cancellable, on_deleted, task);
}

gboolean
ct_leaving_delete_finish (CtClient *client,
                          GAsyncResult *result,
                          CtProblem **problem,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_leaving_delete_async), FALSE);

  CtProblem *kept = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = kept != NULL ? g_object_ref (kept) : NULL;
  return g_task_propagate_boolean (G_TASK (result), error);
}
