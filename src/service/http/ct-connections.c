/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-connections.h"

#include <string.h>

#include "service/http/ct-hang-up.h"
#include "service/http/ct-peer.h"
#include "service/http/ct-routes.h"
#include "service/http/ct-timer.h"
#include "service/incidents/ct-attachment-file.h"

const CtConnectionLimits ct_connection_limits = {
  .request_timeout = 30 * 1000,
  .answer_timeout = 60 * 1000,
  .download_timeout = 5 * 60 * 1000,
  .idle_timeout = 60 * 1000,
  .max_connections = 256,
  .max_of_peer = 64,
  .get_peer = ct_peer_get_name,
  .max_body = 64 * 1024,
  .upload_timeout = 5 * 60 * 1000,
  .max_upload = CT_ATTACHMENT_MAX_SIZE,
  .max_uploads = 8,
  .max_target = 8 * 1024,
  .max_headers = 32 * 1024,
};

/* Counted by each connection, some of which outlive the server by a moment. */
struct _CtConnections
{
  SoupServer *server; /* borrowed from whoever has made this */
  CtConnectionLimits limits;
  guint count;
  GHashTable *peers; /* the name of each that has a connection → how many */
  guint n_uploads;
  gboolean refusing;
};

typedef enum
{
  PHASE_HANDSHAKE,
  PHASE_READING,
  PHASE_ANSWERING,
  PHASE_IDLE,
} Phase;

/* Belongs to its socket. */
typedef struct
{
  CtConnections *owner;
  GSocket *socket;            /* borrowed: it has this */
  char *peer;                 /* nullable: who need not be counted */
  SoupServerMessage *message; /* weak: what is read or answered */
  Phase phase;
  GSource *deadline;
  gint64 answer_began; /* monotonic time */
  gsize body_size;
  gboolean is_upload;

  /* What the request is refused with, as soon as libsoup has left its own functions. */
  CtAnswer *refusal;
  GSource *refusing;
} Connection;

#define CONNECTION_KEY "ct-connection"

static void
connection_end_upload (Connection *self)
{
  if (self->is_upload)
    self->owner->n_uploads--;
  self->is_upload = FALSE;
}

/* Returns: how many that one has now */
static guint
count_peer (CtConnections *self, const char *peer, int change)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->peers, peer)) + change;

  if (n > 0)
    g_hash_table_insert (self->peers, g_strdup (peer), GUINT_TO_POINTER (n));
  else
    g_hash_table_remove (self->peers, peer);
  return n;
}

static void
connections_clear (gpointer data)
{
  CtConnections *self = data;

  g_hash_table_unref (self->peers);
}

static void
connection_free (gpointer data)
{
  Connection *self = data;

  self->owner->count--;
  if (self->peer != NULL)
    count_peer (self->owner, self->peer, -1);
  g_free (self->peer);
  connection_end_upload (self);
  ct_timer_stop (&self->deadline);
  ct_timer_stop (&self->refusing);
  g_clear_pointer (&self->refusal, ct_answer_free);
  g_clear_weak_pointer (&self->message);
  g_rc_box_release_full (self->owner, connections_clear);
  g_free (self);
}

static Connection *
connection_get (GSocket *socket)
{
  return g_object_get_data (G_OBJECT (socket), CONNECTION_KEY);
}

static Connection *
connection_new (CtConnections *owner, GSocket *socket)
{
  Connection *self = g_new0 (Connection, 1);
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);

  self->owner = g_rc_box_acquire (owner);
  self->peer = owner->limits.get_peer (address);
  self->owner->count++;
  self->socket = socket;
  g_object_set_data_full (G_OBJECT (socket), CONNECTION_KEY, self, connection_free);
  return self;
}

