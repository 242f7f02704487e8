/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "service/delivery/ct-vue-settings.h"

G_BEGIN_DECLS

/**
 * CtRequest:
 * @number: tells it from others in the log
 * @method: as it was sent
 * @path: as it was sent; it may hold secrets, such as a code that came by mail
 * @route: the path as docs/openapi.yaml has it, for the log; "-" if it is none
 * @segments: the path between its slashes, decoded; %NULL if it can't be
 * @query: the parameters behind the path; %NULL if they can't be decoded
 * @content_type: (nullable): of @body, without parameters
 * @body: what was sent along; empty if nothing was
 * @token: (nullable): the access token
 * @if_none_match: (nullable): ETags that the client has
 * @if_match: (nullable): the ETag of what a change is based on
 * @idempotency_key: (nullable): the Idempotency-Key, as it was sent
 * @accepts_gzip: whether the client takes gzip
 * @accepts_html: whether a browser asks, or whoever else wants to show it to somebody
 * @address: where it came from
 * @now: when it came
 * @base_uri: where the service is reached from outside, with a slash at its end; for links
 * @data_directory: where the files beside the database are
 * @is_demo: whether this is the demo
 * @vue: (nullable): what was agreed with Pearson VUE
 * @id: (nullable): what its path has in the place of `{id}`
 * @password_hash: (nullable): of the new password that was sent, if it is a good one
 * @is_confirmed: whether the candidate's password was sent along
 * @account_id: (nullable): who asks, once that is known
 * @session_id: (nullable): in which session, once that is known
 * @viewed: (nullable): the secret of a share that was shown to somebody, which is noted afterwards
 *
 * What a client asks for, taken out of the message so that any thread can answer it. It is
 * used by one thread at a time.
 */
typedef struct
{
  guint64 number;
  char *method;
  char *path;
  const char *route;
  char **segments;
  GHashTable *query;
  char *content_type;
  GBytes *body;
  char *token;
  char *if_none_match;
  char *if_match;
  char *idempotency_key;
  gboolean accepts_gzip;
  gboolean accepts_html;
  char *address;
  GDateTime *now;
  char *base_uri;
  char *data_directory;
  gboolean is_demo;
  CtVueSettings *vue;

  const char *id;
  char *password_hash;
  gboolean is_confirmed;
  char *account_id;
  char *session_id;
  char *viewed;
} CtRequest;

CtRequest *ct_request_new (SoupServerMessage *message, guint64 number, GDateTime *now);
void ct_request_free (CtRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtRequest, ct_request_free)

/* Returns: (nullable): a parameter of the query */
const char *ct_request_get_parameter (CtRequest *self, const char *name);

G_END_DECLS
