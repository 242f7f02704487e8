/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-sample-json.h"

#include "model/ct-time.h"
#include "service/program/ct-program-file.h"
#include "service/program/ct-sample-date.h"

gboolean
ct_sample_refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID, words);
  return FALSE;
}

const char *
ct_sample_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

JsonArray *
ct_sample_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
ct_sample_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

int
ct_sample_get_integer (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return -1;
  return CLAMP (json_node_get_int (node), -1, G_MAXINT);
}

GDateTime *
ct_sample_resolve_time (JsonObject *object, const char *name, GDateTime *now, GError **error)
{
  GDateTime *time = ct_sample_date_resolve (ct_sample_get_string (object, name), now);

  if (time == NULL)
    {
      g_autofree char *words
          = g_strdup_printf ("/%s: a time or the steps to it were expected", name);
      ct_sample_refuse (error, words);
      return NULL;
    }

  g_autofree char *text = ct_time_format (time);
  json_object_set_string_member (object, name, text);
  return time;
}
