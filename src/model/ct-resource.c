/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-resource.h"

#include <string.h>

#include "model/ct-error.h"
#include "model/ct-json.h"
#include "model/ct-time.h"

typedef struct
{
  char *id;
} CtResourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CtResource, ct_resource, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* A field's value on its own, as it lies in the structure. */
typedef union
{
  gpointer pointer;
  int integer;
  double number;
} Value;

static gboolean
is_pointer (CtFieldKind kind)
{
  return kind != CT_FIELD_BOOLEAN && kind != CT_FIELD_INTEGER && kind != CT_FIELD_NUMBER
         && kind != CT_FIELD_ENUM;
}

static Value
value_unset (CtFieldKind kind)
{
  Value value = { .pointer = NULL };

  if (kind == CT_FIELD_NUMBER)
    value.number = -1;
  else if (kind == CT_FIELD_INTEGER)
    value.integer = -1;

  return value;
}

static void
value_clear (CtFieldKind kind, Value *value)
{
  if (is_pointer (kind) && value->pointer != NULL)
    {
      switch (kind)
        {
        case CT_FIELD_STRING:
          g_free (value->pointer);
          break;
        case CT_FIELD_STRINGS:
          g_strfreev (value->pointer);
          break;
        case CT_FIELD_TIME:
          g_date_time_unref (value->pointer);
          break;
        default:
          g_object_unref (value->pointer);
          break;
        }
    }

  *value = value_unset (kind);
}

static Value
value_copy (CtFieldKind kind, Value value)
{
  if (is_pointer (kind) && value.pointer != NULL)
    {
      switch (kind)
        {
        case CT_FIELD_STRING:
          value.pointer = g_strdup (value.pointer);
          break;
        case CT_FIELD_STRINGS:
          value.pointer = g_strdupv (value.pointer);
          break;
        case CT_FIELD_TIME:
          value.pointer = g_date_time_ref (value.pointer);
          break;
        default:
          value.pointer = g_object_ref (value.pointer);
          break;
        }
    }

  return value;
}

static gboolean
lists_equal (GListModel *a, GListModel *b)
{
  guint n = g_list_model_get_n_items (a);

  if (n != g_list_model_get_n_items (b))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtResource) item_a = g_list_model_get_item (a, i);
      g_autoptr (CtResource) item_b = g_list_model_get_item (b, i);

      if (!ct_resource_equal (item_a, item_b))
        return FALSE;
    }

  return TRUE;
}

static gboolean
value_equal (CtFieldKind kind, Value a, Value b)
{
  switch (kind)
    {
    case CT_FIELD_BOOLEAN:
    case CT_FIELD_INTEGER:
    case CT_FIELD_ENUM:
      return a.integer == b.integer;
    case CT_FIELD_NUMBER:
      return a.number == b.number;
    default:
      break;
    }

  if (a.pointer == b.pointer)
    return TRUE;
  if (a.pointer == NULL || b.pointer == NULL)
    return FALSE;

  switch (kind)
    {
    case CT_FIELD_STRING:
      return strcmp (a.pointer, b.pointer) == 0;
    case CT_FIELD_STRINGS:
      return g_strv_equal (a.pointer, b.pointer);
    case CT_FIELD_TIME:
      return g_date_time_equal (a.pointer, b.pointer);
    case CT_FIELD_OBJECT:
      return ct_resource_equal (a.pointer, b.pointer);
    default:
      return lists_equal (a.pointer, b.pointer);
    }
}

static Value
field_get (CtResource *self, const CtField *field)
{
  gpointer place = (char *) self + field->offset;
  Value value = { .pointer = NULL };

  if (is_pointer (field->kind))
    value.pointer = *(gpointer *) place;
  else if (field->kind == CT_FIELD_NUMBER)
    value.number = *(double *) place;
  else
    value.integer = *(int *) place;

  return value;
}

static void
field_put (CtResource *self, const CtField *field, Value value)
{
  gpointer place = (char *) self + field->offset;

  if (is_pointer (field->kind))
    *(gpointer *) place = value.pointer;
  else if (field->kind == CT_FIELD_NUMBER)
    *(double *) place = value.number;
  else
    *(int *) place = value.integer;
}

/* Takes @value; the only way by which a field changes. */
static void
field_take (CtResource *self, guint index, Value value)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);
  const CtField *field = &klass->fields[index];
  Value old = field_get (self, field);

  if (value_equal (field->kind, old, value))
    {
      if (is_pointer (field->kind) && old.pointer == value.pointer)
        return;
      value_clear (field->kind, &value);
      return;
    }

  field_put (self, field, value);
  value_clear (field->kind, &old);
  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[index]);
}

