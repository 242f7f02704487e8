/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CtFieldKind:
 * @CT_FIELD_STRING: `char *`, unset is %NULL
 * @CT_FIELD_STRINGS: `char **`, unset is %NULL
 * @CT_FIELD_BOOLEAN: `gboolean`, unset is %FALSE
 * @CT_FIELD_INTEGER: `int`, unset is -1
 * @CT_FIELD_NUMBER: `double`, unset is -1
 * @CT_FIELD_ENUM: an `int`-sized enumeration, its nick in JSON; unset is the value 0
 * @CT_FIELD_TIME: `GDateTime *`, RFC 3339 in JSON; unset is %NULL
 * @CT_FIELD_OBJECT: another resource, unset is %NULL
 * @CT_FIELD_LIST: `GListStore *` of resources, %NULL while there are none
 */
typedef enum
{
  CT_FIELD_STRING,
  CT_FIELD_STRINGS,
  CT_FIELD_BOOLEAN,
  CT_FIELD_INTEGER,
  CT_FIELD_NUMBER,
  CT_FIELD_ENUM,
  CT_FIELD_TIME,
  CT_FIELD_OBJECT,
  CT_FIELD_LIST,
} CtFieldKind;

/**
 * CtFieldFlags:
 * @CT_FIELD_OPTIONAL: may be unset
 * @CT_FIELD_REQUIRED: an object without it is refused when it is read
 */
typedef enum
{
  CT_FIELD_OPTIONAL = 0,
  CT_FIELD_REQUIRED = 1 << 0,
} CtFieldFlags;

/**
 * CtField:
 * @name: the property's name; with `_` for `-` it is the JSON member and the database column
 * @kind: what is stored
 * @offset: where, in the instance structure
 * @flags: whether it must be there
 * @get_type: (nullable): for enumerations, objects and lists, the type of the value
 *
 * One field of a resource. A class is described by a table of these and nothing else.
 */
typedef struct
{
  const char *name;
  CtFieldKind kind;
  gsize offset;
  CtFieldFlags flags;
  GType (*get_type) (void);
} CtField;

#define CT_TYPE_RESOURCE (ct_resource_get_type ())
G_DECLARE_DERIVABLE_TYPE (CtResource, ct_resource, CT, RESOURCE, GObject)

struct _CtResourceClass
{
  GObjectClass parent_class;

  /*< private >*/
  const CtField *fields;
  GParamSpec **properties;
  char **members;
  guint n_fields;
};

/**
 * CtResource:
 *
 * A thing that CertTracker knows. Its fields are its GObject properties, its JSON members
 * and its database columns. Fields are read straight from the structure that each class
 * shows in its header, and are written through properties, so that what is bound to them
 * is notified.
 *
 * The string property `id` names a resource within its collection.
 */

/* Gives the class its fields: to be called once, from class_init. @fields is static. */
void
ct_resource_class_install_fields (CtResourceClass *klass, const CtField *fields, guint n_fields);

const char *ct_resource_get_id (CtResource *self);

/**
 * ct_resource_get_fields:
 * @klass: a resource class
 * @n_fields: (out): how many
 *
 * Returns: (transfer none) (array length=n_fields): the table of the class, without `id`
 */
const CtField *ct_resource_get_fields (CtResourceClass *klass, guint *n_fields);

/**
 * ct_resource_find_field:
 * @name: of a property
 *
 * Returns: its index in the table of the class, or -1
 */
int ct_resource_find_field (CtResourceClass *klass, const char *name);

/**
 * ct_resource_set_text:
 * @field_index: index in the table of the class; -1 for `id`
 * @text: (nullable): the value as text: a date as RFC 3339, an enumeration as its nick, a
 *   list or object as JSON; %NULL for unset
 *
 * Sets one field from its textual form, as a database keeps it.
 *
 * Returns: %FALSE with %CT_ERROR_BROKEN_ANSWER if @text is no such value
 */
