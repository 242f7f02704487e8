/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"
#include "service/http/ct-request.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

/**
 * CtHandler:
 *
 * Answers a request, in the store's thread and inside a transaction. Whatever a client can
 * do wrong is an answer; an error is a failure of the service, and undoes the transaction.
 *
 * Returns: (transfer full): the answer, or %NULL with @error set
 */
typedef CtAnswer *(*CtHandler) (CtDatabase *database, CtRequest *request, GError **error);

/**
 * CtRouteKind:
 * @CT_ROUTE_PRIVATE: for those who are signed in
 * @CT_ROUTE_CREATE: for those who are signed in; needs an Idempotency-Key
 * @CT_ROUTE_CONFIRMED: as that; the `password` that was sent must be theirs
 * @CT_ROUTE_PUBLIC: for anyone
 * @CT_ROUTE_LIMITED: for anyone, but not often from one address
 * @CT_ROUTE_NEW_PASSWORD: as that; the `password` that was sent is hashed first
 * @CT_ROUTE_DEMO: for anyone, but only in the demo
 * @CT_ROUTE_SIGN_IN: for anyone; has no handler, since it is more than one transaction
 */
typedef enum
{
  CT_ROUTE_PRIVATE,
  CT_ROUTE_CREATE,
  CT_ROUTE_CONFIRMED,
  CT_ROUTE_PUBLIC,
  CT_ROUTE_LIMITED,
  CT_ROUTE_NEW_PASSWORD,
  CT_ROUTE_DEMO,
  CT_ROUTE_SIGN_IN,
} CtRouteKind;

/* Where files are sent to, which are larger than what comes otherwise. */
#define CT_ROUTES_UPLOAD_PATH "/v1/attachments"

/**
 * CtRoute:
 * @method: GET (which answers HEAD as well), POST, PUT, PATCH or DELETE
 * @path: as docs/openapi.yaml has it
 * @kind: who may ask
 * @mode: what @handler does to the data
 * @handler: (nullable): what answers
 *
 * One operation of the service.
 */
typedef struct
{
  const char *method;
  const char *path;
  CtRouteKind kind;
  CtStoreMode mode;
  CtHandler handler;
} CtRoute;

/**
 * ct_routes_find:
 * @request: gets its `id`
 * @refusal: (out) (transfer full): why there is none: 404 or 405
 *
 * Returns: (nullable): what answers @request
 */
const CtRoute *ct_routes_find (CtRequest *request, CtAnswer **refusal);

G_END_DECLS
