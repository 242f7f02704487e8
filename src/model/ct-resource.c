/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-resource.h"

#include <string.h>

#include "model/ct-value.h"

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

void
ct_resource_take_value (CtResource *self, guint index, CtValue value)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);
  const CtField *field = &klass->fields[index];
  CtValue old = ct_field_get (self, field);

  if (ct_value_equal (field->kind, old, value))
    {
      ct_value_clear (field->kind, &value);
      return;
    }

  ct_field_put (self, field, value);
  ct_value_clear (field->kind, &old);
  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[index]);
}

static void
field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CtResource *self = CT_RESOURCE (object);
  const CtField *field = &CT_RESOURCE_GET_CLASS (self)->fields[prop_id - 1];

  ct_resource_take_value (self, prop_id - 1, ct_value_from_gvalue (field->kind, value));
}

static void
field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtResource *self = CT_RESOURCE (object);
  const CtField *field = &CT_RESOURCE_GET_CLASS (self)->fields[prop_id - 1];

  ct_value_to_gvalue (field->kind, ct_field_get (self, field), value);
}

static void
ct_resource_finalize (GObject *object)
{
  CtResource *self = CT_RESOURCE (object);
  CtResourcePrivate *priv = ct_resource_get_instance_private (self);
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      CtValue value = ct_field_get (self, &klass->fields[i]);
      ct_value_clear (klass->fields[i].kind, &value);
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
      klass->properties[i] = ct_field_to_pspec (&fields[i]);
      klass->members[i] = g_strdelimit (g_strdup (fields[i].name), "-", '_');
      g_object_class_install_property (object_class, i + 1, klass->properties[i]);
    }
}

void
ct_resource_unset_all (CtResource *self)
{
  CtResourceClass *klass = CT_RESOURCE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    ct_field_put (self, &klass->fields[i], ct_value_unset (klass->fields[i].kind));
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

int
ct_resource_find_field (CtResourceClass *klass, const char *name)
{
  for (guint i = 0; i < klass->n_fields; i++)
    if (strcmp (klass->fields[i].name, name) == 0)
      return i;
  return -1;
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

      if (!ct_value_equal (field->kind, ct_field_get (a, field), ct_field_get (b, field)))
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
      ct_resource_take_value (self, i, ct_value_copy (field->kind, ct_field_get (other, field)));
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
          GListStore *old = ct_field_get (self, field).pointer;

          if (old != NULL)
            {
              g_list_store_append (old, item);
              return;
            }
          store = g_list_store_new (field->get_type ());
          g_list_store_append (store, item);
          ct_resource_take_value (self, i, (CtValue) { .pointer = g_steal_pointer (&store) });
          return;
        }
    }

  g_return_if_reached ();
}