static void
field_set_property (GObject *object, guint prop_id, const GValue *from, GParamSpec *pspec)
{
  CtResource *self = CT_RESOURCE (object);
  const CtField *field = &CT_RESOURCE_GET_CLASS (self)->fields[prop_id - 1];
  Value value = { .pointer = NULL };

  switch (field->kind)
    {
    case CT_FIELD_STRING:
      value.pointer = g_value_dup_string (from);
      break;
    case CT_FIELD_STRINGS:
    case CT_FIELD_TIME:
      value.pointer = g_value_dup_boxed (from);
      break;
    case CT_FIELD_BOOLEAN:
      value.integer = g_value_get_boolean (from);
      break;
    case CT_FIELD_INTEGER:
      value.integer = g_value_get_int (from);
      break;
    case CT_FIELD_NUMBER:
      value.number = g_value_get_double (from);
      break;
    case CT_FIELD_ENUM:
      value.integer = g_value_get_enum (from);
      break;
    case CT_FIELD_OBJECT:
    case CT_FIELD_LIST:
      value.pointer = g_value_dup_object (from);
      break;
    default:
      g_assert_not_reached ();
    }

  field_take (self, prop_id - 1, value);
}

static void
field_get_property (GObject *object, guint prop_id, GValue *to, GParamSpec *pspec)
{
  CtResource *self = CT_RESOURCE (object);
  const CtField *field = &CT_RESOURCE_GET_CLASS (self)->fields[prop_id - 1];
  Value value = field_get (self, field);

  switch (field->kind)
    {
    case CT_FIELD_STRING:
      g_value_set_string (to, value.pointer);
      break;
    case CT_FIELD_STRINGS:
    case CT_FIELD_TIME:
      g_value_set_boxed (to, value.pointer);
      break;
    case CT_FIELD_BOOLEAN:
      g_value_set_boolean (to, value.integer);
      break;
    case CT_FIELD_INTEGER:
      g_value_set_int (to, value.integer);
      break;
    case CT_FIELD_NUMBER:
      g_value_set_double (to, value.number);
      break;
    case CT_FIELD_ENUM:
      g_value_set_enum (to, value.integer);
      break;
    case CT_FIELD_OBJECT:
    case CT_FIELD_LIST:
      g_value_set_object (to, value.pointer);
      break;
    default:
      g_assert_not_reached ();
    }
}

static GParamSpec *
field_to_pspec (const CtField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const char *name = field->name;

  switch (field->kind)
    {
    case CT_FIELD_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case CT_FIELD_STRINGS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case CT_FIELD_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case CT_FIELD_INTEGER:
      return g_param_spec_int (name, NULL, NULL, -1, G_MAXINT, -1, flags);
    case CT_FIELD_NUMBER:
      return g_param_spec_double (name, NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
    case CT_FIELD_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->get_type (), 0, flags);
    case CT_FIELD_TIME:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_DATE_TIME, flags);
    case CT_FIELD_OBJECT:
      return g_param_spec_object (name, NULL, NULL, field->get_type (), flags);
    case CT_FIELD_LIST:
      return g_param_spec_object (name, NULL, NULL, G_TYPE_LIST_STORE, flags);
    default:
      g_assert_not_reached ();
    }
}

static void
ct_resource_finalize (GObject *object)
{
  CtResource *self = CT_RESOURCE (object);
  CtResourcePrivate *priv = ct_resource_get_instance_private (self);
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      Value value = field_get (self, &klass->fields[i]);
      value_clear (klass->fields[i].kind, &value);
    }

  g_free (priv->id);

  G_OBJECT_CLASS (ct_resource_parent_class)->finalize (object);
}