gboolean ct_resource_set_text (CtResource *self, int field_index, const char *text, GError **error);

/**
 * ct_resource_get_text:
 * @field_index: index in the table of the class; -1 for `id`
 *
 * Returns: (transfer full) (nullable): what ct_resource_set_text() makes the same value of;
 *   %NULL if it is unset
 */
char *ct_resource_get_text (CtResource *self, int field_index);

/**
 * ct_resource_read:
 * @self: what to fill
 * @node: a JSON object, from outside
 * @error: %CT_ERROR_BROKEN_ANSWER, naming the place as a JSON pointer
 *
 * Sets every field that @node has; unknown members are skipped. Members that are absent or
 * null leave the field as it was. If it fails, @self may be half set: throw it away.
 */
gboolean ct_resource_read (CtResource *self, JsonNode *node, GError **error);

/**
 * ct_resource_from_json:
 *
 * Returns: (transfer full): a new object of @type with what @node says, or %NULL with
 *   @error set as in ct_resource_read()
 */
gpointer ct_resource_from_json (GType type, JsonNode *node, GError **error);

/**
 * ct_resource_list_from_json:
 *
 * Returns: (transfer full): the elements of the array @node as objects of @type
 */
GPtrArray *ct_resource_list_from_json (GType type, JsonNode *node, GError **error);

/**
 * ct_resource_list_faults:
 * @type: what @node should be
 * @node: (nullable): an object; or where @is_list, an array of them
 * @place: where it is, as a JSON pointer
 * @faults: (element-type utf8): takes a line for everything that would be refused, its place first
 *
 * For whoever wrote @node by hand and wants to know of all that is wrong. What is fine is read by
 * ct_resource_from_json().
 */
void ct_resource_list_faults (GType type,
                              gboolean is_list,
                              JsonNode *node,
                              const char *place,
                              GPtrArray *faults);

/**
 * ct_resource_to_json:
 *
 * Returns: (transfer full): an object with a member for every field that is set
 */
JsonNode *ct_resource_to_json (CtResource *self);

/* Returns: (transfer full): the same as text; two resources with the same text are alike */
char *ct_resource_to_text (CtResource *self);

/**
 * ct_resource_equal:
 *
 * Returns: whether both are of one class and every field is the same
 */
gboolean ct_resource_equal (CtResource *a, CtResource *b);

/**
 * ct_resource_assign:
 *
 * Makes every field of @self what it is in @other, which is of the same class, notifying of
 * those that change. So a list can take news in without new rows.
 */
void ct_resource_assign (CtResource *self, CtResource *other);

/**
 * ct_resource_append:
 * @self: a resource
 * @name: the name of one of its list fields
 * @item: (transfer none): what to add at the end
 */
void ct_resource_append (CtResource *self, const char *name, CtResource *item);

/* The fields of a table, one line each. */
#define CT_FIELD(Type, member, name, KIND, flags) \
  { name, CT_FIELD_##KIND, G_STRUCT_OFFSET (Type, member), flags, NULL }
#define CT_FIELD_OF(Type, member, name, KIND, flags, get_type) \
  { name, CT_FIELD_##KIND, G_STRUCT_OFFSET (Type, member), flags, get_type }

/* Defines the class @Type from the table `prefix_fields`. */
#define CT_DEFINE_RESOURCE(Type, prefix) \
  G_DEFINE_FINAL_TYPE (Type, prefix, CT_TYPE_RESOURCE) \
  static void prefix##_class_init (Type##Class *klass) \
  { \
    ct_resource_class_install_fields (CT_RESOURCE_CLASS (klass), prefix##_fields, \
                                      G_N_ELEMENTS (prefix##_fields)); \
  } \
  static void prefix##_init (Type *self) \
  { \
    ct_resource_unset_all (CT_RESOURCE (self)); \
  }

/*< private >*/
void ct_resource_unset_all (CtResource *self);

G_END_DECLS
