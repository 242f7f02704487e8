/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/ct-error.h"
#include "model/ct-json.h"
#include "model/ct-time.h"
#include "model/ct-value.h"

/* Reading. What is wrong is reported as `/member/index: words`, built up on the way out. */

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *words = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, ": %s", words);
  return FALSE;
}

static gboolean
enum_from_nick (GType type, const char *nick, int *value)
{
  GEnumClass *klass = g_type_class_get (type);
  GEnumValue *found = g_enum_get_value_by_nick (klass, nick);

  if (found != NULL)
    *value = found->value;
  return found != NULL;
}

/* In bytes; nothing that people wrote is longer, and no page could show it. */
#define MAX_TEXT (256 * 1024)

static gboolean
read_text (JsonNode *node, const char *expected, char **text, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, "%s was expected", expected);
  if (strlen (json_node_get_string (node)) > MAX_TEXT)
    return refuse (error, "a text of at most %d bytes was expected", MAX_TEXT);

  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_strings (JsonNode *node, CtValue *value, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "an array of strings was expected");

  JsonArray *array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      char *text;

      if (!read_text (json_array_get_element (array, i), "an array of strings", &text, error))
        return FALSE;
      g_strv_builder_take (builder, text);
    }

  value->pointer = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_list (GType type, JsonNode *node, CtValue *value, GError **error)
{
  g_autoptr (GPtrArray) items = ct_resource_list_from_json (type, node, error);

  if (items == NULL)
    return FALSE;

  if (items->len > 0)
    {
      GListStore *store = g_list_store_new (type);
      g_list_store_splice (store, 0, 0, items->pdata, items->len);
      value->pointer = store;
    }
  return TRUE;
}

/* What is too large for a double comes as infinite. */
static gboolean
is_amount (double number)
{
  return number >= 0 && number <= G_MAXDOUBLE;
}

static gboolean
read_value (const CtField *field, JsonNode *node, CtValue *value, GError **error)
{
  GType held = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (field->kind)
    {
    case CT_FIELD_STRING:
      return read_text (node, "a string", (char **) &value->pointer, error);

    case CT_FIELD_STRINGS:
      return read_strings (node, value, error);

    case CT_FIELD_BOOLEAN:
      if (held != G_TYPE_BOOLEAN)
        return refuse (error, "true or false was expected");
      value->integer = json_node_get_boolean (node);
      return TRUE;

    case CT_FIELD_INTEGER:
      if (held != G_TYPE_INT64 || json_node_get_int (node) < 0
          || json_node_get_int (node) > G_MAXINT)
        return refuse (error, "a whole number from 0 to %d was expected", G_MAXINT);
      value->integer = json_node_get_int (node);
      return TRUE;

    case CT_FIELD_NUMBER:
      if ((held != G_TYPE_INT64 && held != G_TYPE_DOUBLE)
          || !is_amount (json_node_get_double (node)))
        return refuse (error, "a number from 0 was expected");
      value->number = json_node_get_double (node);
      return TRUE;

    case CT_FIELD_ENUM:
      if (held != G_TYPE_STRING
          || !enum_from_nick (field->get_type (), json_node_get_string (node), &value->integer))
        return refuse (error, "no such %s", field->name);
      return TRUE;

    case CT_FIELD_TIME:
      value->pointer = held == G_TYPE_STRING ? ct_time_parse (json_node_get_string (node)) : NULL;
      if (value->pointer == NULL)
        return refuse (error, "an RFC 3339 date-time was expected");
      return TRUE;

    case CT_FIELD_OBJECT:
      value->pointer = ct_resource_from_json (field->get_type (), node, error);
      return value->pointer != NULL;

    case CT_FIELD_LIST:
      return read_list (field->get_type (), node, value, error);

    default:
      g_assert_not_reached ();
    }
}

