/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "support/real-service.h"

G_BEGIN_DECLS

/*
 * Requests to a service and their answers. All of them are written down, and are checked
 * against docs/openapi.yaml after the tests have run.
 */

/**
 * Exchange:
 * @status: 0 if there was no answer
 * @headers: of the answer
 * @body: of the answer, as it was sent
 * @json: (nullable): the body, if it is JSON
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
  JsonNode *json;
} Exchange;

void exchange_free (Exchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

/* To be called once, after g_test_init(), with the name the program was called by. */
void exchange_init (const char *program);

/**
 * exchange_run:
 * @token: (nullable): an access token
 * @path: with its query
 * @body: (nullable): JSON
 * @...: names and values of further headers, then %NULL
 */
Exchange *exchange_run (RealService *service,
                        const char *token,
                        const char *method,
                        const char *path,
                        const char *body,
                        ...) G_GNUC_NULL_TERMINATED;

/* The same for GET without further headers. */
Exchange *exchange_get (RealService *service, const char *token, const char *path);

/**
 * exchange_sign_in:
 *
 * Returns: (transfer full): the access token of a new session of the demo's candidate
 */
char *exchange_sign_in (RealService *service);

/* Asserts that something was refused, and how: @type is the end of its URN, or NULL. */
void exchange_assert_problem (Exchange *self, guint status, const char *type);

/* Returns: (transfer none): a member of the answer, which must be there */
const char *exchange_get_string (Exchange *self, const char *member);
JsonArray *exchange_get_items (Exchange *self);

/* Returns: (nullable): a header of the answer */
const char *exchange_get_header (Exchange *self, const char *name);

/*
 * Raw bytes, for what no client would send.
 */

/**
 * raw_connect:
 *
 * Returns: (transfer full): a connection that gives up after ten seconds of silence
 */
GSocketConnection *raw_connect (RealService *service);

void raw_send (GSocketConnection *connection, const void *bytes, gsize length);

/**
 * raw_receive:
 * @method: (nullable): what was asked, for the record; %NULL if it was no request
 * @path: (nullable)
 *
 * Reads one answer. A connection that is closed without one has the status 0.
 */
Exchange *raw_receive (GSocketConnection *connection, const char *method, const char *path);

/* Returns: (transfer full): up to the empty line behind the headers; empty if it is closed */
char *raw_receive_head (GSocketConnection *connection);

/* Whether the other side has closed it; waits for that. */
gboolean raw_is_closed (GSocketConnection *connection);

G_END_DECLS
