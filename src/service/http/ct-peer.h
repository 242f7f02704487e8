/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ct_peer_get_name:
 * @address: (nullable): where a connection comes from
 *
 * Who counts as one: an IPv4 address, or a /64 of IPv6, which is what a single customer has.
 *
 * Returns: (transfer full) (nullable): a name for that; %NULL for this computer, where a reverse
 *   proxy stands for everybody, and if it is not known
 */
char *ct_peer_get_name (GSocketAddress *address);

G_END_DECLS