gboolean
ct_resource_read (CtResource *self, JsonNode *node, GError **error)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  g_return_val_if_fail (CT_IS_RESOURCE (self), FALSE);
  g_return_val_if_fail (node != NULL, FALSE);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "an object was expected");

  JsonObject *object = json_node_get_object (node);
  JsonNode *id = json_object_get_member (object, "id");
  if (id != NULL && !JSON_NODE_HOLDS_NULL (id))
    {
      if (json_node_get_value_type (id) != G_TYPE_STRING)
        {
          refuse (error, "a string was expected");
          g_prefix_error_literal (error, "/id");
          return FALSE;
        }
      g_object_set (self, "id", json_node_get_string (id), NULL);
    }

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];
      JsonNode *member = json_object_get_member (object, klass->members[i]);
      CtValue value = ct_value_unset (field->kind);
      gboolean ok = TRUE;

      if (member == NULL || JSON_NODE_HOLDS_NULL (member))
        {
          if (field->flags & CT_FIELD_REQUIRED)
            ok = refuse (error, "it is missing");
        }
      else if ((ok = read_value (field, member, &value, error)))
        ct_resource_take_value (self, i, value);

      if (!ok)
        {
          g_prefix_error (error, "/%s", klass->members[i]);
          return FALSE;
        }
    }

  return TRUE;
}

gpointer
ct_resource_from_json (GType type, JsonNode *node, GError **error)
{
  g_autoptr (CtResource) self = NULL;

  g_return_val_if_fail (g_type_is_a (type, CT_TYPE_RESOURCE), NULL);

  self = g_object_new (type, NULL);
  if (!ct_resource_read (self, node, error))
    return NULL;

  return g_steal_pointer (&self);
}

GPtrArray *
ct_resource_list_from_json (GType type, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      refuse (error, "an array was expected");
      return NULL;
    }

  JsonArray *array = json_node_get_array (node);
  guint length = json_array_get_length (array);

  items = g_ptr_array_new_full (length, g_object_unref);
  for (guint i = 0; i < length; i++)
    {
      gpointer item = ct_resource_from_json (type, json_array_get_element (array, i), error);

      if (item == NULL)
        {
          g_prefix_error (error, "/%u", i);
          return NULL;
        }
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}

static void
add_fault (GPtrArray *faults, const char *place, const char *words)
{
  g_ptr_array_add (faults, g_strdup_printf ("%s: %s", place, words));
}

static void
list_value_faults (const CtField *field, JsonNode *node, const char *place, GPtrArray *faults)
{
  CtValue value = ct_value_unset (field->kind);
  g_autoptr (GError) error = NULL;

  if (field->kind == CT_FIELD_OBJECT || field->kind == CT_FIELD_LIST)
    ct_resource_list_faults (field->get_type (), field->kind == CT_FIELD_LIST, node, place, faults);
  else if (read_value (field, node, &value, &error))
    ct_value_clear (field->kind, &value);
  else
    g_ptr_array_add (faults, g_strconcat (place, error->message, NULL));
}

static void
list_object_faults (GType type, JsonNode *node, const char *place, GPtrArray *faults)
{
  g_autoptr (CtResource) empty = g_object_new (type, NULL);
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (empty);
  JsonObject *object = json_node_get_object (node);
  JsonNode *id = json_object_get_member (object, "id");
  g_autofree char *id_place = g_strconcat (place, "/id", NULL);

  if (id != NULL && !JSON_NODE_HOLDS_NULL (id) && json_node_get_value_type (id) != G_TYPE_STRING)
    add_fault (faults, id_place, "a string was expected");

  for (guint i = 0; i < klass->n_fields; i++)
    {
      JsonNode *member = json_object_get_member (object, klass->members[i]);
      g_autofree char *here = g_strconcat (place, "/", klass->members[i], NULL);

      if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
        list_value_faults (&klass->fields[i], member, here, faults);
      else if (klass->fields[i].flags & CT_FIELD_REQUIRED)
        add_fault (faults, here, "it is missing");
    }
}

void
ct_resource_list_faults (GType type,
                         gboolean is_list,
                         JsonNode *node,
                         const char *place,
                         GPtrArray *faults)
{
  g_return_if_fail (g_type_is_a (type, CT_TYPE_RESOURCE));

  if (node == NULL)
    add_fault (faults, place, "it is missing");
  else if (!is_list && JSON_NODE_HOLDS_OBJECT (node))
    list_object_faults (type, node, place, faults);
  else if (!is_list)
    add_fault (faults, place, "an object was expected");
  else if (!JSON_NODE_HOLDS_ARRAY (node))
    add_fault (faults, place, "an array was expected");
  else
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        g_autofree char *here = g_strdup_printf ("%s/%u", place, i);

        ct_resource_list_faults (type, FALSE,
                                 json_array_get_element (json_node_get_array (node), i), here,
                                 faults);
      }
}

