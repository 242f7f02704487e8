/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-supporting.h"

#include <string.h>

#include "model/ct-error.h"

/* What is under way, with what the service said of it. */
typedef struct
{
  CtIncidentDraft *draft;
  CtIncident *incident;
  gboolean closed;
  char *path;
  char *name;
  CtProblem *problem;
} Work;

static void
work_free (Work *self)
{
  g_clear_object (&self->draft);
  g_clear_object (&self->incident);
  g_free (self->path);
  g_free (self->name);
  g_clear_object (&self->problem);
  g_free (self);
}

static GTask *
start_task (CtClient *client,
            gpointer tag,
            Work *work,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  return task;
}

static CtAnswer *
take_answer (GTask *task, GObject *source, GAsyncResult *result)
{
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  CtAnswer *answer = ct_session_send_finish (CT_SESSION (source), result, &work->problem, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  return answer;
}

static void
give_problem (GAsyncResult *result, CtProblem **problem)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = work->problem != NULL ? g_object_ref (work->problem) : NULL;
}

static char *
path_of (const char *list, const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat ("v1/", list, "/", escaped, rest, NULL);
}

/* Sending. */

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer == NULL)
    return;

  ct_incident_draft_clear (work->draft);
  ct_collection_renew (ct_client_get_incidents (client));
  g_task_return_pointer (task, g_strdup (ct_resource_get_id (answer->resource)), g_free);
}

void
ct_supporting_send_async (CtClient *client,
                          CtIncidentDraft *draft,
                          const char *incident_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_INCIDENT_DRAFT (draft));

  g_autoptr (GBytes) body = ct_incident_draft_to_bytes (draft);
  g_autofree char *path = incident_id != NULL ? path_of ("incidents", incident_id, "/messages")
                                              : g_strdup ("v1/incidents");
  Work *work = g_new0 (Work, 1);

  work->draft = g_object_ref (draft);
  GTask *task
      = start_task (client, ct_supporting_send_async, work, cancellable, callback, user_data);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = path,
                                     .key = ct_incident_draft_get_key (draft, body),
                                     .body = body,
                                     .status = 201,
                                     .type = CT_TYPE_INCIDENT,
                                     .member = "id" },
                         cancellable, on_sent, task);
}

char *
ct_supporting_send_finish (CtClient *client,
                           GAsyncResult *result,
                           CtProblem **problem,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_supporting_send_async), NULL);

  give_problem (result, problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Closing and reopening: first the service is asked how it is, to be sure that what is closed is
 * what the candidate sees, and for the tag that the change is based on. */

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  ct_collection_renew (ct_client_get_incidents (client));
  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
on_seen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer == NULL)
    return;

  if (!ct_resource_equal (answer->resource, CT_RESOURCE (work->incident)))
    {
      ct_collection_renew (ct_client_get_incidents (client));
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_CONFLICT,
                                       "It was changed in the meantime.");
      return;
    }

  const char *text = work->closed ? "{\"state\":\"closed\"}" : "{\"state\":\"waiting\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  ct_session_send_async (CT_SESSION (source),
                         &(CtCall) { .method = "PATCH",
                                     .path = work->path,
                                     .etag = answer->etag,
                                     .body = body,
                                     .status = 200,
                                     .type = CT_TYPE_INCIDENT },
                         g_task_get_cancellable (task), on_changed, g_object_ref (task));
}

void
ct_supporting_set_closed_async (CtClient *client,
                                CtIncident *incident,
                                gboolean closed,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_INCIDENT (incident));

  Work *work = g_new0 (Work, 1);
  work->incident = g_object_new (CT_TYPE_INCIDENT, NULL);
  ct_resource_assign (CT_RESOURCE (work->incident), CT_RESOURCE (incident));
  work->closed = closed;
  work->path = path_of ("incidents", ct_resource_get_id (CT_RESOURCE (incident)), NULL);

  GTask *task
      = start_task (client, ct_supporting_set_closed_async, work, cancellable, callback, user_data);
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) {
                             .method = "GET", .path = work->path, .type = CT_TYPE_INCIDENT },
                         cancellable, on_seen, task);
}

gboolean
ct_supporting_set_closed_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_supporting_set_closed_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Attaching. */

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer == NULL)
    return;

  g_list_store_append (work->draft->attachments, answer->resource);
  g_task_return_boolean (task, TRUE);
}

/* No more than what may be sent is read, however large the file says that it is. */
static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, &error);
  gsize n_read = 0;

  g_byte_array_set_size (content, CT_SUPPORTING_MAX_FILE + 1);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), content->data, content->len, &n_read,
                                   cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_byte_array_set_size (content, n_read);
  g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&content)),
                         (GDestroyNotify) g_bytes_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) content = g_task_propagate_pointer (G_TASK (result), &error);

  if (content == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_bytes_get_size (content) > CT_SUPPORTING_MAX_FILE)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The file is too large.");
      return;
    }

  g_autofree char *escaped = g_uri_escape_string (work->name, NULL, FALSE);
  g_autofree char *path = g_strconcat ("v1/attachments?name=", escaped, NULL);
  g_autofree char *key = g_uuid_string_random ();
  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "POST",
                                     .path = path,
                                     .key = key,
                                     .body = content,
                                     .body_type = "application/octet-stream",
                                     .status = 201,
                                     .type = CT_TYPE_ATTACHMENT,
                                     .member = "id" },
                         g_task_get_cancellable (task), on_uploaded, g_object_ref (task));
}

void
ct_supporting_attach_async (CtClient *client,
                            CtIncidentDraft *draft,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (CT_IS_INCIDENT_DRAFT (draft));
  g_return_if_fail (G_IS_FILE (file));

  g_autofree char *name = g_file_get_basename (file);
  Work *work = g_new0 (Work, 1);

  work->draft = g_object_ref (draft);
  work->name = g_filename_display_name (name != NULL ? name : "");
  GTask *task
      = start_task (client, ct_supporting_attach_async, work, cancellable, callback, user_data);

  g_autoptr (GTask) reading = g_task_new (file, cancellable, on_read, task);
  g_task_set_source_tag (reading, read_in_thread);
  g_task_run_in_thread (reading, read_in_thread);
}

gboolean
ct_supporting_attach_finish (CtClient *client,
                             GAsyncResult *result,
                             CtProblem **problem,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_supporting_attach_async), FALSE);

  give_problem (result, problem);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Getting. */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer != NULL)
    g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify) g_bytes_unref);
}

void
ct_supporting_load_async (CtClient *client,
                          const char *attachment_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (attachment_id != NULL);

  g_autofree char *path = path_of ("attachments", attachment_id, NULL);
  GTask *task = start_task (client, ct_supporting_load_async, g_new0 (Work, 1), cancellable,
                            callback, user_data);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "GET", .path = path }, cancellable, on_loaded, task);
}

GBytes *
ct_supporting_load_finish (CtClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_supporting_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
