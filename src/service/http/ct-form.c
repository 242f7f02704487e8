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

gboolean
ct_form_get_boolean (CtForm *self, const char *name)
{
  if (self->node == NULL || !JSON_NODE_HOLDS_OBJECT (self->node))
    return FALSE;

  JsonNode *member = json_object_get_member (json_node_get_object (self->node), name);
  if (member == NULL || JSON_NODE_HOLDS_NULL (member))
    return FALSE;

  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_BOOLEAN)
    {
      ct_form_add_reason (self, name, "True or false was expected.");
      return FALSE;
    }
  return json_node_get_boolean (member);
}

CtAnswer *
ct_form_refuse (CtForm *self)
{
  if (self->refusal != NULL)
    return g_steal_pointer (&self->refusal);

  return self->problem->errors != NULL ? ct_answer_new_from_problem (self->problem) : NULL;
}
