/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/profile/ct-profile.h"

#include <string.h>

#include "model/ct-country.h"
#include "model/ct-problem.h"
#include "model/ct-time-zone.h"
#include "service/delivery/ct-vue-cdd.h"
#include "service/delivery/ct-vue-text.h"

#define MAX_NATIVE_ADDRESS 300
#define MAX_REGION 60 /* elsewhere than where Pearson VUE has it */

/* What candidates change themselves. */
static const struct
{
  const char *member;
  gboolean is_sent; /* to Pearson VUE */
} changeable[] = {
  { "phone", TRUE },     { "country", TRUE },     { "address_1", TRUE },
  { "address_2", TRUE }, { "address_3", TRUE },   { "city", TRUE },
  { "region", TRUE },    { "postal_code", TRUE }, { "native_address", FALSE },
  { "language", FALSE }, { "time_zone", FALSE },  { "age", FALSE },
  { "gender", FALSE },   { "education", FALSE },  { "experience", FALSE },
  { "muted", FALSE },
};

typedef struct
{
  CtAccount *account;
  JsonObject *change;
  GPtrArray *reasons;
} Change;

static void
refuse (Change *self, const char *member, const char *detail)
{
  g_autofree char *pointer = g_strconcat ("#/", member, NULL);

  g_ptr_array_add (self->reasons, g_object_new (CT_TYPE_PROBLEM_REASON, "detail", detail, "pointer",
                                                pointer, NULL));
}

/* Returns: the index of its field, or -1 if nobody changes that here */
static int
find_field (const char *member, gboolean *is_sent)
{
  g_autoptr (CtResourceClass) klass = g_type_class_ref (CT_TYPE_ACCOUNT);
  g_autofree char *name = g_strdelimit (g_strdup (member), "_", '-');

  for (gsize i = 0; i < G_N_ELEMENTS (changeable); i++)
    {
      if (strcmp (changeable[i].member, member) != 0)
        continue;
      *is_sent = changeable[i].is_sent;
      return ct_resource_find_field (klass, name);
    }
  return -1;
}

static gboolean
is_language (const char *text)
{
  return g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", text, G_REGEX_DEFAULT,
                               G_REGEX_MATCH_DEFAULT);
}

/* Keeps the lines, each of them tidied. */
static char *
tidy_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      char *tidy = ct_vue_text_tidy (*line);

      g_free (*line);
      *line = tidy;
    }
  g_autofree char *joined = g_strjoinv ("\n", lines);
  return g_strdup (g_strstrip (joined));
}

/* Returns: (nullable): what is wrong with a text that does not go to Pearson VUE */
static const char *
check_text (const char *member, const char *text)
{
  if (strcmp (member, "country") == 0 && ct_country_get_alpha_3 (text) == NULL)
    return "There is no such country.";
  if (strcmp (member, "time_zone") == 0 && !ct_time_zone_is_known (text))
    return "There is no such time zone.";
  if (strcmp (member, "language") == 0 && !is_language (text))
    return "This is no language tag, such as “pt-BR”.";
  if (strcmp (member, "native_address") == 0 && g_utf8_strlen (text, -1) > MAX_NATIVE_ADDRESS)
    return "It has more than 300 characters.";
  if (strcmp (member, "region") == 0 && g_utf8_strlen (text, -1) > MAX_REGION)
    return "It has more than 60 characters.";
  return NULL;
}

static void
change_text (Change *self, const char *member, int field, JsonNode *value)
{
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    {
      refuse (self, member, "A string was expected.");
      return;
    }

  const char *given = json_node_get_string (value);
  g_autofree char *text
      = strcmp (member, "native_address") == 0 ? tidy_lines (given) : ct_vue_text_tidy (given);
  if (strcmp (member, "country") == 0)
    {
      char *upper = g_ascii_strup (text, -1);

      g_free (text);
      text = upper;
    }

  const char *fault = *text != '\0' ? check_text (member, text) : NULL;
  if (fault != NULL)
    refuse (self, member, fault);
  else
    ct_resource_set_text (CT_RESOURCE (self->account), field, *text != '\0' ? text : NULL, NULL);
}

static void
change_choice (Change *self, const char *member, int field, JsonNode *value)
{
  const char *nick = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;

  if (nick == NULL || !ct_resource_set_text (CT_RESOURCE (self->account), field, nick, NULL))
    refuse (self, member, "This is none of the choices.");
}

