/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-access.h"

#include "model/ct-error.h"
#include "model/ct-json.h"

/* An access token is renewed this long before it ends, so that it does not end on the way. */
#define MARGIN (30 * G_USEC_PER_SEC)

/* When the answer to a refresh is lost, the service takes the old token for a few seconds
 * more. These are the pauses before it is tried again, in milliseconds. */
static const guint pauses[] = { 0, 1000 };

struct _CtAccess
{
  GObject parent_instance;

  CtTransport *transport;
  char *refresh_token;
  char *access_token; /* NULL: to be renewed before anything is sent */
  gint64 access_ends; /* monotonic time */

  GQueue waiting; /* of GTask; not empty while a refresh is under way */
  guint tries;
  guint pause_id;
  GCancellable *cancellable; /* of the refresh, which is not any one request's own */
};

G_DEFINE_FINAL_TYPE (CtAccess, ct_access, G_TYPE_OBJECT)

enum
{
  SIGNAL_RENEWED,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A request that is signed when it is sent, and perhaps sent again. */
typedef struct
{
  char *method;
  char *path;
  char *etag;
  GBytes *body;
  char *token;
  gboolean again;
  CtProblem *problem;
} Request;

static void
request_free (Request *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->token);
  g_clear_object (&self->problem);
  g_free (self);
}

static void send_now (CtAccess *self, GTask *task);
static void send_or_wait (CtAccess *self, GTask *task);
static void renew (CtAccess *self);

static void
take_tokens (CtAccess *self, CtTokens *tokens)
{
  g_set_str (&self->refresh_token, tokens->refresh_token);
  g_set_str (&self->access_token, tokens->access_token);
  self->access_ends = g_get_monotonic_time () + tokens->expires_in * (gint64) G_USEC_PER_SEC;
}

/* Lets everyone who waits go on, or fail with @error. */
static void
end_waiting (CtAccess *self, const GError *error)
{
  GQueue waiting = self->waiting;

  g_queue_init (&self->waiting);

  for (GTask *task = g_queue_pop_head (&waiting); task != NULL; task = g_queue_pop_head (&waiting))
    {
      if (g_task_return_error_if_cancelled (task))
        g_object_unref (task);
      else if (error == NULL)
        send_now (self, task);
      else
        {
          g_task_return_error (task, g_error_copy (error));
          g_object_unref (task);
        }
    }
}

static void
on_pause_over (gpointer user_data)
{
  CtAccess *self = user_data;

  self->pause_id = 0;
  renew (self);
}

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_UNREACHABLE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
}

/* The service said, in its own words, that the token is of no use. */
static gboolean
is_refusal (const GError *error, CtProblem *problem)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_SIGNED_OUT)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BAD_CREDENTIALS)
         || (problem != NULL && g_strcmp0 (problem->type, "urn:certtracker:invalid") == 0);
}

static CtTokens *
read_tokens (CtAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = ct_json_parse (answer->body, error);

  return node != NULL ? ct_resource_from_json (CT_TYPE_TOKENS, node, error) : NULL;
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtAccess) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, &problem, &error);
  g_autoptr (CtTokens) tokens = answer != NULL ? read_tokens (answer, &error) : NULL;

  if (tokens != NULL)
    {
      take_tokens (self, tokens);
      g_signal_emit (self, signals[SIGNAL_RENEWED], 0, tokens);
      end_waiting (self, NULL);
    }
  else if (is_refusal (error, problem))
    {
      g_autoptr (GError) ended
          = g_error_new_literal (CT_ERROR, CT_ERROR_SIGNED_OUT, error->message);

      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, ended);
      end_waiting (self, ended);
    }
  else if (is_lost (error) && self->tries < G_N_ELEMENTS (pauses)
           && !g_cancellable_is_cancelled (self->cancellable))
    self->pause_id = g_timeout_add_once (pauses[self->tries++], on_pause_over, self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autoptr (GError) ended
          = g_error_new_literal (CT_ERROR, CT_ERROR_SIGNED_OUT, "The session was given up.");
      end_waiting (self, ended);
    }
  else
    end_waiting (self, error);
}

