/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-agreeing.h"

#include "model/ct-error.h"
#include "model/ct-json.h"

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  /* A newer version is news of the program. */
  if (answer != NULL || g_error_matches (error, CT_ERROR, CT_ERROR_CONFLICT))
    ct_client_refresh (client);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static GBytes *
write_body (const char *agreement_id, const char *version)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "agreement_id", agreement_id);
  json_object_set_string_member (object, "version", version);
  return ct_json_to_bytes (node);
}

void
ct_agreeing_accept_async (CtClient *client,
                          const char *agreement_id,
                          const char *version,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (agreement_id != NULL && version != NULL);

  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (GBytes) body = write_body (agreement_id, version);
  /* The same acceptance has the same key, however often it is sent. */
  g_autofree char *key = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  g_task_set_source_tag (task, ct_agreeing_accept_async);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/account/acceptances",
                                     .key = key,
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_ACCOUNT },
                         cancellable, on_accepted, task);
}

gboolean
ct_agreeing_accept_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_agreeing_accept_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
