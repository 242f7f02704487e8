/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-json.h"

#include "model/ct-error.h"

JsonNode *
ct_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "This is not JSON text.");
      return NULL;
    }

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, length, &reason))
    {
      g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "This is not JSON: %s",
                   reason->message);
      return NULL;
    }

  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error_literal (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "The JSON is empty.");
      return NULL;
    }

  return json_parser_steal_root (parser);
}

GBytes *
ct_json_to_bytes (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  gsize length = 0;

  json_generator_set_root (generator, node);
  char *text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}
