/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RawServer:
 *
 * A socket that sends the bytes it is told to each who writes to it, whatever they are, and
 * then hangs up or falls silent.
 */
typedef struct _RawServer RawServer;

/**
 * RawEnd:
 * @RAW_END_CLOSE: the connection is closed
 * @RAW_END_SILENCE: nothing comes any more, but it stays open
 */
typedef enum
{
  RAW_END_CLOSE,
  RAW_END_SILENCE,
} RawEnd;

/**
 * raw_server_new:
 * @certificate: (nullable): with its key, for a socket that speaks TLS
 */
RawServer *raw_server_new (GTlsCertificate *certificate, const char *bytes, RawEnd end);
void raw_server_free (RawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

/* From now on it goes on to send @bytes, ten times a second, to each whom it has answered. */
void raw_server_go_on (RawServer *self, const char *bytes);

/* Returns: such as "https://127.0.0.1:4711" */
const char *raw_server_get_address (RawServer *self);

/* How many connected. */
guint raw_server_count (RawServer *self);

/* How many sent something, after TLS if that is spoken. */
guint raw_server_count_heard (RawServer *self);

G_END_DECLS
