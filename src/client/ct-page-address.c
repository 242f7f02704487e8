/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-page-address.h"

#include "model/ct-error.h"
#include "model/ct-json.h"

/* Whether a browser may be sent there: nothing else is started by what a service says. */
static gboolean
is_page (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;

  return parsed != NULL && g_uri_get_host (parsed) != NULL
         && (g_str_equal (g_uri_get_scheme (parsed), "https")
             || g_str_equal (g_uri_get_scheme (parsed), "http"));
}

char *
ct_page_address_read (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) node = ct_json_parse (body, error);
  const char *uri = NULL;

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    uri = json_object_get_string_member_with_default (json_node_get_object (node), "uri", NULL);
  if (!is_page (uri))
    {
      g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "This is not the address of a page.");
      return NULL;
    }
  return g_strdup (uri);
}
