/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ResettingServer:
 *
 * An HTTP/1.1 server in a thread that keeps connections, and resets them for half of all requests:
 * after their first bytes, when it has done what they ask for, or in the middle of its answer.
 *
 * POST and DELETE "/made/N" make and remove, GET "/thing/N" changes nothing; all say `{"n":N}`. A
 * POST that is repeated with its Idempotency-Key does nothing, a DELETE of what is not there is a
 * 404.
 */
typedef struct _ResettingServer ResettingServer;

/* @n_resets: after so many it resets no more */
ResettingServer *resetting_server_new (guint seed, guint n_resets);
void resetting_server_free (ResettingServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ResettingServer, resetting_server_free)

guint16 resetting_server_get_port (ResettingServer *self);

/* How many are there now, and how many were made. */
guint resetting_server_count_things (ResettingServer *self);
guint resetting_server_count_made (ResettingServer *self);

guint resetting_server_count_resets (ResettingServer *self);

/**
 * ResettingRelay:
 *
 * Passes connections on to another port, in a thread, and resets them at half of what the client
 * says after its first few words.
 */
typedef struct _ResettingRelay ResettingRelay;

ResettingRelay *resetting_relay_new (guint seed, guint n_resets, guint16 port);
void resetting_relay_free (ResettingRelay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ResettingRelay, resetting_relay_free)

guint16 resetting_relay_get_port (ResettingRelay *self);
guint resetting_relay_count_resets (ResettingRelay *self);

G_END_DECLS
