/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "client/ct-call.h"
#include "model/ct-problem.h"

G_BEGIN_DECLS

#define CT_TYPE_TRANSPORT (ct_transport_get_type ())
G_DECLARE_FINAL_TYPE (CtTransport, ct_transport, CT, TRANSPORT, GObject)

/**
 * CtTransport:
 *
 * How one service is reached. An answer is taken in three steps: did one come, is it a
 * good one, can it be decoded. The last is up to who asked.
 *
 * Every request ends: what it may take until the head of its answer and until the end of that is
 * limited, from when it is asked for.
 *
 * Property `timeout` (uint, seconds): how long the service may be silent; 30 at first.
 */

/**
 * CtAnswer:
 * @status: the HTTP status, 2xx or 304
 * @body: the whole body, after decompression
 * @etag: (nullable): the strong entity tag, with its quotes
 * @content_type: (nullable): without parameters
 * @resource: (nullable): what it is, if the call names a type
 *
 * A good answer.
 */
typedef struct
{
  guint status;
  GBytes *body;
  char *etag;
  char *content_type;
  gpointer resource;
} CtAnswer;

void ct_answer_free (CtAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtAnswer, ct_answer_free)

/**
 * ct_transport_check_address:
 * @text: what a person typed: a URI, or a host name alone, which means https
 * @error: %CT_ERROR_BAD_ADDRESS
 *
 * Returns: (transfer full): the base URI of a service, https, or http on loopback
 */
GUri *ct_transport_check_address (const char *text, GError **error);

/**
 * ct_transport_new:
 * @base: the address of the service, as from ct_transport_check_address()
 * @tls_database: (nullable): whom to trust instead of the system's authorities
 */
CtTransport *ct_transport_new (GUri *base, GTlsDatabase *tls_database);

GUri *ct_transport_get_base (CtTransport *self);

/**
 * ct_transport_send_async:
 * @call: what to send
 * @token: (nullable): for the Authorization header
 *
 * Sends one request and reads the whole answer, of at most 64 MiB. What a DELETE does not find
 * is gone, which is as good as a 204. Whatever else @call did not promise is a broken answer.
 */
void ct_transport_send_async (CtTransport *self,
                              const CtCall *call,
                              const char *token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * ct_transport_send_finish:
 * @problem: (out) (optional) (nullable) (transfer full): what the service said of its refusal
 * @error: %CT_ERROR for everything but %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a good answer, or %NULL
 */
CtAnswer *ct_transport_send_finish (CtTransport *self,
                                    GAsyncResult *result,
                                    CtProblem **problem,
                                    GError **error);

G_END_DECLS
