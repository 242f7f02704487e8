/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CT_TYPE_DEMO (ct_demo_get_type ())
G_DECLARE_FINAL_TYPE (CtDemo, ct_demo, CT, DEMO, GObject)

/**
 * CtDemo:
 *
 * The bundled service on loopback, with the sample program and a sample candidate, on a
 * real database in the user's data folder. It runs as long as this object lives.
 */
CtDemo *ct_demo_new (void);

/* Whether this build has the service that the demo needs. */
gboolean ct_demo_is_available (void);

/* Starts the service and waits until it answers. If that fails or is cancelled, the service has
 * ended by then. */
void ct_demo_start_async (CtDemo *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean ct_demo_start_finish (CtDemo *self, GAsyncResult *result, GError **error);

/* Whether it answers: it was started, and has not ended by itself since. */
gboolean ct_demo_is_running (CtDemo *self);

/* All three are %NULL until it is started. */
const char *ct_demo_get_address (CtDemo *self);
const char *ct_demo_get_user_name (CtDemo *self);
const char *ct_demo_get_password (CtDemo *self);

G_END_DECLS
