/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

/* Inside of the model only: how a resource keeps its fields. */

/**
 * CtValue:
 *
 * A field's value on its own, as it lies in the structure. Which member holds it follows from
 * the field's kind.
 */
typedef union
{
  gpointer pointer;
  int integer;
  double number;
} CtValue;

CtValue ct_value_unset (CtFieldKind kind);
void ct_value_clear (CtFieldKind kind, CtValue *value);
CtValue ct_value_copy (CtFieldKind kind, CtValue value);
gboolean ct_value_equal (CtFieldKind kind, CtValue a, CtValue b);

/* Returns: (transfer full): a copy */
CtValue ct_value_from_gvalue (CtFieldKind kind, const GValue *from);
void ct_value_to_gvalue (CtFieldKind kind, CtValue value, GValue *to);

/* The value stays the resource's. */
CtValue ct_field_get (CtResource *self, const CtField *field);
void ct_field_put (CtResource *self, const CtField *field, CtValue value);
GParamSpec *ct_field_to_pspec (const CtField *field);

/**
 * ct_resource_take_value:
 * @index: of the field in the table of the class
 * @value: (transfer full): what it is from now on
 *
 * The only way by which a field changes: notifies if it is not the same as before.
 */
void ct_resource_take_value (CtResource *self, guint index, CtValue value);

G_END_DECLS
