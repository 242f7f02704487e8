/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/ct-clock.h"
#include "service/http/ct-server.h"

G_BEGIN_DECLS

/**
 * RealService:
 *
 * The service itself in this process: over HTTP on a free port of loopback, with a database
 * of its own in a directory of its own, and with the sample program and its candidates. It
 * runs in a thread, so that a test may block on it.
 *
 * g_autoptr (RealService) service = real_service_new ();
 * session = sign_in_somehow (real_service_get_uri (service),
 *                            real_service_get_user_name (service),
 *                            real_service_get_password (service));
 */
typedef struct _RealService RealService;

/**
 * RealServiceOptions:
 * @limits: (nullable): of connections
 * @certificate: (nullable): for https
 * @is_empty: without program and candidates
 * @is_demo: with what only the demo has
 * @vue: (nullable): what was agreed with Pearson VUE, if not with the demo's stand-in
 */
typedef struct
{
  const CtConnectionLimits *limits;
  GTlsCertificate *certificate;
  gboolean is_empty;
  gboolean is_demo;
  CtVueSettings *vue;
} RealServiceOptions;

RealService *real_service_new (void);
RealService *real_service_new_with_options (const RealServiceOptions *options);

/* Stops it and removes its data. */
void real_service_free (RealService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RealService, real_service_free)

/* Returns: where it listens, with a slash at the end */
const char *real_service_get_uri (RealService *self);
guint16 real_service_get_port (RealService *self);

/* Returns: (nullable): whom the demo shows it with, and what they sign in with */
const char *real_service_get_user_name (RealService *self);
const char *real_service_get_password (RealService *self);

/**
 * real_service_stop:
 *
 * Ends the server as SIGTERM would. Its data stays.
 */
void real_service_stop (RealService *self);

/**
 * real_service_start:
 *
 * Starts it again, on the same port and with the same data.
 */
void real_service_start (RealService *self);

/**
 * real_service_pass_time:
 * @seconds: how much later it becomes for the service
 */
void real_service_pass_time (RealService *self, int seconds);

/**
 * real_service_get_store:
 *
 * Returns: (transfer none): its data, to be changed by ct_store_run() while it runs
 */
CtStore *real_service_get_store (RealService *self);

/* Stops it and closes its data, so that the file is whole. It cannot be started again. */
void real_service_close_store (RealService *self);

/* Runs SQL without values on its data. */
void real_service_execute (RealService *self, const char *sql);

G_END_DECLS
