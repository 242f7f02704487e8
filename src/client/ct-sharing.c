/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-sharing.h"

#include "client/ct-page-address.h"
#include "model/ct-error.h"
#include "model/ct-json.h"
#include "model/ct-share.h"

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

/* What the service said of it is kept with the task, for whoever finishes it. */
static CtAnswer *
take_answer (GTask *task, GObject *source, GAsyncResult *result)
{
  g_autoptr (CtProblem) problem = NULL;
  GError *error = NULL;
  CtAnswer *answer = ct_session_send_finish (CT_SESSION (source), result, &problem, &error);

  if (problem != NULL)
    g_task_set_task_data (task, g_steal_pointer (&problem), g_object_unref);
  if (answer == NULL)
    g_task_return_error (task, error);
  return answer;
}

static void
give_problem (GAsyncResult *result, CtProblem **problem)
{
  CtProblem *kept = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = kept != NULL ? g_object_ref (kept) : NULL;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer == NULL)
    return;

  ct_share_draft_clear (ct_client_get_share_draft (client));
  ct_collection_renew (ct_client_get_shares (client));
  g_task_return_boolean (task, TRUE);
}

void
ct_sharing_send_async (CtClient *client,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));

  CtShareDraft *draft = ct_client_get_share_draft (client);
  g_autoptr (GBytes) body = ct_share_draft_to_bytes (draft, CT_SHARE_DRAFT_EMAIL);
  GTask *task = start_task (client, ct_sharing_send_async, cancellable, callback, user_data);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/shares",
                                     .key = ct_share_draft_get_key (draft, body),
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_SHARE,
                                     .member = "id" },
                         cancellable, on_sent, task);
}

gboolean
ct_sharing_send_finish (CtClient *client, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sharing_send_async), FALSE);

  give_problem (result, problem);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What was made of it: a share with a link or with a code. */
static CtShare *
read_made (CtAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = ct_json_parse (answer->body, error);
  g_autoptr (CtShare) share
      = node != NULL ? ct_resource_from_json (CT_TYPE_SHARE, node, error) : NULL;

  if (share == NULL)
    return NULL;
  if (share->kind == CT_SHARE_KIND_LINK ? share->uri == NULL : share->code == NULL)
    {
      g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "The share has no link or code.");
      return NULL;
    }
  return g_steal_pointer (&share);
}

static void
return_made (GTask *task, CtAnswer *answer)
{
  GError *error = NULL;
  CtShare *share = read_made (answer, &error);

  ct_collection_renew (ct_client_get_shares (g_task_get_source_object (task)));
  if (share != NULL)
    g_task_return_pointer (task, share, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_linked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer == NULL)
    return;

  ct_share_draft_clear (ct_client_get_share_draft (g_task_get_source_object (task)));
  return_made (task, answer);
}

void
ct_sharing_make_link_async (CtClient *client,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));

  CtShareDraft *draft = ct_client_get_share_draft (client);
  g_autoptr (GBytes) body = ct_share_draft_to_bytes (draft, CT_SHARE_DRAFT_LINK);
  GTask *task = start_task (client, ct_sharing_make_link_async, cancellable, callback, user_data);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/shares",
                                     .key = ct_share_draft_get_key (draft, body),
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_SHARE,
                                     .member = "uri" },
                         cancellable, on_linked, task);
}

CtShare *
ct_sharing_make_link_finish (CtClient *client,
                             GAsyncResult *result,
                             CtProblem **problem,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sharing_make_link_async), NULL);

  give_problem (result, problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_transcript (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer != NULL)
    return_made (task, answer);
}

static void
add_ids (JsonBuilder *builder, const char *name, const char *const *ids)
{
  if (*ids == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; *ids != NULL; ids++)
    json_builder_add_string_value (builder, *ids);
  json_builder_end_array (builder);
}

void
ct_sharing_make_transcript_async (CtClient *client,
                                  const char *const *credential_ids,
                                  const char *const *attempt_ids,
                                  int days,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (credential_ids != NULL && attempt_ids != NULL);
  g_return_if_fail (key != NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) body = NULL;
  GTask *task
      = start_task (client, ct_sharing_make_transcript_async, cancellable, callback, user_data);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, "transcript");
  add_ids (builder, "credential_ids", credential_ids);
  add_ids (builder, "attempt_ids", attempt_ids);
  json_builder_set_member_name (builder, "days");
  json_builder_add_int_value (builder, days);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = ct_json_to_bytes (root);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/shares",
                                     .key = key,
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_SHARE,
                                     .member = "code" },
                         cancellable, on_transcript, task);
}

CtShare *
ct_sharing_make_transcript_finish (CtClient *client,
                                   GAsyncResult *result,
                                   CtProblem **problem,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sharing_make_transcript_async), NULL);

  give_problem (result, problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_preview (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);
  GError *error = NULL;
  char *uri;

  if (answer == NULL)
    return;

  uri = ct_page_address_read (answer->body, &error);
  if (uri != NULL)
    g_task_return_pointer (task, uri, g_free);
  else
    g_task_return_error (task, error);
}

void
ct_sharing_preview_async (CtClient *client,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));

  g_autoptr (GBytes) body
      = ct_share_draft_to_bytes (ct_client_get_share_draft (client), CT_SHARE_DRAFT_PREVIEW);
  g_autofree char *key = g_uuid_string_random ();
  GTask *task = start_task (client, ct_sharing_preview_async, cancellable, callback, user_data);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = "v1/shares/preview",
                                     .key = key,
                                     .body = body,
                                     .status = 201,
                                     .member = "uri" },
                         cancellable, on_preview, task);
}

char *
ct_sharing_preview_finish (CtClient *client,
                           GAsyncResult *result,
                           CtProblem **problem,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sharing_preview_async), NULL);

  give_problem (result, problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer == NULL)
    return;

  ct_collection_renew (ct_client_get_shares (g_task_get_source_object (task)));
  g_task_return_boolean (task, TRUE);
}

void
ct_sharing_withdraw_async (CtClient *client,
                           const char *share_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (share_id != NULL);

  g_autofree char *escaped = g_uri_escape_string (share_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("v1/shares/", escaped, NULL);
  GTask *task = start_task (client, ct_sharing_withdraw_async, cancellable, callback, user_data);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "DELETE", .path = path, .status = 204 }, cancellable,
                         on_withdrawn, task);
}

gboolean
ct_sharing_withdraw_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sharing_withdraw_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
