/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-admission.h"

#include <glib/gi18n-lib.h>

#include "model/ct-error.h"
#include "model/ct-json.h"

static void
on_admitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, NULL, &error);

  if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer->resource), g_object_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
is_our_service (CtAnswer *answer)
{
  g_autoptr (JsonNode) node = ct_json_parse (answer->body, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  const char *name
      = json_object_get_string_member_with_default (json_node_get_object (node), "name", NULL);
  return g_strcmp0 (name, "certtracker-service") == 0;
}

static gboolean
is_something_else (const GError *error)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_NOT_FOUND)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
}

static void
on_introduced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, NULL, &error);

  if (answer != NULL ? !is_our_service (answer) : is_something_else (error))
    g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_BAD_ADDRESS,
                                     _ ("Something else answers there."));
  else if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ct_transport_send_async (CT_TRANSPORT (source),
                             &(CtCall) { .method = "POST",
                                         .path = "v1/sessions",
                                         .body = g_task_get_task_data (task),
                                         .status = 201,
                                         .type = CT_TYPE_TOKENS },
                             NULL, g_task_get_cancellable (task), on_admitted, g_object_ref (task));
}

static GBytes *
write_credentials (const char *user_name, const char *password)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "user_name", user_name);
  json_object_set_string_member (object, "password", password);
  json_object_set_string_member (object, "device", g_get_host_name ());
  return ct_json_to_bytes (node);
}

void
ct_admission_async (CtTransport *transport,
                    const char *user_name,
                    const char *password,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (CT_IS_TRANSPORT (transport));
  g_return_if_fail (user_name != NULL && password != NULL);

  GTask *task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, ct_admission_async);
  g_task_set_task_data (task, write_credentials (user_name, password),
                        (GDestroyNotify) g_bytes_unref);
  ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1" }, NULL,
                           cancellable, on_introduced, task);
}

CtTokens *
ct_admission_finish (CtTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_admission_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
