/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-signer.h"

#include "model/ct-error.h"
#include "model/ct-json.h"

/* An access token is renewed this long before it ends, so that it does not end on the way. */
#define MARGIN (30 * G_USEC_PER_SEC)

/* When the answer to a refresh is lost, the service takes the old token again until the new one was
 * used. So it is asked again at once, and those who wait need not wait for one that is silent. */
static const struct
{
  guint pause;           /* before it, in milliseconds */
  gboolean has_all_time; /* or only a tenth of what other requests have */
} tries[] = {
  { 0, FALSE },
  { 0, FALSE },
  { 1000, TRUE },
};

struct _CtSigner
{
  GObject parent_instance;

  CtTransport *transport;
  char *refresh_token;
  char *access_token; /* NULL: to be renewed before anything is sent */
  gint64 access_ends; /* monotonic time */

  /* A refresh, which is not any one request's own: */
  GQueue waiting; /* of GTask */
  gboolean renewing;
  guint try;
  guint timer_id; /* ends the pause before a try, or the try */
  GCancellable *cancellable;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (CtSigner, ct_signer, G_TYPE_OBJECT)

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
  CtCall *call;
  char *token;
  gboolean again;
  GSource *calling_off; /* while it waits */
  CtProblem *problem;
} Request;

static void
stop_listening (Request *self)
{
  if (self->calling_off != NULL)
    g_source_destroy (self->calling_off);
  g_clear_pointer (&self->calling_off, g_source_unref);
}

static void
request_free (Request *self)
{
  ct_call_free (self->call);
  g_free (self->token);
  g_clear_object (&self->problem);
  g_free (self);
}

static void send_now (CtSigner *self, GTask *task);
static void send_or_wait (CtSigner *self, GTask *task);
static void on_pause_over (gpointer user_data);
static void renew (CtSigner *self);

static void
take_tokens (CtSigner *self, CtTokens *tokens)
{
  g_set_str (&self->refresh_token, tokens->refresh_token);
  g_set_str (&self->access_token, tokens->access_token);
  self->access_ends = g_get_monotonic_time () + tokens->expires_in * (gint64) G_USEC_PER_SEC;
}

/* Lets everyone who waits go on, or fail with @error. */
static void
end_waiting (CtSigner *self, const GError *error)
{
  GQueue waiting = self->waiting;

  g_queue_init (&self->waiting);
  self->renewing = FALSE;

  for (GList *link = waiting.head; link != NULL; link = link->next)
    stop_listening (g_task_get_task_data (link->data));

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

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_UNREACHABLE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The service said, in its own words, that the token is of no use. */
static gboolean
is_refusal (const GError *error, CtProblem *problem)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_SIGNED_OUT)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BAD_CREDENTIALS)
         || (problem != NULL && g_strcmp0 (problem->type, "urn:certtracker:invalid") == 0);
}

static GError *
given_up (void)
{
  return g_error_new_literal (CT_ERROR, CT_ERROR_SIGNED_OUT, "The session was given up.");
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSigner) self = user_data;
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, &problem, &error);
  CtTokens *tokens = answer != NULL ? answer->resource : NULL;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->cancellable);

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
  else if (self->stopped)
    {
      g_autoptr (GError) ended = given_up ();

      end_waiting (self, ended);
    }
  else if (is_lost (error) && self->try + 1 < G_N_ELEMENTS (tries))
    {
      self->try++;
      self->timer_id = g_timeout_add_once (tries[self->try].pause, on_pause_over, self);
    }
  else
    end_waiting (self, error);
}

static void
on_patience_over (gpointer user_data)
{
  CtSigner *self = user_data;

  self->timer_id = 0;
  g_cancellable_cancel (self->cancellable);
}

