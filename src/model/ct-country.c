/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-country.h"

#include <json-glib/json-glib.h>

static GHashTable *
read_countries (void)
{
  GHashTable *countries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_mapped_file (parser, ISO_CODES_JSON_DIR "/iso_3166-1.json", &error))
    {
      g_warning ("There are no countries: %s", error->message);
      return countries;
    }

  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *entries = json_object_get_array_member (root, "3166-1");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      g_hash_table_insert (countries, g_strdup (json_object_get_string_member (entry, "alpha_2")),
                           g_strdup (json_object_get_string_member (entry, "alpha_3")));
    }

  return countries;
}

const char *
ct_country_get_alpha_3 (const char *alpha_2)
{
  static GHashTable *countries;

  if (g_once_init_enter_pointer (&countries))
    g_once_init_leave_pointer (&countries, read_countries ());

  if (alpha_2 == NULL)
    return NULL;

  g_autofree char *code = g_ascii_strup (alpha_2, -1);
  return g_hash_table_lookup (countries, code);
}
