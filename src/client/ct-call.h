/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CtCall:
 * @method: an HTTP method
 * @path: relative to the service's address, such as "v1/attempts?cursor=x"; its parts are
 *   escaped
 * @etag: (nullable): with its quotes: for a GET what is there already (If-None-Match), for
 *   others what the change is based on (If-Match)
 * @key: (nullable): for what creates something, an Idempotency-Key; it belongs to what the
 *   candidate made, so that sending that again does nothing twice
 * @body: (nullable): what is sent along
 * @body_type: (nullable): its media type; %NULL is JSON
 * @status: what a good answer has, and no other; 0 only for a GET: 200, or 304
 * @type: (nullable): the #CtResource that a good answer is
 * @member: (nullable): of a good answer, which is a JSON object: a text that it has
 *
 * One request to the service. Unset members are %NULL:
 * `&(CtCall){ .method = "GET", .path = "v1/account" }`.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *etag;
  const char *key;
  GBytes *body;
  const char *body_type;
  guint status;
  GType type;
  const char *member;
} CtCall;

/* A copy of its own, to be freed with ct_call_free(). */
CtCall *ct_call_copy (const CtCall *self);
void ct_call_free (CtCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtCall, ct_call_free)

G_END_DECLS
