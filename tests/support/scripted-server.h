/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ScriptedServer:
 *
 * An HTTP server in this process that answers as it is told, also what a service of ours
 * never would. It lives in the main context that made it.
 */
typedef struct _ScriptedServer ScriptedServer;

/* Sees the message, and answers it unless @server has an answer for the path anyway. */
typedef void (*ScriptedHandler) (ScriptedServer *server,
                                 SoupServerMessage *message,
                                 gpointer user_data);

ScriptedServer *scripted_server_new (void);

/* Closes it, and asserts that nothing holds it any more. */
void scripted_server_free (ScriptedServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedServer, scripted_server_free)

/* Returns: such as "http://127.0.0.1:4711" */
const char *scripted_server_get_address (ScriptedServer *self);

/**
 * scripted_server_answer:
 * @what: method, space, and path with its query: "GET /v1/account"
 * @status: the status
 * @content_type: (nullable): of @body
 * @body: (nullable): text
 *
 * From now on this is the answer, with the strong tag of its body if it is a 200; who has
 * that already gets a 304.
 */
void scripted_server_answer (ScriptedServer *self,
                             const char *what,
                             guint status,
                             const char *content_type,
                             const char *body);

/* The same with JSON. */
void scripted_server_answer_json (ScriptedServer *self, const char *what, const char *json);

/* From now on @handler answers. */
void scripted_server_handle (ScriptedServer *self,
                             const char *what,
                             ScriptedHandler handler,
                             gpointer user_data);

/* Adds a header to the answer to @what. */
void scripted_server_add_header (ScriptedServer *self,
                                 const char *what,
                                 const char *name,
                                 const char *value);

/* Holds the answers to @what back, until it is released; then lets them go. */
void scripted_server_hold (ScriptedServer *self, const char *what);
void scripted_server_release (ScriptedServer *self, const char *what);

/* How often @what was asked for. */
guint scripted_server_count (ScriptedServer *self, const char *what);

/* How many requests there were. */
guint scripted_server_count_all (ScriptedServer *self);

/* The body of the last request for @what, or %NULL. */
const char *scripted_server_last_body (ScriptedServer *self, const char *what);

/* A header of the last request for @what, or %NULL. */
const char *scripted_server_last_header (ScriptedServer *self, const char *what, const char *name);

/* An answer for handlers. */
void scripted_server_respond (SoupServerMessage *message,
                              guint status,
                              const char *content_type,
                              const char *body);

G_END_DECLS
