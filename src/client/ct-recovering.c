/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-recovering.h"

#include "model/ct-json.h"

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @object and @task. */
static void
post (CtSession *session, const char *path, guint status, JsonObject *object, GTask *task)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GBytes) body = ct_json_to_bytes (node);

  json_object_unref (object);
  ct_session_send_async (session,
                         &(CtCall) {
                             .method = "POST", .path = path, .body = body, .status = status },
                         g_task_get_cancellable (task), on_answer, task);
}

void
ct_recovering_ask_async (CtSession *session,
                         const char *name,
                         CtForgotten forgotten,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (name != NULL);

  GTask *task = g_task_new (session, cancellable, callback, user_data);
  JsonObject *object = json_object_new ();

  g_task_set_source_tag (task, ct_recovering_ask_async);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "forgot",
                                 forgotten == CT_FORGOTTEN_PASSWORD ? "password" : "user-name");
  post (session, "v1/recoveries", 202, object, task);
}

gboolean
ct_recovering_ask_finish (CtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_recovering_ask_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ct_recovering_finish_async (CtSession *session,
                            const char *code,
                            const char *password,
                            gboolean end_sessions,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (code != NULL && password != NULL);

  GTask *task = g_task_new (session, cancellable, callback, user_data);
  JsonObject *object = json_object_new ();

  g_task_set_source_tag (task, ct_recovering_finish_async);
  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "password", password);
  json_object_set_boolean_member (object, "end_sessions", end_sessions);
  post (session, "v1/recoveries/finish", 204, object, task);
}

gboolean
ct_recovering_finish_finish (CtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_recovering_finish_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
