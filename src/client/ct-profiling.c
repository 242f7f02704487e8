/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-profiling.h"

#include "model/ct-account.h"
#include "model/ct-error.h"
#include "model/ct-json.h"

/* Somebody who changes it all the time is not waited for. */
#define MAX_TRIES 3

#define PATH "v1/account"

typedef enum
{
  DRAFT,
  EMAIL,
  NOTICE,
} What;

typedef struct
{
  What what;
  char *email;
  CtNotice notice;
  gboolean wanted;

  guint n_tries;
  CtProblem *problem;
} Change;

static void
change_free (Change *change)
{
  g_free (change->email);
  g_clear_object (&change->problem);
  g_free (change);
}

static GTask *
start (CtClient *client,
       What what,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->what = what;
  g_task_set_source_tag (task, ct_profiling_finish);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  return task;
}

static GBytes *
write_email (Change *change)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "email", change->email);
  return ct_json_to_bytes (node);
}

/* Others that are muted stay so, also those that this application does not know. */
static GBytes *
write_notice (Change *change, CtAccount *account)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CT_TYPE_NOTICE);
  const char *nick = g_enum_get_value (klass, change->notice)->value_nick;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  JsonArray *muted = json_array_new ();

  for (char **other = account->muted; other != NULL && *other != NULL; other++)
    if (!g_str_equal (*other, nick))
      json_array_add_string_element (muted, *other);
  if (!change->wanted)
    json_array_add_string_element (muted, nick);
  json_object_set_array_member (object, "muted", muted);
  return ct_json_to_bytes (node);
}

static void begin (GTask *task);

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_session_send_finish (CT_SESSION (source), result, &change->problem, &error);

  if (g_error_matches (error, CT_ERROR, CT_ERROR_CONFLICT) && ++change->n_tries < MAX_TRIES)
    {
      g_clear_object (&change->problem);
      begin (g_steal_pointer (&task));
      return;
    }

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (change->what == DRAFT)
    ct_profile_draft_settle (ct_client_get_profile_draft (client), answer->resource);
  ct_collection_renew (ct_client_get_account (client));
  if (change->what == EMAIL)
    ct_collection_renew (ct_client_get_emails (client));
  g_task_return_boolean (task, TRUE);
}

static void
on_account (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtClient *client = g_task_get_source_object (task);
  CtProfileDraft *draft = ct_client_get_profile_draft (client);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);
  g_autoptr (GBytes) body = NULL;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (change->what == DRAFT)
    {
      ct_profile_draft_follow (draft, answer->resource);
      if (ct_profile_draft_is_undecided (draft))
        {
          g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_CONFLICT, "");
          return;
        }
    }

  body = change->what == DRAFT   ? ct_profile_draft_to_bytes (draft)
         : change->what == EMAIL ? write_email (change)
                                 : write_notice (change, answer->resource);
  ct_session_send_async (CT_SESSION (source),
                         &(CtCall) { .method = "PATCH",
                                     .path = PATH,
                                     .etag = answer->etag,
                                     .body = body,
                                     .status = 200,
                                     .type = CT_TYPE_ACCOUNT },
                         g_task_get_cancellable (task), on_changed, g_object_ref (task));
}

/* Takes @task. What a change is based on is what the service says then. */
static void
begin (GTask *task)
{
  CtClient *client = g_task_get_source_object (task);

  ct_session_send_async (ct_client_get_session (client),
                         &(CtCall) { .method = "GET", .path = PATH, .type = CT_TYPE_ACCOUNT },
                         g_task_get_cancellable (task), on_account, task);
}

void
ct_profiling_save_async (CtClient *client,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));

  begin (start (client, DRAFT, cancellable, callback, user_data));
}

void
ct_profiling_set_email_async (CtClient *client,
                              const char *address,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));
  g_return_if_fail (address != NULL);

  GTask *task = start (client, EMAIL, cancellable, callback, user_data);
  Change *change = g_task_get_task_data (task);

  change->email = g_strdup (address);
  begin (task);
}

void
ct_profiling_set_notice_async (CtClient *client,
                               CtNotice notice,
                               gboolean wanted,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (client));

  GTask *task = start (client, NOTICE, cancellable, callback, user_data);
  Change *change = g_task_get_task_data (task);

  change->notice = notice;
  change->wanted = wanted;
  begin (task);
}

gboolean
ct_profiling_finish (CtClient *client, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_profiling_finish), FALSE);

  Change *change = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&change->problem);
  return g_task_propagate_boolean (G_TASK (result), error);
}
