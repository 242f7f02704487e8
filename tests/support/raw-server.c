/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/raw-server.h"

#include <string.h>

struct _RawServer
{
  GSocketService *service;
  GCancellable *cancellable;
  GTlsCertificate *certificate;
  char *address;
  char *bytes;
  RawEnd end;
  guint count;
  guint heard;
  guint open;
  char *refrain;
  guint refrain_id;
  GPtrArray *peers; /* of Peer */
};

/* One who connected. */
typedef struct
{
  RawServer *server;
  GSocketConnection *connection;
  GIOStream *stream; /* the connection, or TLS on it */
  char request[4096];
  gboolean answered;
} Peer;

static void read_on (Peer *peer);

static void
peer_free (Peer *peer)
{
  g_ptr_array_remove (peer->server->peers, peer);
  peer->server->open--;
  g_object_unref (peer->stream);
  g_object_unref (peer->connection);
  g_free (peer);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Peer *peer = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    {
      peer_free (peer);
      return;
    }

  /* A request in more than one piece is answered at its first, which is all that matters. */
  if (!peer->answered)
    {
      peer->answered = TRUE;
      peer->server->heard++;
      g_output_stream_write_all (g_io_stream_get_output_stream (peer->stream), peer->server->bytes,
                                 strlen (peer->server->bytes), NULL, NULL, NULL);
      if (peer->server->end == RAW_END_CLOSE)
        g_socket_shutdown (g_socket_connection_get_socket (peer->connection), FALSE, TRUE, NULL);
    }

  read_on (peer);
}

static void
read_on (Peer *peer)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (peer->stream), peer->request,
                             sizeof peer->request, G_PRIORITY_DEFAULT, peer->server->cancellable,
                             on_read, peer);
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  RawServer *self = user_data;
  Peer *peer = g_new0 (Peer, 1);

  self->count++;
  self->open++;
  g_ptr_array_add (self->peers, peer);
  peer->server = self;
  peer->connection = g_object_ref (connection);
  peer->stream = self->certificate != NULL ? g_tls_server_connection_new (G_IO_STREAM (connection),
                                                                          self->certificate, NULL)
                                           : g_object_ref (G_IO_STREAM (connection));
  read_on (peer);
  return TRUE;
}

static gboolean
on_refrain (gpointer user_data)
{
  RawServer *self = user_data;

  for (guint i = 0; i < self->peers->len; i++)
    {
      Peer *peer = self->peers->pdata[i];

      if (peer->answered)
        g_output_stream_write_all (g_io_stream_get_output_stream (peer->stream), self->refrain,
                                   strlen (self->refrain), NULL, NULL, NULL);
    }
  return G_SOURCE_CONTINUE;
}

void
raw_server_go_on (RawServer *self, const char *bytes)
{
  self->refrain = g_strdup (bytes);
  self->refrain_id = g_timeout_add (100, on_refrain, self);
}

RawServer *
raw_server_new (GTlsCertificate *certificate, const char *bytes, RawEnd end)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  self->bytes = g_strdup (bytes);
  self->peers = g_ptr_array_new ();
  self->end = end;
  g_set_object (&self->certificate, certificate);
  self->cancellable = g_cancellable_new ();
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  self->address = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  return self;
}

void
raw_server_free (RawServer *self)
{
  g_clear_handle_id (&self->refrain_id, g_source_remove);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  while (self->open > 0)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_free (self->address);
  g_free (self->bytes);
  g_free (self->refrain);
  g_ptr_array_unref (self->peers);
  g_free (self);
}

const char *
raw_server_get_address (RawServer *self)
{
  return self->address;
}

guint
raw_server_count (RawServer *self)
{
  return self->count;
}

guint
raw_server_count_heard (RawServer *self)
{
  return self->heard;
}