static void
renew (CtSigner *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  guint timeout = 0;

  json_object_set_string_member (object, "refresh_token", self->refresh_token);
  g_autoptr (GBytes) body = ct_json_to_bytes (node);

  self->cancellable = g_cancellable_new ();
  g_object_get (self->transport, "timeout", &timeout, NULL);
  if (!tries[self->try].has_all_time)
    self->timer_id = g_timeout_add_once (timeout * 1000 / 10, on_patience_over, self);

  ct_transport_send_async (self->transport,
                           &(CtCall) { .method = "POST",
                                       .path = "v1/sessions/refresh",
                                       .body = body,
                                       .status = 200,
                                       .type = CT_TYPE_TOKENS },
                           NULL, self->cancellable, on_renewed, g_object_ref (self));
}

static void
on_pause_over (gpointer user_data)
{
  CtSigner *self = user_data;

  self->timer_id = 0;
  renew (self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSigner *self = g_task_get_source_object (task);
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
send_now (CtSigner *self, GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_set_str (&request->token, self->access_token);
  ct_transport_send_async (self->transport, request->call, request->token,
                           g_task_get_cancellable (task), on_sent, task);
}

/* Who is called off does not wait for the refresh, which goes on for the others. */
static gboolean
on_called_off (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSigner *self = g_task_get_source_object (task);

  stop_listening (g_task_get_task_data (task));
  g_queue_remove (&self->waiting, task);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
wait_for_renewal (CtSigner *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Request *request = g_task_get_task_data (task);

  g_queue_push_tail (&self->waiting, task);
  if (cancellable == NULL)
    return;

  request->calling_off = g_cancellable_source_new (cancellable);
  g_source_set_callback (request->calling_off, G_SOURCE_FUNC (on_called_off), task, NULL);
  g_source_attach (request->calling_off, NULL);
}

/* Takes @task. */
static void
send_or_wait (CtSigner *self, GTask *task)
{
  if (self->access_token != NULL && g_get_monotonic_time () < self->access_ends - MARGIN)
    {
      send_now (self, task);
      return;
    }

  wait_for_renewal (self, task);
  if (!self->renewing)
    {
      self->renewing = TRUE;
      self->try = 0;
      renew (self);
    }
}

void
ct_signer_send_async (CtSigner *self,
                      const CtCall *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (CT_IS_SIGNER (self));
  g_return_if_fail (call != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_signer_send_async);

  Request *request = g_new0 (Request, 1);
  request->call = ct_call_copy (call);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  send_or_wait (self, task);
}

CtAnswer *
ct_signer_send_finish (CtSigner *self, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_signer_send_async), NULL);

  Request *request = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&request->problem);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ct_signer_stop (CtSigner *self)
{
  g_return_if_fail (CT_IS_SIGNER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->timer_id, g_source_remove);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    {
      g_autoptr (GError) error = given_up ();

      end_waiting (self, error);
    }
}

static void
ct_signer_finalize (GObject *object)
{
  CtSigner *self = CT_SIGNER (object);

  /* Whoever waits holds a reference; the pause before a try may be over without one. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_handle_id (&self->timer_id, g_source_remove);

  g_clear_object (&self->transport);
  g_free (self->refresh_token);
  g_free (self->access_token);

  G_OBJECT_CLASS (ct_signer_parent_class)->finalize (object);
}

static void
ct_signer_class_init (CtSignerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_signer_finalize;

  signals[SIGNAL_RENEWED] = g_signal_new ("renewed", CT_TYPE_SIGNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, CT_TYPE_TOKENS);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", CT_TYPE_SIGNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ct_signer_init (CtSigner *self)
{
  g_queue_init (&self->waiting);
}

CtSigner *
ct_signer_new (CtTransport *transport, const char *refresh_token)
{
  g_return_val_if_fail (CT_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (refresh_token != NULL, NULL);

  CtSigner *self = g_object_new (CT_TYPE_SIGNER, NULL);

  self->transport = g_object_ref (transport);
  self->refresh_token = g_strdup (refresh_token);
  return self;
}

CtSigner *
ct_signer_new_for_tokens (CtTransport *transport, CtTokens *tokens)
{
  g_return_val_if_fail (CT_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (CT_IS_TOKENS (tokens), NULL);

  CtSigner *self = g_object_new (CT_TYPE_SIGNER, NULL);

  self->transport = g_object_ref (transport);
  take_tokens (self, tokens);
  return self;
}
