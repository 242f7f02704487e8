/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-packaging.h"

#include "client/ct-file-save.h"
#include "model/ct-error.h"
#include "model/ct-json.h"

/* How often to ask how far it is, in milliseconds; it takes a second or two. */
#define INTERVAL 200

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

static char *
get_path (CtPackage *package, const char *end)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (package));
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat ("v1/packages/", escaped, end, NULL);
}

/* Requests. */

static void
on_requested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtProblem) problem = NULL;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_session_send_finish (CT_SESSION (source), result, &problem, &error);

  if (problem != NULL)
    g_task_set_task_data (task, g_steal_pointer (&problem), g_object_unref);

  if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer->resource), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @node. */
static void
send_request (CtClient *client, GTask *task, const char *path, const char *key, JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autoptr (GBytes) body = ct_json_to_bytes (owned);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = path,
                                     .key = key,
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_PACKAGE,
                                     .member = "id" },
                         g_task_get_cancellable (task), on_requested, task);
}

void
ct_packaging_request_async (CtClient *client,
                            CtPackageKind kind,
                            const char *const *credential_ids,
                            CtPaper paper,
                            const char *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (kind != CT_PACKAGE_KIND_DATA);
  g_return_if_fail (credential_ids != NULL && key != NULL);

  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *ids = json_array_new ();

  for (guint i = 0; credential_ids[i] != NULL; i++)
    json_array_add_string_element (ids, credential_ids[i]);
  json_object_set_string_member (object, "kind",
                                 kind == CT_PACKAGE_KIND_LOGOS ? "logos" : "certificates");
  json_object_set_array_member (object, "credential_ids", ids);
  json_object_set_string_member (object, "paper", paper == CT_PAPER_LETTER ? "letter" : "a4");
  send_request (client,
                start_task (client, ct_packaging_request_finish, cancellable, callback, user_data),
                "v1/packages", key, json_node_init_object (json_node_alloc (), object));
}

void
ct_packaging_export_async (CtClient *client,
                           const char *password,
                           const char *key,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (password != NULL && key != NULL);

  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "password", password);
  send_request (client,
                start_task (client, ct_packaging_request_finish, cancellable, callback, user_data),
                "v1/account/export", key, json_node_init_object (json_node_alloc (), object));
}

CtPackage *
ct_packaging_request_finish (CtClient *client,
                             GAsyncResult *result,
                             CtProblem **problem,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_packaging_request_finish), NULL);

  CtProblem *kept = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = kept != NULL ? g_object_ref (kept) : NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Waiting. */

static void ask (GTask *task);

static gboolean
on_interval (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    ask (task);
  return G_SOURCE_REMOVE;
}

static void
on_news (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtPackage *package = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ct_resource_assign (CT_RESOURCE (package), answer->resource);
  if (package->state != CT_PACKAGE_STATE_REQUESTED)
    g_task_return_boolean (task, TRUE);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, INTERVAL, on_interval, g_object_ref (task),
                        g_object_unref);
}

static void
ask (GTask *task)
{
  g_autofree char *path = get_path (g_task_get_task_data (task), NULL);

  ct_session_send_async (ct_client_get_session (g_task_get_source_object (task)),
                         &(CtCall) { .method = "GET", .path = path, .type = CT_TYPE_PACKAGE },
                         g_task_get_cancellable (task), on_news, g_object_ref (task));
}

void
ct_packaging_await_async (CtClient *client,
                          CtPackage *package,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_PACKAGE (package));

  g_autoptr (GTask) task
      = start_task (client, ct_packaging_await_async, cancellable, callback, user_data);

  g_task_set_task_data (task, g_object_ref (package), g_object_unref);
  ask (task);
}

gboolean
ct_packaging_await_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_packaging_await_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Saving. */

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ct_file_save_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (g_strcmp0 (answer->content_type, "application/zip") != 0)
    g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "This is no zip.");
  else
    ct_file_save_async (g_task_get_task_data (task), answer->body, g_task_get_cancellable (task),
                        on_written, g_object_ref (task));
}

void
ct_packaging_save_async (CtClient *client,
                         CtPackage *package,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_PACKAGE (package));
  g_return_if_fail (G_IS_FILE (file));

  GTask *task = start_task (client, ct_packaging_save_async, cancellable, callback, user_data);
  g_autofree char *path = get_path (package, "/file");

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "GET", .path = path }, cancellable, on_fetched,
                         task);
}

gboolean
ct_packaging_save_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_packaging_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Removing. */

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
ct_packaging_remove_async (CtClient *client,
                           CtPackage *package,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_PACKAGE (package));

  g_autofree char *path = get_path (package, NULL);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "DELETE", .path = path, .status = 204 }, cancellable,
                         on_removed,
                         start_task (client, ct_packaging_remove_async, cancellable, callback,
                                     user_data));
}

gboolean
ct_packaging_remove_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_packaging_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
