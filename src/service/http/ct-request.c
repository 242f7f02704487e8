/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-request.h"

#include <string.h>

static char **
split_path (const char *path)
{
  g_autoptr (GStrvBuilder) segments = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (path[0] != '/')
    return NULL;

  parts = g_strsplit (path + 1, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *segment = g_uri_unescape_segment (parts[i], NULL, "/");

      if (segment == NULL || !g_utf8_validate (segment, -1, NULL))
        {
          g_free (segment);
          return NULL;
        }
      g_strv_builder_take (segments, segment);
    }
  return g_strv_builder_end (segments);
}

static GHashTable *
parse_query (const char *query)
{
  if (query == NULL)
    return g_hash_table_new (g_str_hash, g_str_equal);

  return g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
}

static char *
get_token (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", strlen ("Bearer ")) != 0)
    return NULL;
  return g_strstrip (g_strdup (value + strlen ("Bearer ")));
}

/* Whether @header has @wanted by name. */
static gboolean
accepts (SoupMessageHeaders *headers, const char *header, const char *wanted)
{
  const char *value = soup_message_headers_get_list (headers, header);
  GSList *list = value != NULL ? soup_header_parse_quality_list (value, NULL) : NULL;
  gboolean found = g_slist_find_custom (list, wanted, (GCompareFunc) g_ascii_strcasecmp) != NULL;

  soup_header_free_list (list);
  return found;
}

static char *
get_address (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("");
  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

CtRequest *
ct_request_new (SoupServerMessage *message, guint64 number, GDateTime *now)
{
  CtRequest *self = g_new0 (CtRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);

  self->number = number;
  self->method = g_strdup (soup_server_message_get_method (message));
  self->path = g_strdup (g_uri_get_path (uri));
  self->route = "-";
  self->segments = split_path (self->path);
  self->query = parse_query (g_uri_get_query (uri));
  self->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  self->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  self->token = get_token (headers);
  self->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  self->if_match = g_strdup (soup_message_headers_get_list (headers, "If-Match"));
  self->idempotency_key = g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key"));
  self->accepts_gzip = accepts (headers, "Accept-Encoding", "gzip");
  self->accepts_html = accepts (headers, "Accept", "text/html");
  self->address = get_address (message);
  self->now = g_date_time_ref (now);
  return self;
}

void
ct_request_free (CtRequest *self)
{
  g_free (self->method);
  g_free (self->path);
  g_strfreev (self->segments);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->content_type);
  g_bytes_unref (self->body);
  g_free (self->token);
  g_free (self->if_none_match);
  g_free (self->if_match);
  g_free (self->idempotency_key);
  g_free (self->address);
  g_date_time_unref (self->now);
  g_free (self->base_uri);
  g_free (self->data_directory);
  g_clear_pointer (&self->vue, ct_vue_settings_unref);
  g_free (self->password_hash);
  g_free (self->account_id);
  g_free (self->session_id);
  g_free (self->viewed);
  g_free (self);
}

const char *
ct_request_get_parameter (CtRequest *self, const char *name)
{
  return g_hash_table_lookup (self->query, name);
}
