/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-value.h"

#include <string.h>

static gboolean
is_pointer (CtFieldKind kind)
{
  return kind != CT_FIELD_BOOLEAN && kind != CT_FIELD_INTEGER && kind != CT_FIELD_NUMBER
         && kind != CT_FIELD_ENUM;
}

CtValue
ct_value_unset (CtFieldKind kind)
{
  CtValue value = { .pointer = NULL };

  if (kind == CT_FIELD_NUMBER)
    value.number = -1;
  else if (kind == CT_FIELD_INTEGER)
    value.integer = -1;

  return value;
}

void
ct_value_clear (CtFieldKind kind, CtValue *value)
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

  *value = ct_value_unset (kind);
}

CtValue
ct_value_copy (CtFieldKind kind, CtValue value)
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

gboolean
ct_value_equal (CtFieldKind kind, CtValue a, CtValue b)
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

CtValue
ct_value_from_gvalue (CtFieldKind kind, const GValue *from)
{
  CtValue value = { .pointer = NULL };

  switch (kind)
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

  return value;
}

void
ct_value_to_gvalue (CtFieldKind kind, CtValue value, GValue *to)
{
  switch (kind)
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

CtValue
ct_field_get (CtResource *self, const CtField *field)
{
  gpointer place = (char *) self + field->offset;
  CtValue value = { .pointer = NULL };

  if (is_pointer (field->kind))
    value.pointer = *(gpointer *) place;
  else if (field->kind == CT_FIELD_NUMBER)
    value.number = *(double *) place;
  else
    value.integer = *(int *) place;

  return value;
}

void
ct_field_put (CtResource *self, const CtField *field, CtValue value)
{
  gpointer place = (char *) self + field->offset;

  if (is_pointer (field->kind))
    *(gpointer *) place = value.pointer;
  else if (field->kind == CT_FIELD_NUMBER)
    *(double *) place = value.number;
  else
    *(int *) place = value.integer;
}

GParamSpec *
ct_field_to_pspec (const CtField *field)
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
