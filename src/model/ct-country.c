/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-country.h"

#include <json-glib/json-glib.h>

typedef struct
{
  char *alpha_3;
  char *name;
} Country;

static void
country_free (Country *country)
{
  g_free (country->alpha_3);
  g_free (country->name);
  g_free (country);
}

static GHashTable *
read_countries (void)
{
  GHashTable *countries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) country_free);
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
      const char *name = json_object_get_string_member (entry, "name");
      Country *country = g_new0 (Country, 1);

      /* Bolivia, rather than Bolivia, Plurinational State of. */
      country->name
          = g_strdup (json_object_get_string_member_with_default (entry, "common_name", name));
      country->alpha_3 = g_strdup (json_object_get_string_member (entry, "alpha_3"));
      g_hash_table_insert (countries, g_strdup (json_object_get_string_member (entry, "alpha_2")),
                           country);
    }

  return countries;
}

static GHashTable *
get_countries (void)
{
  static GHashTable *countries;

  if (g_once_init_enter_pointer (&countries))
    g_once_init_leave_pointer (&countries, read_countries ());
  return countries;
}

static Country *
find (const char *alpha_2)
{
  g_autofree char *code = alpha_2 != NULL ? g_ascii_strup (alpha_2, -1) : NULL;

  return code != NULL ? g_hash_table_lookup (get_countries (), code) : NULL;
}

const char *
ct_country_get_alpha_3 (const char *alpha_2)
{
  Country *country = find (alpha_2);

  return country != NULL ? country->alpha_3 : NULL;
}

const char *
ct_country_get_name (const char *alpha_2)
{
  Country *country = find (alpha_2);

  return country != NULL ? country->name : NULL;
}

GPtrArray *
ct_country_get_all (void)
{
  return g_hash_table_get_keys_as_ptr_array (get_countries ());
}