gboolean
ct_resource_set_text (CtResource *self, int field_index, const char *text, GError **error)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  g_return_val_if_fail (CT_IS_RESOURCE (self), FALSE);
  g_return_val_if_fail (field_index >= -1 && field_index < (int) klass->n_fields, FALSE);

  if (field_index == -1)
    {
      g_object_set (self, "id", text, NULL);
      return TRUE;
    }

  const CtField *field = &klass->fields[field_index];
  CtValue value = ct_value_unset (field->kind);
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    {
      ct_resource_take_value (self, field_index, value);
      return TRUE;
    }

  switch (field->kind)
    {
    case CT_FIELD_STRING:
    case CT_FIELD_ENUM:
    case CT_FIELD_TIME:
      node = json_node_init_string (json_node_alloc (), text);
      break;
    case CT_FIELD_BOOLEAN:
      node = json_node_init_boolean (json_node_alloc (), strcmp (text, "0") != 0);
      break;
    default:
      {
        g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
        node = ct_json_parse (bytes, error);
        if (node == NULL)
          g_prefix_error_literal (error, ": ");
      }
      break;
    }

  if (node == NULL || !read_value (field, node, &value, error))
    {
      g_prefix_error (error, "/%s", klass->members[field_index]);
      return FALSE;
    }

  ct_resource_take_value (self, field_index, value);
  return TRUE;
}

/* Writing. */

static JsonNode *
write_list (GListModel *list)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CtResource) item = g_list_model_get_item (list, i);
      json_array_add_element (array, ct_resource_to_json (item));
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
write_strings (char **strings)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
write_value (const CtField *field, CtValue value)
{
  JsonNode *node = NULL;

  switch (field->kind)
    {
    case CT_FIELD_STRING:
      return json_node_init_string (json_node_alloc (), value.pointer);
    case CT_FIELD_STRINGS:
      return write_strings (value.pointer);
    case CT_FIELD_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), value.integer);
    case CT_FIELD_INTEGER:
      return json_node_init_int (json_node_alloc (), value.integer);
    case CT_FIELD_NUMBER:
      return json_node_init_double (json_node_alloc (), value.number);
    case CT_FIELD_ENUM:
      {
        GEnumClass *klass = g_type_class_get (field->get_type ());
        node = json_node_alloc ();
        return json_node_init_string (node, g_enum_get_value (klass, value.integer)->value_nick);
      }
    case CT_FIELD_TIME:
      {
        g_autofree char *text = ct_time_format (value.pointer);
        return json_node_init_string (json_node_alloc (), text);
      }
    case CT_FIELD_OBJECT:
      return ct_resource_to_json (value.pointer);
    case CT_FIELD_LIST:
      return write_list (value.pointer);
    default:
      g_assert_not_reached ();
    }
}

char *
ct_resource_get_text (CtResource *self, int field_index)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  g_return_val_if_fail (CT_IS_RESOURCE (self), NULL);
  g_return_val_if_fail (field_index >= -1 && field_index < (int) klass->n_fields, NULL);

  if (field_index == -1)
    return g_strdup (ct_resource_get_id (self));

  const CtField *field = &klass->fields[field_index];
  CtValue value = ct_field_get (self, field);

  if (field->kind == CT_FIELD_BOOLEAN)
    return g_strdup (value.integer ? "1" : "0");
  if (field->kind != CT_FIELD_ENUM
      && ct_value_equal (field->kind, value, ct_value_unset (field->kind)))
    return NULL;

  g_autoptr (JsonNode) node = write_value (field, value);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  g_autoptr (GBytes) bytes = ct_json_to_bytes (node);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

JsonNode *
ct_resource_to_json (CtResource *self)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);
  const char *id = ct_resource_get_id (self);
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (CT_IS_RESOURCE (self), NULL);

  if (id != NULL)
    json_object_set_string_member (object, "id", id);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];
      CtValue value = ct_field_get (self, field);
      gboolean always = field->kind == CT_FIELD_ENUM || field->kind == CT_FIELD_BOOLEAN;

      if (always || !ct_value_equal (field->kind, value, ct_value_unset (field->kind)))
        json_object_set_member (object, klass->members[i], write_value (field, value));
    }

  return json_node_init_object (json_node_alloc (), object);
}

char *
ct_resource_to_text (CtResource *self)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (self);

  return json_to_string (node, FALSE);
}