static void
connection_shut_down (Connection *self)
{
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

static void
deadline_passed (gpointer data)
{
  Connection *self = data;

  /* What is hung up on may linger for a while. */
  connection_end_upload (self);
  if (self->phase == PHASE_READING && self->message != NULL)
    ct_hang_up (self->message, ct_answer_new_problem (SOUP_STATUS_REQUEST_TIMEOUT, NULL,
                                                      "The request took too long to arrive."));
  else
    connection_shut_down (self);
}

static void
connection_enter (Connection *self, Phase phase, guint timeout)
{
  self->phase = phase;
  ct_timer_stop (&self->deadline);
  self->deadline = ct_timer_start (timeout, deadline_passed, self);
}

static void
refuse_now (gpointer data)
{
  Connection *self = data;

  if (self->message != NULL)
    ct_hang_up (self->message, g_steal_pointer (&self->refusal));
}

static void
connection_refuse (Connection *self, guint status, const char *detail)
{
  if (self->refusal != NULL)
    return;

  connection_end_upload (self);
  self->refusal = ct_answer_new_problem (status, NULL, detail);
  self->refusing = ct_timer_start (0, refuse_now, self);
  soup_server_message_pause (self->message);
}

static void
connected (SoupServerMessage *message, GSocket *socket)
{
  connection_get (socket)->phase = PHASE_READING;
}

static gsize
measure_headers (SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  gsize size = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    size += strlen (name) + strlen (value);
  return size;
}

static gsize
measure_target (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return strlen (g_uri_get_path (uri)) + (query != NULL ? strlen (query) : 0);
}

/* Two who count differently where a body ends can be made to see different requests. */
static gboolean
is_ambiguous (SoupMessageHeaders *headers)
{
  const char *lengths = soup_message_headers_get_list (headers, "Content-Length");

  return lengths != NULL
         && (strchr (lengths, ',') != NULL
             || soup_message_headers_get_list (headers, "Transfer-Encoding") != NULL);
}

static gboolean
is_upload (SoupServerMessage *message)
{
  return strcmp (soup_server_message_get_method (message), "POST") == 0
         && strcmp (g_uri_get_path (soup_server_message_get_uri (message)), CT_ROUTES_UPLOAD_PATH)
                == 0;
}

/* A file takes more time and more room than other things that are sent. */
static void
connection_begin_upload (Connection *self)
{
  if (self->owner->n_uploads >= self->owner->limits.max_uploads)
    {
      connection_refuse (self, SOUP_STATUS_SERVICE_UNAVAILABLE,
                         "Many files are on their way. Try again in a moment.");
      return;
    }

  self->is_upload = TRUE;
  self->owner->n_uploads++;
  connection_enter (self, PHASE_READING, self->owner->limits.upload_timeout);
}

static gsize
connection_get_max_body (Connection *self)
{
  return self->is_upload ? self->owner->limits.max_upload : self->owner->limits.max_body;
}

static void
got_headers (SoupServerMessage *message, GSocket *socket)
{
  Connection *self = connection_get (socket);
  const CtConnectionLimits *limits = &self->owner->limits;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  goffset length = soup_message_headers_get_content_length (headers);

  /* All that is sent is small: parts of it are of no use, and have other ETags. */
  soup_message_headers_remove (headers, "Range");

  if (is_ambiguous (headers))
    connection_refuse (self, SOUP_STATUS_BAD_REQUEST, "It is not clear how long this is.");
  else if (measure_target (soup_server_message_get_uri (message)) > limits->max_target)
    connection_refuse (self, SOUP_STATUS_REQUEST_URI_TOO_LONG, "The address is too long.");
  else if (measure_headers (headers) > limits->max_headers)
    connection_refuse (self, 431, "The headers are too long.");
  else
    {
      if (is_upload (message))
        connection_begin_upload (self);
      if (length < 0 || (guint64) length > connection_get_max_body (self))
        connection_refuse (self, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "This is too much.");
    }
}

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, GSocket *socket)
{
  Connection *self = connection_get (socket);

  self->body_size += g_bytes_get_size (chunk);
  if (self->body_size > connection_get_max_body (self))
    connection_refuse (self, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "This is too much.");
}

static void
got_body (SoupServerMessage *message, GSocket *socket)
{
  Connection *self = connection_get (socket);

  self->answer_began = g_get_monotonic_time ();
  connection_enter (self, PHASE_ANSWERING, self->owner->limits.answer_timeout);
}

/* A large answer may take its time as long as it is being taken, but not for ever. */
static void
wrote_body_data (SoupServerMessage *message, guint size, GSocket *socket)
{
  Connection *self = connection_get (socket);
  const CtConnectionLimits *limits = &self->owner->limits;

  if (g_get_monotonic_time () - self->answer_began
      < limits->download_timeout * G_GINT64_CONSTANT (1000))
    connection_enter (self, PHASE_ANSWERING, limits->answer_timeout);
}

static void
finished (SoupServerMessage *message, GSocket *socket)
{
  Connection *self = connection_get (socket);

  g_clear_weak_pointer (&self->message);
  connection_end_upload (self);
  connection_enter (self, PHASE_IDLE, self->owner->limits.idle_timeout);
}

/* Whoever has left already has no address. libsoup keeps it once it was asked for. */
static gboolean
has_peer (SoupServerMessage *message, GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);

  return address != NULL && soup_server_message_get_remote_address (message) != NULL;
}

/* The first request of a connection starts when it is accepted, others with their first
 * byte. */
static void
request_started (SoupServer *server, SoupServerMessage *message, CtConnections *self)
{
  GSocket *socket = soup_server_message_get_socket (message);
  Connection *connection = connection_get (socket);
  Phase phase = PHASE_READING;
  guint n_of_peer = 0;

  if (connection == NULL)
    {
      connection = connection_new (self, socket);
      if (connection->peer != NULL)
        n_of_peer = count_peer (self, connection->peer, 1);
      phase = PHASE_HANDSHAKE;
    }

  if (self->refusing || self->count > self->limits.max_connections
      || n_of_peer > self->limits.max_of_peer || !has_peer (message, socket))
    {
      g_socket_close (socket, NULL);
      return;
    }

  g_set_weak_pointer (&connection->message, message);
  connection->body_size = 0;
  connection_enter (connection, phase, self->limits.request_timeout);

  g_signal_connect_object (message, "connected", G_CALLBACK (connected), socket, 0);
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers), socket, 0);
  g_signal_connect_object (message, "got-chunk", G_CALLBACK (got_chunk), socket, 0);
  g_signal_connect_object (message, "got-body", G_CALLBACK (got_body), socket, 0);
  g_signal_connect_object (message, "wrote-body-data", G_CALLBACK (wrote_body_data), socket, 0);
  g_signal_connect_object (message, "finished", G_CALLBACK (finished), socket, 0);
}

CtConnections *
ct_connections_new (SoupServer *server, const CtConnectionLimits *limits)
{
  CtConnections *self = g_rc_box_new0 (CtConnections);

  self->server = server;
  self->limits = *limits;
  self->peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (server, "request-started", G_CALLBACK (request_started), self);
  return self;
}

void
ct_connections_free (CtConnections *self)
{
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_rc_box_release_full (self, connections_clear);
}

void
ct_connections_refuse (CtConnections *self)
{
  self->refusing = TRUE;
}
