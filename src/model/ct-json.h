/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ct_json_parse:
 * @bytes: text from outside
 * @error: %CT_ERROR_BROKEN_ANSWER if @bytes are not UTF-8 JSON, or are nested deeper than
 *   %JSON_PARSER_MAX_RECURSION_DEPTH
 *
 * Returns: (transfer full): the root node, or %NULL with @error set
 */
JsonNode *ct_json_parse (GBytes *bytes, GError **error);

/**
 * ct_json_to_bytes:
 * @node: what to write
 *
 * Returns: (transfer full): @node as compact JSON
 */
GBytes *ct_json_to_bytes (JsonNode *node);

G_END_DECLS
