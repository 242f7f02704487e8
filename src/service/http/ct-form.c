/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-form.h"

#include <string.h>

#include "model/ct-json.h"

struct _CtForm
{
  JsonNode *node;
  CtAnswer *refusal; /* nothing could be read at all */
  CtProblem *problem;
};

/* A string that ends early for C would not be what the client meant. */
static gboolean
has_escaped_nul (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\\')
        continue;
      if (length - i >= 6 && memcmp (text + i, "\\u0000", 6) == 0)
        return TRUE;
      i++;
    }
  return FALSE;
}

void
ct_form_add_reason (CtForm *self, const char *name, const char *detail)
{
  g_autofree char *pointer = name != NULL ? g_strconcat ("#/", name, NULL) : g_strdup ("#");
  g_autoptr (CtProblemReason) reason
      = g_object_new (CT_TYPE_PROBLEM_REASON, "detail", detail, "pointer", pointer, NULL);

  ct_resource_append (CT_RESOURCE (self->problem), "errors", CT_RESOURCE (reason));
}

CtForm *
ct_form_new (CtRequest *request)
{
  CtForm *self = g_new0 (CtForm, 1);
  g_autoptr (GError) error = NULL;

  self->problem = ct_answer_problem_invalid ();

  if (request->content_type == NULL
      || g_ascii_strcasecmp (request->content_type, "application/json") != 0)
    {
      self->refusal = ct_answer_new_problem (SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL,
                                             "This takes “application/json”.");
      return self;
    }

  self->node = ct_json_parse (request->body, &error);
  if (self->node == NULL)
    self->refusal = ct_answer_new_problem (SOUP_STATUS_BAD_REQUEST, NULL, error->message);
  else if (has_escaped_nul (request->body))
    ct_form_add_reason (self, NULL, "Texts have no NUL characters.");
  else if (!JSON_NODE_HOLDS_OBJECT (self->node))
    ct_form_add_reason (self, NULL, "An object was expected.");
  return self;
}

void
ct_form_free (CtForm *self)
{
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->refusal, ct_answer_free);
  g_clear_object (&self->problem);
  g_free (self);
}

const char *
ct_form_get_string (CtForm *self, const char *name, CtFormFlags flags, glong max_length)
{
  JsonNode *member;

  if (self->node == NULL || !JSON_NODE_HOLDS_OBJECT (self->node))
    return NULL;

  member = json_object_get_member (json_node_get_object (self->node), name);
  if (member == NULL || JSON_NODE_HOLDS_NULL (member))
    {
      if (flags == CT_FORM_REQUIRED)
        ct_form_add_reason (self, name, "It is missing.");
      return NULL;
    }

  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_STRING)
    {
      ct_form_add_reason (self, name, "A string was expected.");
      return NULL;
    }

  const char *text = json_node_get_string (member);
  if (g_utf8_strlen (text, -1) > max_length)
    {
      g_autofree char *detail = g_strdup_printf ("It has more than %ld characters.", max_length);

      ct_form_add_reason (self, name, detail);
      return NULL;
    }
  return text;
}

static JsonNode *
find_member (CtForm *self, const char *name)
{
  if (self->node == NULL || !JSON_NODE_HOLDS_OBJECT (self->node))
    return NULL;

  JsonNode *member = json_object_get_member (json_node_get_object (self->node), name);
  return member != NULL && !JSON_NODE_HOLDS_NULL (member) ? member : NULL;
}

gboolean
ct_form_has (CtForm *self, const char *name)
{
  return find_member (self, name) != NULL;
}

char **
ct_form_get_strings (CtForm *self, const char *name, guint max_items, glong max_length)
{
  JsonNode *member = find_member (self, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array
      = member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;

  if (length < 1 || length > max_items)
    {
      g_autofree char *detail
          = g_strdup_printf ("An array of 1 to %u strings was expected.", max_items);
      ct_form_add_reason (self, name, detail);
      return NULL;
    }

  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *place = g_strdup_printf ("%s/%u", name, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING
          || g_utf8_strlen (json_node_get_string (element), -1) > max_length)
        {
          g_autofree char *detail
              = g_strdup_printf ("A string of at most %ld characters was expected.", max_length);
          ct_form_add_reason (self, place, detail);
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

int
ct_form_get_integer (CtForm *self, const char *name, int minimum, int maximum)
{
  JsonNode *member = find_member (self, name);

  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member)
      || json_node_get_value_type (member) != G_TYPE_INT64 || json_node_get_int (member) < minimum
      || json_node_get_int (member) > maximum)
    {
      g_autofree char *detail
          = g_strdup_printf ("A whole number from %d to %d was expected.", minimum, maximum);
      ct_form_add_reason (self, name, detail);
      return minimum;
    }
  return json_node_get_int (member);
}

gboolean
ct_form_get_boolean (CtForm *self, const char *name)
{
  JsonNode *member = find_member (self, name);

  if (member == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_BOOLEAN)
    {
      ct_form_add_reason (self, name, "True or false was expected.");
      return FALSE;
    }
  return json_node_get_boolean (member);
}

JsonObject *
ct_form_get_object (CtForm *self)
{
  return self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node)
             ? json_node_get_object (self->node)
             : NULL;
}

CtAnswer *
ct_form_refuse (CtForm *self)
{
  if (self->refusal != NULL)
    return g_steal_pointer (&self->refusal);

  return self->problem->errors != NULL ? ct_answer_new_from_problem (self->problem) : NULL;
}
