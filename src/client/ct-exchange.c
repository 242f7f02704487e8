/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-exchange.h"

#include "client/ct-refusal.h"
#include "model/ct-error.h"

#define CHUNK (64 * 1024)

/* Belongs to the task and, as long as libsoup has something to tell, to libsoup's callback. */
typedef struct
{
  GTask *task; /* (nullable) (owned): NULL once it was answered */
  CtExchangeReport report;

  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  gsize max_body;

  GCancellable *working; /* what libsoup is told of the end */
  gboolean has_head;
  guint head_id;
  guint whole_id;
  GSource *calling_off;
} Exchange;

static void
exchange_clear (gpointer data)
{
  Exchange *self = data;

  g_assert (self->task == NULL);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_object (&self->working);
}

static void
exchange_unref (gpointer data)
{
  g_rc_box_release_full (data, exchange_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_unref)

/* Returns: (transfer full) (nullable): what is still to be answered, for the one that comes first
 */
static GTask *
settle (Exchange *self)
{
  g_clear_handle_id (&self->head_id, g_source_remove);
  g_clear_handle_id (&self->whole_id, g_source_remove);
  if (self->calling_off != NULL)
    g_source_destroy (self->calling_off);
  g_clear_pointer (&self->calling_off, g_source_unref);
  return g_steal_pointer (&self->task);
}

/* Takes @error. */
static void
fail (Exchange *self, GError *error)
{
  g_autoptr (GTask) task = settle (self);

  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

/* Takes @error. libsoup 3.6 lets go of a request twice that is cancelled after its answer has begun
 * and before that was told. Then it is left to go on until it was told, and ended there. */
static void
stop (Exchange *self, GError *error)
{
  fail (self, error);
  if (!self->has_head || self->stream != NULL)
    g_cancellable_cancel (self->working);
}

static void
on_late (Exchange *self)
{
  self->report.overdue = TRUE;
  stop (self, g_error_new_literal (CT_ERROR, CT_ERROR_UNREACHABLE, "It is too slow."));
}

static void
on_head_late (gpointer user_data)
{
  Exchange *self = user_data;

  self->head_id = 0;
  on_late (self);
}

static void
on_whole_late (gpointer user_data)
{
  Exchange *self = user_data;

  self->whole_id = 0;
  on_late (self);
}

static gboolean
on_called_off (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  stop (user_data, g_steal_pointer (&error));
  return G_SOURCE_REMOVE;
}

static void
on_head (SoupMessage *message, Exchange *self)
{
  self->has_head = TRUE;
  g_clear_handle_id (&self->head_id, g_source_remove);
}

/* Where libsoup sends a request again on a kept connection, as it does when that was reset, it may
 * take the failure of the first time for one of the second and let go of the request twice, up to
 * 3.8 at least. On a connection of its own it does not. */
static void
on_restarted (SoupMessage *message, Exchange *self)
{
  self->report.restarted = TRUE;
  self->has_head = FALSE;
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

static void read_more (Exchange *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) chunk
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &reason);

  if (self->task == NULL)
    return;

  if (chunk == NULL)
    fail (self, ct_refusal_from_failure (self->message, reason, TRUE));
  else if (g_bytes_get_size (chunk) == 0)
    {
      g_autoptr (GTask) task = settle (self);

      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->body)),
                             (GDestroyNotify) g_bytes_unref);
    }
  else if (g_bytes_get_size (chunk) > self->max_body - self->body->len)
    fail (self, g_error_new_literal (CT_ERROR, CT_ERROR_BROKEN_ANSWER, "It is too large."));
  else
    {
      g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
      read_more (g_steal_pointer (&self));
    }
}

/* Takes @self. */
static void
read_more (Exchange *self)
{
  g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT, self->working, on_read,
                                   self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GError) reason = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &reason);
  if (self->task == NULL)
    return;

  if (self->stream == NULL)
    fail (self, ct_refusal_from_failure (self->message, reason, FALSE));
  else
    read_more (g_steal_pointer (&self));
}

void
ct_exchange_async (SoupSession *session,
                   SoupMessage *message,
                   const CtExchangeLimits *limits,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (limits != NULL);

  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Exchange *self = g_rc_box_new0 (Exchange);

  g_task_set_source_tag (task, ct_exchange_async);
  g_task_set_task_data (task, self, exchange_unref);
  self->message = g_object_ref (message);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  self->task = task;
  self->body = g_byte_array_new ();
  self->max_body = limits->body;
  self->working = g_cancellable_new ();
  self->head_id = g_timeout_add_seconds_once (limits->head, on_head_late, self);
  self->whole_id = g_timeout_add_seconds_once (limits->whole, on_whole_late, self);
  if (cancellable != NULL)
    {
      self->calling_off = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->calling_off, G_SOURCE_FUNC (on_called_off), self, NULL);
      g_source_attach (self->calling_off, NULL);
    }

  /* Over HTTP/2 nobody is told, up to 3.8 at least, when a connection fails that others use as
   * well: some wait for ever, be they sent for the first time or again. */
  soup_message_set_force_http1 (message, TRUE);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_head), self);
  g_signal_connect (message, "restarted", G_CALLBACK (on_restarted), self);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->working, on_sent,
                           g_rc_box_acquire (self));
}

GBytes *
ct_exchange_finish (SoupSession *session,
                    GAsyncResult *result,
                    CtExchangeReport *report,
                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_exchange_async), NULL);

  Exchange *self = g_task_get_task_data (G_TASK (result));
  *report = self->report;
  return g_task_propagate_pointer (G_TASK (result), error);
}
