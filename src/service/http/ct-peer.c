/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-peer.h"

#include <string.h>

#define NETWORK_SIZE 8 /* of IPv6, in bytes */

/* An IPv4 address as a socket has it that listens to both kinds. */
static gboolean
is_mapped (GInetAddress *address)
{
  static const guint8 prefix[12] = { [10] = 0xff, [11] = 0xff };

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
         && memcmp (g_inet_address_to_bytes (address), prefix, sizeof prefix) == 0;
}

static GInetAddress *
get_network (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  guint8 network[16] = { 0 };

  if (is_mapped (address))
    return g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);
  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6
      || g_inet_address_get_is_loopback (address))
    return g_object_ref (address);

  memcpy (network, bytes, NETWORK_SIZE);
  return g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
}

char *
ct_peer_get_name (GSocketAddress *address)
{
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;

  g_autoptr (GInetAddress) network
      = get_network (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  return g_inet_address_get_is_loopback (network) ? NULL : g_inet_address_to_string (network);
}
