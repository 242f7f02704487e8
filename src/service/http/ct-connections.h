/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CtConnectionLimits:
 * @request_timeout: how long a request may take to come in as a whole, in milliseconds
 * @answer_timeout: how long an answer may take to be made, and to go on, in milliseconds
 * @download_timeout: how long it may take as a whole, in milliseconds
 * @idle_timeout: how long a connection may wait for its next request, in milliseconds
 * @max_connections: how many there may be at once; further ones are closed
 * @max_of_peer: how many of those may come from one address; from this computer all of them
 * @get_peer: says which come from one: ct_peer_get_name()
 * @max_body: how much may come with a request, in bytes
 * @upload_timeout: how long a request with a file may take instead, in milliseconds
 * @max_upload: how large that file may be, in bytes
 * @max_uploads: how many of them there may be at once, since each is in memory
 * @max_target: how long the path with its parameters may be, in bytes
 * @max_headers: how long all headers may be, in bytes
 *
 * What clients may use up of the service.
 */
typedef struct
{
  guint request_timeout;
  guint answer_timeout;
  guint download_timeout;
  guint idle_timeout;
  guint max_connections;
  guint max_of_peer;
  char *(*get_peer) (GSocketAddress *address);
  gsize max_body;
  guint upload_timeout;
  gsize max_upload;
  guint max_uploads;
  gsize max_target;
  gsize max_headers;
} CtConnectionLimits;

extern const CtConnectionLimits ct_connection_limits;

/**
 * CtConnections:
 *
 * Watches over the connections of a server, which has no such limits itself.
 */
typedef struct _CtConnections CtConnections;

CtConnections *ct_connections_new (SoupServer *server, const CtConnectionLimits *limits);
void ct_connections_free (CtConnections *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtConnections, ct_connections_free)

/**
 * ct_connections_refuse:
 *
 * From now on takes no more requests, while those that are there are answered.
 */
void ct_connections_refuse (CtConnections *self);

G_END_DECLS