static void
renew (CtAccess *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "refresh_token", self->refresh_token);
  g_autoptr (GBytes) body = ct_json_to_bytes (node);

  ct_transport_send_async (self->transport, "POST", "v1/sessions/refresh", NULL, NULL, body,
                           self->cancellable, on_renewed, g_object_ref (self));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtAccess *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_object (&request->problem);
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, &request->problem, &error);

  if (answer != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) ct_answer_free);
      return;
    }

  if (!g_error_matches (error, CT_ERROR, CT_ERROR_SIGNED_OUT))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (request->again || g_strcmp0 (request->problem->type, "urn:certtracker:session-ended") == 0)
    {
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Another request may have renewed the token since this one was sent. */
  if (g_strcmp0 (request->token, self->access_token) == 0)
    g_clear_pointer (&self->access_token, g_free);

  request->again = TRUE;
  send_or_wait (self, g_steal_pointer (&task));
}

/* Takes @task. */
static void
send_now (CtAccess *self, GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_set_str (&request->token, self->access_token);
  ct_transport_send_async (self->transport, request->method, request->path, request->token,
                           request->etag, request->body, g_task_get_cancellable (task), on_sent,
                           task);
}

/* Takes @task. */
static void
send_or_wait (CtAccess *self, GTask *task)
{
  if (self->access_token != NULL && g_get_monotonic_time () < self->access_ends - MARGIN)
    {
      send_now (self, task);
      return;
    }

  g_queue_push_tail (&self->waiting, task);
  if (g_queue_get_length (&self->waiting) == 1)
    {
      self->tries = 0;
      renew (self);
    }
}

void
ct_access_send_async (CtAccess *self,
                      const char *method,
                      const char *path,
                      const char *etag,
                      GBytes *body,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (CT_IS_ACCESS (self));
  g_return_if_fail (method != NULL && path != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_access_send_async);

  Request *request = g_new0 (Request, 1);
  request->method = g_strdup (method);
  request->path = g_strdup (path);
  request->etag = g_strdup (etag);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  send_or_wait (self, task);
}

CtAnswer *
ct_access_send_finish (CtAccess *self, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_access_send_async), NULL);

  Request *request = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&request->problem);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ct_access_stop (CtAccess *self)
{
  g_return_if_fail (CT_IS_ACCESS (self));

  g_cancellable_cancel (self->cancellable);

  if (self->pause_id != 0)
    {
      g_autoptr (GError) error
          = g_error_new_literal (CT_ERROR, CT_ERROR_SIGNED_OUT, "The session was given up.");

      g_clear_handle_id (&self->pause_id, g_source_remove);
      end_waiting (self, error);
    }
}

static void
ct_access_finalize (GObject *object)
{
  CtAccess *self = CT_ACCESS (object);

  /* Whoever waits holds a reference, and a pause is only made for them. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_assert (self->pause_id == 0);

  g_clear_object (&self->transport);
  g_free (self->refresh_token);
  g_free (self->access_token);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ct_access_parent_class)->finalize (object);
}

static void
ct_access_class_init (CtAccessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_access_finalize;

  signals[SIGNAL_RENEWED] = g_signal_new ("renewed", CT_TYPE_ACCESS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, CT_TYPE_TOKENS);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", CT_TYPE_ACCESS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ct_access_init (CtAccess *self)
{
  g_queue_init (&self->waiting);
  self->cancellable = g_cancellable_new ();
}

CtAccess *
ct_access_new (CtTransport *transport, const char *refresh_token)
{
  g_return_val_if_fail (CT_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (refresh_token != NULL, NULL);

  CtAccess *self = g_object_new (CT_TYPE_ACCESS, NULL);

  self->transport = g_object_ref (transport);
  self->refresh_token = g_strdup (refresh_token);
  return self;
}

CtAccess *
ct_access_new_for_tokens (CtTransport *transport, CtTokens *tokens)
{
  g_return_val_if_fail (CT_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (CT_IS_TOKENS (tokens), NULL);

  CtAccess *self = g_object_new (CT_TYPE_ACCESS, NULL);

  self->transport = g_object_ref (transport);
  take_tokens (self, tokens);
  return self;
}
