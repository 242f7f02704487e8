/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-language.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define LANGUAGES "639-2"
#define COUNTRIES "3166-1"

/* Reads an iso-codes table as { alpha-2 code: English name }; empty if there is none. */
static GHashTable *
read_table (const char *standard)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_strdup_printf ("%s/iso_%s.json", ISO_CODES_JSON_DIR, standard);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonArray *entries;

  if (!json_parser_load_from_mapped_file (parser, path, NULL))
    return names;

  root = json_parser_get_root (parser);
  entries = JSON_NODE_HOLDS_OBJECT (root)
                ? json_object_get_array_member (json_node_get_object (root), standard)
                : NULL;
  for (guint i = 0; entries && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      const char *code = json_object_get_string_member_with_default (entry, "alpha_2", NULL);
      const char *name = json_object_get_string_member_with_default (entry, "name", NULL);

      if (code && name)
        g_hash_table_insert (names, g_ascii_strdown (code, -1), g_strdup (name));
    }
  return names;
}

/* The first name of several: "Spanish; Castilian" is Spanish to everybody. */
static char *
look_up (GHashTable *names, const char *domain, const char *code)
{
  g_autofree char *folded = g_ascii_strdown (code, -1);
  const char *name = g_hash_table_lookup (names, folded);
  const char *translated = name ? g_dgettext (domain, name) : NULL;

  return translated ? g_strndup (translated, strcspn (translated, ";")) : NULL;
}

GPtrArray *
ct_language_get_all (void)
{
  g_autoptr (GHashTable) languages = read_table (LANGUAGES);

  return g_hash_table_steal_all_keys (languages);
}

char *
ct_language_name (const char *tag)
{
  static GHashTable *languages, *countries;
  g_auto (GStrv) parts = NULL;
  g_autofree char *language = NULL, *country = NULL;

  if (tag == NULL)
    return g_strdup ("");

  if (g_once_init_enter_pointer (&languages))
    {
      countries = read_table (COUNTRIES);
      g_once_init_leave_pointer (&languages, read_table (LANGUAGES));
    }

  parts = g_strsplit (tag, "-", -1);
  language = parts[0] ? look_up (languages, "iso_639-2", parts[0]) : NULL;
  if (language == NULL)
    return g_strdup (tag);

  for (guint i = 1; parts[i] && country == NULL; i++)
    country = look_up (countries, "iso_3166-1", parts[i]);

  if (country == NULL)
    return g_steal_pointer (&language);
  /* Translators: a language as it is spoken in a country: Portuguese (Brazil) */
  return g_strdup_printf (C_ ("language", "%s (%s)"), language, country);
}
