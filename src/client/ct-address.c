/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-address.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "model/ct-error.h"

gboolean
ct_address_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL)
    return FALSE;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static GUri *
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CT_ERROR, CT_ERROR_BAD_ADDRESS, words);
  return NULL;
}

static char *
trim_path (const char *path)
{
  gsize length = strlen (path);

  while (length > 0 && path[length - 1] == '/')
    length--;

  return g_strndup (path, length);
}

GUri *
ct_address_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    return refuse (error, _ ("Type the address that your program gave you."));

  g_autofree char *whole = strstr (trimmed, "://") != NULL
                               ? g_strdup (trimmed)
                               : g_strconcat ("https://", trimmed, NULL);
  g_autoptr (GUri) uri
      = g_uri_parse (whole, SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || strpbrk (host, " \t%/\\") != NULL
      || g_uri_get_port (uri) == 0)
    return refuse (error, _ ("It should look like “tracker.example.org”."));

  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _ ("It must not contain a user name or a password."));

  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, _ ("It must not contain “?” or “#”."));

  gboolean secure = strcmp (g_uri_get_scheme (uri), "https") == 0;
  if (!secure && !(strcmp (g_uri_get_scheme (uri), "http") == 0 && ct_address_is_loopback (uri)))
    return refuse (error, _ ("It must begin with “https://”."));

  g_autofree char *lower = g_ascii_strdown (host, -1);
  g_autofree char *path = trim_path (g_uri_get_path (uri));
  int port = g_uri_get_port (uri) == (secure ? 443 : 80) ? -1 : g_uri_get_port (uri);

  /* Not normalized, since that would give an empty path its slash again. */
  return g_uri_build (SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri),
                      NULL, lower, port, path, NULL, NULL);
}
