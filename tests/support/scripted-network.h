/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * use_scripted_network:
 *
 * From now on this process knows no host by name, and whether there is a network is what the
 * test says: there is one at first. To be called right after g_test_init().
 */
void use_scripted_network (void);

/* Tells everyone that the network came or went. */
void set_network_available (gboolean available);

G_END_DECLS
