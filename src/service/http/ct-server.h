/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/ct-clock.h"
#include "service/delivery/ct-vue-settings.h"
#include "service/http/ct-connections.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

#define CT_TYPE_SERVER (ct_server_get_type ())
G_DECLARE_FINAL_TYPE (CtServer, ct_server, CT, SERVER, GObject)

/**
 * CtServer:
 *
 * Answers over HTTP what docs/openapi.yaml promises. It lives in the main context of the
 * thread that makes it.
 *
 * Signal `written`: a request was answered that may have changed data.
 */

/**
 * ct_server_new:
 * @store: where the data is
 * @clock: what time it is
 * @limits: (nullable): what clients may use up; %NULL for the usual
 */
CtServer *ct_server_new (CtStore *store, CtClock *clock, const CtConnectionLimits *limits);

/**
 * ct_server_set_public_uri:
 * @uri: an https address, under which the service is reached from outside
 *
 * Says what links in mails begin with; without it that is where it listens.
 */
gboolean ct_server_set_public_uri (CtServer *self, const char *uri, GError **error);

/* Whether to answer what only the demo has, such as what stands in for Pearson VUE. */
void ct_server_set_demo (CtServer *self, gboolean is_demo);

/* Connects it with Pearson VUE; @settings may be %NULL. */
void ct_server_set_vue_settings (CtServer *self, CtVueSettings *settings);

/**
 * ct_server_listen:
 * @address: an IP address of this computer, or "localhost"
 * @port: 0 for any that is free
 * @certificate: (nullable): for https; without it only loopback is listened on
 * @error: %G_IO_ERROR, with words for the person who started it
 *
 * Returns: %TRUE once it takes requests
 */
gboolean ct_server_listen (CtServer *self,
                           const char *address,
                           guint16 port,
                           GTlsCertificate *certificate,
                           GError **error);

/**
 * ct_server_get_uri:
 *
 * Returns: (transfer full) (nullable): where it listens, with a slash at the end
 */
char *ct_server_get_uri (CtServer *self);

/**
 * ct_server_get_base_uri:
 *
 * Returns: (transfer full) (nullable): what links begin with: the public address, or else where
 *   it listens
 */
char *ct_server_get_base_uri (CtServer *self);

/**
 * ct_server_get_port:
 *
 * Returns: where it listens, or 0
 */
guint16 ct_server_get_port (CtServer *self);

/**
 * ct_server_stop_async:
 *
 * Takes no more requests, answers those that are there, and closes the connections. What
 * takes longer than some seconds is not waited for.
 */
void ct_server_stop_async (CtServer *self, GAsyncReadyCallback callback, gpointer user_data);
void ct_server_stop_finish (CtServer *self, GAsyncResult *result);

G_END_DECLS