static void
change_muted (Change *self, const char *member, JsonNode *value)
{
  g_autoptr (GEnumClass) notices = g_type_class_ref (CT_TYPE_NOTICE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;

  if (array == NULL || length > notices->n_values)
    {
      refuse (self, member, "An array of kinds of notices was expected.");
      return;
    }

  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *nick = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (nick == NULL || g_enum_get_value_by_nick (notices, nick) == NULL)
        {
          g_autofree char *place = g_strdup_printf ("%s/%u", member, i);

          refuse (self, place, "There is no such kind of notice.");
          return;
        }
      g_strv_builder_add (builder, nick);
    }

  g_auto (GStrv) muted = g_strv_builder_end (builder);
  g_object_set (self->account, "muted", length > 0 ? muted : NULL, NULL);
}

static void
change_member (JsonObject *object, const char *member, JsonNode *value, gpointer user_data)
{
  Change *self = user_data;
  gboolean is_sent;
  guint n_fields;
  const CtField *fields = ct_resource_get_fields (CT_RESOURCE_GET_CLASS (self->account), &n_fields);
  int field = find_field (member, &is_sent);

  if (strcmp (member, "email") == 0)
    return;
  if (strcmp (member, "name") == 0 || strcmp (member, "given_name") == 0
      || strcmp (member, "family_name") == 0 || strcmp (member, "company") == 0)
    refuse (self, member, "Ask the Program Support Team to change it.");
  else if (field == -1)
    refuse (self, member, "This cannot be changed here.");
  else if (JSON_NODE_HOLDS_NULL (value))
    ct_resource_set_text (CT_RESOURCE (self->account), field, NULL, NULL);
  else if (fields[field].kind == CT_FIELD_ENUM)
    change_choice (self, member, field, value);
  else if (fields[field].kind == CT_FIELD_STRINGS)
    change_muted (self, member, value);
  else
    change_text (self, member, field, value);
}

static gboolean
is_refused (Change *self, const char *pointer)
{
  for (guint i = 0; i < self->reasons->len; i++)
    if (g_strcmp0 (((CtProblemReason *) self->reasons->pdata[i])->pointer, pointer) == 0)
      return TRUE;
  return FALSE;
}

/* Whether @member is given, so that it has to fit. What a state is depends on the country. */
static gboolean
is_given (Change *self, const char *member)
{
  gboolean is_sent;
  int field = find_field (member, &is_sent);
  g_autofree char *text
      = field != -1 ? ct_resource_get_text (CT_RESOURCE (self->account), field) : NULL;

  return text != NULL
         && (json_object_has_member (self->change, member)
             || (strcmp (member, "region") == 0
                 && json_object_has_member (self->change, "country")));
}

static void
check_sent (Change *self)
{
  g_autoptr (GPtrArray) faults = ct_vue_cdd_check (self->account);

  for (guint i = 0; i < faults->len; i++)
    {
      CtProblemReason *fault = g_ptr_array_index (faults, i);

      if (is_given (self, fault->pointer + strlen ("#/")) && !is_refused (self, fault->pointer))
        g_ptr_array_add (self->reasons, g_object_ref (fault));
    }
}

static gboolean
sent_differs (CtAccount *a, CtAccount *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changeable); i++)
    {
      gboolean is_sent;
      int field = find_field (changeable[i].member, &is_sent);
      g_autofree char *text_a = is_sent ? ct_resource_get_text (CT_RESOURCE (a), field) : NULL;
      g_autofree char *text_b = is_sent ? ct_resource_get_text (CT_RESOURCE (b), field) : NULL;

      if (g_strcmp0 (text_a, text_b) != 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
ct_profile_change (CtAccount *account, JsonObject *change, GDateTime *now)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CtAccount) before = g_object_new (CT_TYPE_ACCOUNT, NULL);
  Change self = { account, change, reasons };

  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);

  ct_resource_assign (CT_RESOURCE (before), CT_RESOURCE (account));
  json_object_foreach_member (change, change_member, &self);
  check_sent (&self);
  if (reasons->len == 0 && sent_differs (before, account))
    g_object_set (account, "changed-at", now, NULL);
  return g_steal_pointer (&reasons);
}