static void
ct_resource_set_id (CtResource *self, const char *id)
{
  CtResourcePrivate *priv = ct_resource_get_instance_private (self);

  if (g_set_str (&priv->id, id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

static void
ct_resource_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ID)
    ct_resource_set_id (CT_RESOURCE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ct_resource_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ID)
    g_value_set_string (value, ct_resource_get_id (CT_RESOURCE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ct_resource_class_init (CtResourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ct_resource_finalize;
  object_class->set_property = ct_resource_set_property;
  object_class->get_property = ct_resource_get_property;

  properties[PROP_ID]
      = g_param_spec_string ("id", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ct_resource_init (CtResource *self)
{
}

void
ct_resource_class_install_fields (CtResourceClass *klass, const CtField *fields, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->properties = g_new0 (GParamSpec *, n_fields);
  klass->members = g_new0 (char *, n_fields);
  object_class->set_property = field_set_property;
  object_class->get_property = field_get_property;

  for (guint i = 0; i < n_fields; i++)
    {
      klass->properties[i] = field_to_pspec (&fields[i]);
      klass->members[i] = g_strdelimit (g_strdup (fields[i].name), "-", '_');
      g_object_class_install_property (object_class, i + 1, klass->properties[i]);
    }
}

void
ct_resource_unset_all (CtResource *self)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    field_put (self, &klass->fields[i], value_unset (klass->fields[i].kind));
}

const char *
ct_resource_get_id (CtResource *self)
{
  CtResourcePrivate *priv = ct_resource_get_instance_private (self);

  g_return_val_if_fail (CT_IS_RESOURCE (self), NULL);

  return priv->id;
}

const CtField *
ct_resource_get_fields (CtResourceClass *klass, guint *n_fields)
{
  *n_fields = klass->n_fields;
  return klass->fields;
}

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

static gboolean
read_strings (JsonNode *node, Value *value, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "an array of strings was expected");

  JsonArray *array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return refuse (error, "an array of strings was expected");
      g_strv_builder_add (builder, json_node_get_string (element));
    }

  value->pointer = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_list (GType type, JsonNode *node, Value *value, GError **error)
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

static gboolean
read_value (const CtField *field, JsonNode *node, Value *value, GError **error)
{
  GType held = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (field->kind)
    {
    case CT_FIELD_STRING:
      if (held != G_TYPE_STRING)
        return refuse (error, "a string was expected");
      value->pointer = json_node_dup_string (node);
      return TRUE;

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
      if ((held != G_TYPE_INT64 && held != G_TYPE_DOUBLE) || !(json_node_get_double (node) >= 0))
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
      ct_resource_set_id (self, json_node_get_string (id));
    }

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];
      JsonNode *member = json_object_get_member (object, klass->members[i]);
      Value value = value_unset (field->kind);
      gboolean ok = TRUE;

      if (member == NULL || JSON_NODE_HOLDS_NULL (member))
        {
          if (field->flags & CT_FIELD_REQUIRED)
            ok = refuse (error, "it is missing");
        }
      else if ((ok = read_value (field, member, &value, error)))
        field_take (self, i, value);

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

gboolean
ct_resource_set_text (CtResource *self, int field_index, const char *text, GError **error)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  g_return_val_if_fail (CT_IS_RESOURCE (self), FALSE);
  g_return_val_if_fail (field_index >= -1 && field_index < (int) klass->n_fields, FALSE);

  if (field_index == -1)
    {
      ct_resource_set_id (self, text);
      return TRUE;
    }

  const CtField *field = &klass->fields[field_index];
  Value value = value_unset (field->kind);
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    {
      field_take (self, field_index, value);
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
      }
      break;
    }

  if (node == NULL || !read_value (field, node, &value, error))
    {
      g_prefix_error (error, "/%s", klass->members[field_index]);
      return FALSE;
    }

  field_take (self, field_index, value);
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
write_value (const CtField *field, Value value)
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
  Value value = field_get (self, field);

  if (field->kind == CT_FIELD_BOOLEAN)
    return g_strdup (value.integer ? "1" : "0");
  if (field->kind != CT_FIELD_ENUM && value_equal (field->kind, value, value_unset (field->kind)))
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
  CtResourcePrivate *priv = ct_resource_get_instance_private (self);
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (CT_IS_RESOURCE (self), NULL);

  if (priv->id != NULL)
    json_object_set_string_member (object, "id", priv->id);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];
      Value value = field_get (self, field);
      gboolean always = field->kind == CT_FIELD_ENUM || field->kind == CT_FIELD_BOOLEAN;

      if (always || !value_equal (field->kind, value, value_unset (field->kind)))
        json_object_set_member (object, klass->members[i], write_value (field, value));
    }

  return json_node_init_object (json_node_alloc (), object);
}

gboolean
ct_resource_equal (CtResource *a, CtResource *b)
{
  g_return_val_if_fail (CT_IS_RESOURCE (a), FALSE);
  g_return_val_if_fail (CT_IS_RESOURCE (b), FALSE);

  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (a);

  if (klass != CT_RESOURCE_GET_CLASS (b)
      || g_strcmp0 (ct_resource_get_id (a), ct_resource_get_id (b)) != 0)
    return FALSE;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];

      if (!value_equal (field->kind, field_get (a, field), field_get (b, field)))
        return FALSE;
    }

  return TRUE;
}

void
ct_resource_assign (CtResource *self, CtResource *other)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  g_return_if_fail (CT_IS_RESOURCE (self));
  g_return_if_fail (klass == CT_RESOURCE_GET_CLASS (other));

  g_object_freeze_notify (G_OBJECT (self));
  ct_resource_set_id (self, ct_resource_get_id (other));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];
      field_take (self, i, value_copy (field->kind, field_get (other, field)));
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
ct_resource_append (CtResource *self, const char *name, CtResource *item)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  g_return_if_fail (CT_IS_RESOURCE (self));
  g_return_if_fail (CT_IS_RESOURCE (item));

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const CtField *field = &klass->fields[i];

      if (field->kind == CT_FIELD_LIST && strcmp (field->name, name) == 0)
        {
          g_autoptr (GListStore) store = NULL;
          GListStore *old = field_get (self, field).pointer;

          if (old != NULL)
            {
              g_list_store_append (old, item);
              return;
            }
          store = g_list_store_new (field->get_type ());
          g_list_store_append (store, item);
          field_take (self, i, (Value){ .pointer = g_steal_pointer (&store) });
          return;
        }
    }

  g_return_if_reached ();
}
