/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-enrolling.h"

#include <string.h>

#include "model/ct-error.h"
#include "model/ct-json.h"

/* On its way. */
typedef struct
{
  CtNewcomerDraft *draft;
  CtProblem *problem; /* (nullable): what the service said */
} Step;

static void
step_free (Step *self)
{
  g_object_unref (self->draft);
  g_clear_object (&self->problem);
  g_free (self);
}

static GTask *
start (CtSession *session,
       CtNewcomerDraft *draft,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Step *step = g_new0 (Step, 1);

  step->draft = g_object_ref (draft);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  return task;
}

/* Takes @object and @task. */
static void
post (const CtCall *call, JsonObject *object, GTask *task, GAsyncReadyCallback answered)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GBytes) body = ct_json_to_bytes (node);

  CtCall whole = *call;

  json_object_unref (object);
  whole.method = "POST";
  whole.body = body;
  ct_session_send_async (g_task_get_source_object (task), &whole, g_task_get_cancellable (task),
                         answered, task);
}

static gboolean
finish (CtSession *session, GAsyncResult *result, CtProblem **problem, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = g_steal_pointer (&step->problem);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static CtAnswer *
take_answer (GTask *task, GObject *source, GAsyncResult *result)
{
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  CtAnswer *answer = ct_session_send_finish (CT_SESSION (source), result, &step->problem, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  return answer;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
}

void
ct_enrolling_ask_async (CtSession *session,
                        CtNewcomerDraft *draft,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (CT_IS_NEWCOMER_DRAFT (draft));

  GTask *task = start (session, draft, ct_enrolling_ask_async, cancellable, callback, user_data);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "email", draft->email);
  if (*draft->company_id != '\0')
    json_object_set_string_member (object, "company_id", draft->company_id);
  post (&(CtCall) { .path = "v1/enrolments", .status = 202 }, object, task, on_asked);
}

gboolean
ct_enrolling_ask_finish (CtSession *session,
                         GAsyncResult *result,
                         CtProblem **problem,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_enrolling_ask_async), FALSE);

  return finish (session, result, problem, error);
}

/* What the service says of the newcomer becomes part of the draft. */
static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  g_autoptr (CtAnswer) answer = take_answer (task, source, result);
  g_autoptr (JsonNode) node = NULL;
  GError *error = NULL;

  if (answer == NULL)
    return;

  node = ct_json_parse (answer->body, &error);
  if (node != NULL && ct_resource_read (CT_RESOURCE (step->draft), node, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ct_enrolling_check_async (CtSession *session,
                          CtNewcomerDraft *draft,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (CT_IS_NEWCOMER_DRAFT (draft));

  GTask *task = start (session, draft, ct_enrolling_check_async, cancellable, callback, user_data);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", draft->code);
  post (&(CtCall) { .path = "v1/enrolments/check", .status = 200, .member = "email" }, object, task,
        on_told);
}

gboolean
ct_enrolling_check_finish (CtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_enrolling_check_async), FALSE);

  return finish (session, result, NULL, error);
}

static void
set (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

/* As BCP 47: "de_AT.UTF-8" is "de-AT". */
static char *
get_language (void)
{
  const char *name = g_get_language_names ()[0];
  char *tag = g_strndup (name, strcspn (name, ".@"));

  return g_strdelimit (tag, "_", '-');
}

void
ct_enrolling_finish_async (CtSession *session,
                           CtNewcomerDraft *draft,
                           CtProgram *program,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (CT_IS_NEWCOMER_DRAFT (draft));
  g_return_if_fail (CT_IS_PROGRAM (program));

  GTask *task = start (session, draft, ct_enrolling_finish_async, cancellable, callback, user_data);
  JsonObject *object = json_object_new ();
  g_autofree char *language = get_language ();

  set (object, "code", draft->code);
  set (object, "user_name", draft->user_name);
  set (object, "password", draft->password);
  if (!draft->is_invitation)
    {
      set (object, "given_name", draft->given_name);
      set (object, "family_name", draft->family_name);
      set (object, "name", draft->name);
      if (strlen (language) > 1)
        set (object, "language", language);
    }
  if (draft->has_report)
    set (object, "registration_id", draft->registration_id);
  if (draft->accepts_terms)
    {
      set (object, "terms_version", program->terms_version);
      set (object, "privacy_version", program->privacy_version);
    }
  post (&(CtCall) { .path = "v1/enrolments/finish", .status = 201, .member = "user_name" }, object,
        task, on_told);
}

gboolean
ct_enrolling_finish_finish (CtSession *session,
                            GAsyncResult *result,
                            CtProblem **problem,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_enrolling_finish_async), FALSE);

  return finish (session, result, problem, error);
}
