/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-hang-up.h"

#include <string.h>

#include "service/http/ct-timer.h"

/* How long it may take in all, in milliseconds. */
#define MAX_LINGER 2000
#define SKIP_SIZE (64 * 1024)

typedef struct
{
  GIOStream *stream;
  GBytes *text;
  GCancellable *cancellable;
  GSource *timer;
} HangUp;

static void
linger_ended (gpointer data)
{
  HangUp *self = data;

  g_cancellable_cancel (self->cancellable);
}

static void
hang_up_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  HangUp *self = data;

  g_io_stream_close_finish (self->stream, result, NULL);
  ct_timer_stop (&self->timer);
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_bytes_unref (self->text);
  g_free (self);
}

static void
hang_up_skipped (GObject *source, GAsyncResult *result, gpointer data)
{
  HangUp *self = data;
  GInputStream *input = g_io_stream_get_input_stream (self->stream);

  if (g_input_stream_skip_finish (input, result, NULL) > 0)
    g_input_stream_skip_async (input, SKIP_SIZE, G_PRIORITY_DEFAULT, self->cancellable,
                               hang_up_skipped, self);
  else
    g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, hang_up_closed, self);
}

static void
hang_up_written (GObject *source, GAsyncResult *result, gpointer data)
{
  HangUp *self = data;
  GInputStream *input = g_io_stream_get_input_stream (self->stream);

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_input_stream_skip_async (input, SKIP_SIZE, G_PRIORITY_DEFAULT, self->cancellable,
                             hang_up_skipped, self);
}

static GBytes *
answer_to_bytes (CtAnswer *answer)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize length;
  const guint8 *content = g_bytes_get_data (answer->content, &length);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                                           "Content-Type: %s\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                           "Cache-Control: no-store\r\n"
                                           "Connection: close\r\n\r\n",
                                           answer->status, ct_answer_get_phrase (answer->status),
                                           answer->content_type, length);

  g_byte_array_append (bytes, (const guint8 *) head, strlen (head));
  g_byte_array_append (bytes, content, length);
  return g_byte_array_free_to_bytes (bytes);
}

void
ct_hang_up (SoupServerMessage *message, CtAnswer *answer)
{
  g_autoptr (CtAnswer) owned = answer;
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (stream == NULL)
    return;

  HangUp *self = g_new0 (HangUp, 1);
  gsize length;

  self->stream = g_steal_pointer (&stream);
  self->text = answer_to_bytes (owned);
  self->cancellable = g_cancellable_new ();
  self->timer = ct_timer_start (MAX_LINGER, linger_ended, self);

  const void *text = g_bytes_get_data (self->text, &length);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), text, length,
                                   G_PRIORITY_DEFAULT, self->cancellable, hang_up_written, self);
}
