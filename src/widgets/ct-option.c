/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-option.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/ct-country.h"
#include "widgets/ct-language.h"

#define ZONES "/usr/share/zoneinfo/zone.tab"

struct _CtOption
{
  GObject parent_instance;

  char *value;
  char *label;
  char *key; /* (nullable): by which it is sorted */
};

G_DEFINE_FINAL_TYPE (CtOption, ct_option, G_TYPE_OBJECT)

typedef enum
{
  PROP_VALUE = 1,
  PROP_LABEL,
} CtOptionProperty;

static GParamSpec *properties[PROP_LABEL + 1];

const char *
ct_option_get_value (CtOption *self)
{
  g_return_val_if_fail (CT_IS_OPTION (self), NULL);

  return self->value;
}

const char *
ct_option_get_label (CtOption *self)
{
  g_return_val_if_fail (CT_IS_OPTION (self), NULL);

  return self->label;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (CT_OPTION ((gpointer) a)->key, CT_OPTION ((gpointer) b)->key);
}

static void
add (GListStore *store, const char *value, const char *label)
{
  g_autoptr (CtOption) option = ct_option_new (value, label);

  option->key = g_utf8_collate_key (label, -1);
  g_list_store_append (store, option);
}

static const char *
get_country_name (const char *code)
{
  const char *name = ct_country_get_name (code);

  return name != NULL ? g_dgettext ("iso_3166-1", name) : code;
}

GListStore *
ct_option_list_countries (void)
{
  GListStore *store = g_list_store_new (CT_TYPE_OPTION);
  g_autoptr (GPtrArray) codes = ct_country_get_all ();

  for (guint i = 0; i < codes->len; i++)
    add (store, codes->pdata[i], get_country_name (codes->pdata[i]));
  g_list_store_sort (store, compare, NULL);
  return store;
}

GListStore *
ct_option_list_languages (void)
{
  GListStore *store = g_list_store_new (CT_TYPE_OPTION);
  g_autoptr (GPtrArray) tags = ct_language_get_all ();

  for (guint i = 0; i < tags->len; i++)
    {
      g_autofree char *name = ct_language_name (tags->pdata[i]);

      add (store, tags->pdata[i], name);
    }
  g_list_store_sort (store, compare, NULL);
  return store;
}

/* { name: code of its country }; names are tzdata's, which are English. */
static GHashTable *
read_zones (void)
{
  GHashTable *zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (ZONES, &text, NULL, NULL))
    return zones;

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);

      if (**line != '#' && g_strv_length (cells) >= 3)
        g_hash_table_insert (zones, g_strdup (cells[2]), g_strdup (cells[0]));
    }
  return zones;
}

static GHashTable *
get_zones (void)
{
  static GHashTable *zones;

  if (zones == NULL)
    zones = read_zones ();
  return zones;
}

char *
ct_option_describe_time_zone (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *code = g_hash_table_lookup (get_zones (), name);
  g_autofree char *city = g_strdelimit (g_strdup (slash != NULL ? slash + 1 : name), "_", ' ');
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  g_autoptr (GDateTime) now = zone != NULL ? g_date_time_new_now (zone) : NULL;
  g_autofree char *offset = now != NULL ? g_date_time_format (now, "UTC%:z") : NULL;

  if (offset == NULL || code == NULL)
    return g_steal_pointer (&city);
  /* Translators: a city, its country, and how far its time is from UTC: Lima, Peru (UTC-05:00) */
  return g_strdup_printf (C_ ("time zone", "%s, %s (%s)"), city, get_country_name (code), offset);
}

GListStore *
ct_option_list_time_zones (void)
{
  GListStore *store = g_list_store_new (CT_TYPE_OPTION);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, get_zones ());
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *label = ct_option_describe_time_zone (name);

      add (store, name, label);
    }
  g_list_store_sort (store, compare, NULL);
  return store;
}

static void
ct_option_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtOption *self = CT_OPTION (object);

  switch ((CtOptionProperty) id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_option_finalize (GObject *object)
{
  CtOption *self = CT_OPTION (object);

  g_free (self->value);
  g_free (self->label);
  g_free (self->key);

  G_OBJECT_CLASS (ct_option_parent_class)->finalize (object);
}

static void
ct_option_class_init (CtOptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_option_get_property;
  object_class->finalize = ct_option_finalize;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_option_init (CtOption *self)
{
}

CtOption *
ct_option_new (const char *value, const char *label)
{
  CtOption *self = g_object_new (CT_TYPE_OPTION, NULL);

  g_return_val_if_fail (value != NULL && label != NULL, NULL);

  self->value = g_strdup (value);
  self->label = g_strdup (label);
  return self;
}
