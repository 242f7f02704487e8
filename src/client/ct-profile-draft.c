/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-profile-draft.h"

#include <string.h>

#include "client/ct-draft.h"
#include "model/ct-json.h"

/* What candidates change; all else of an account is only shown. */
static const char *const editable[] = {
  "phone", "country", "address-1",      "address-2", "address-3",
  "city",  "region",  "postal-code",    "language",  "time-zone",
  "age",   "gender",  "native-address", "education", "experience",
};

/* Conflicts. */

G_DEFINE_FINAL_TYPE (CtProfileConflict, ct_profile_conflict, G_TYPE_OBJECT)

static void
ct_profile_conflict_finalize (GObject *object)
{
  CtProfileConflict *self = CT_PROFILE_CONFLICT (object);

  g_free (self->field);
  g_free (self->mine);
  g_free (self->theirs);

  G_OBJECT_CLASS (ct_profile_conflict_parent_class)->finalize (object);
}

static void
ct_profile_conflict_class_init (CtProfileConflictClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_profile_conflict_finalize;
}

static void
ct_profile_conflict_init (CtProfileConflict *self)
{
}

/* The draft. */

struct _CtProfileDraft
{
  GObject parent_instance;

  CtAccount *account;
  CtAccount *base; /* the account as it was taken in last */
  GListStore *conflicts;
  gboolean changed;
};

static void ct_profile_draft_init_draft (CtDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CtProfileDraft,
                               ct_profile_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CT_TYPE_DRAFT, ct_profile_draft_init_draft))

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_CHANGED,
} CtProfileDraftProperty;

static GParamSpec *properties[PROP_CHANGED + 1];

/* Nothing and the empty text are the same. */
static char *
get_text (CtAccount *account, const char *name)
{
  CtResource *resource = CT_RESOURCE (account);
  int field = ct_resource_find_field (CT_RESOURCE_GET_CLASS (resource), name);
  char *text = ct_resource_get_text (resource, field);

  return text != NULL ? text : g_strdup ("");
}

static gboolean
differs (CtAccount *a, CtAccount *b, const char *name)
{
  g_autofree char *text_a = get_text (a, name);
  g_autofree char *text_b = get_text (b, name);

  return strcmp (text_a, text_b) != 0;
}

static void
copy (CtAccount *to, CtAccount *from, const char *name)
{
  int field = ct_resource_find_field (CT_RESOURCE_GET_CLASS (from), name);
  g_autofree char *text = ct_resource_get_text (CT_RESOURCE (from), field);

  ct_resource_set_text (CT_RESOURCE (to), field, text, NULL);
}

static void
update_changed (CtProfileDraft *self)
{
  gboolean changed = FALSE;

  ct_draft_edited (CT_DRAFT (self));

  for (gsize i = 0; i < G_N_ELEMENTS (editable) && !changed; i++)
    changed = differs (self->account, self->base, editable[i]);

  if (self->changed == changed)
    return;
  self->changed = changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
}

CtAccount *
ct_profile_draft_get_account (CtProfileDraft *self)
{
  g_return_val_if_fail (CT_IS_PROFILE_DRAFT (self), NULL);

  return self->account;
}

gboolean
ct_profile_draft_is_changed (CtProfileDraft *self)
{
  g_return_val_if_fail (CT_IS_PROFILE_DRAFT (self), FALSE);

  return self->changed;
}

GListModel *
ct_profile_draft_get_conflicts (CtProfileDraft *self)
{
  g_return_val_if_fail (CT_IS_PROFILE_DRAFT (self), NULL);

  return G_LIST_MODEL (self->conflicts);
}

static CtProfileConflict *
get_conflict (CtProfileDraft *self, guint i)
{
  g_autoptr (CtProfileConflict) conflict
      = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

  return conflict;
}

gboolean
ct_profile_draft_is_undecided (CtProfileDraft *self)
{
  g_return_val_if_fail (CT_IS_PROFILE_DRAFT (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i++)
    if (get_conflict (self, i)->choice == CT_PROFILE_CHOICE_NONE)
      return TRUE;
  return FALSE;
}

static void
forget_conflict (CtProfileDraft *self, const char *field)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i++)
    if (strcmp (get_conflict (self, i)->field, field) == 0)
      {
        g_list_store_remove (self->conflicts, i);
        return;
      }
}

static void
add_conflict (CtProfileDraft *self, CtAccount *theirs, const char *field)
{
  g_autoptr (CtProfileConflict) conflict = g_object_new (CT_TYPE_PROFILE_CONFLICT, NULL);

  conflict->field = g_strdup (field);
  conflict->mine = get_text (self->account, field);
  conflict->theirs = get_text (theirs, field);
  g_list_store_append (self->conflicts, conflict);
}

static void
follow_field (CtProfileDraft *self, CtAccount *theirs, const char *field)
{
  gboolean mine_changed = differs (self->account, self->base, field);
  gboolean theirs_changed = differs (theirs, self->base, field);

  if (!mine_changed)
    copy (self->account, theirs, field);
  if (!differs (self->account, theirs, field))
    forget_conflict (self, field);
  else if (mine_changed && theirs_changed)
    {
      forget_conflict (self, field);
      add_conflict (self, theirs, field);
    }
}

void
ct_profile_draft_follow (CtProfileDraft *self, CtAccount *account)
{
  g_return_if_fail (CT_IS_PROFILE_DRAFT (self));
  g_return_if_fail (CT_IS_ACCOUNT (account));

  for (gsize i = 0; i < G_N_ELEMENTS (editable); i++)
    follow_field (self, account, editable[i]);
  ct_resource_assign (CT_RESOURCE (self->base), CT_RESOURCE (account));
  update_changed (self);
}

void
ct_profile_draft_settle (CtProfileDraft *self, CtAccount *account)
{
  g_return_if_fail (CT_IS_PROFILE_DRAFT (self));
  g_return_if_fail (CT_IS_ACCOUNT (account));

  g_list_store_remove_all (self->conflicts);
  ct_resource_assign (CT_RESOURCE (self->base), CT_RESOURCE (account));
  ct_resource_assign (CT_RESOURCE (self->account), CT_RESOURCE (account));
  update_changed (self);
}

/* What the candidate chose is what is to be saved. */
static void
decide (CtProfileDraft *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i > 0; i--)
    {
      CtProfileConflict *conflict = get_conflict (self, i - 1);

      if (conflict->choice == CT_PROFILE_CHOICE_THEIRS)
        copy (self->account, self->base, conflict->field);
      if (conflict->choice != CT_PROFILE_CHOICE_NONE)
        g_list_store_remove (self->conflicts, i - 1);
    }
}

GBytes *
ct_profile_draft_to_bytes (CtProfileDraft *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (CT_IS_PROFILE_DRAFT (self), NULL);

  decide (self);
  for (gsize i = 0; i < G_N_ELEMENTS (editable); i++)
    {
      g_autofree char *member = g_strdelimit (g_strdup (editable[i]), "-", '_');
      g_autofree char *text = get_text (self->account, editable[i]);

      if (!differs (self->account, self->base, editable[i]))
        continue;
      if (*text != '\0')
        json_object_set_string_member (object, member, text);
      else
        json_object_set_null_member (object, member);
    }

  node = json_node_init_object (json_node_alloc (), object);
  return ct_json_to_bytes (node);
}

/* What outlives the application: what was typed, and what it was based on, so that what is changed
 * elsewhere in the meantime is seen. */

static JsonNode *
write_draft (CtDraft *draft)
{
  CtProfileDraft *self = CT_PROFILE_DRAFT (draft);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!self->changed)
    return NULL;

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (editable); i++)
    {
      g_autofree char *mine = get_text (self->account, editable[i]);
      g_autofree char *base = get_text (self->base, editable[i]);

      if (strcmp (mine, base) == 0)
        continue;
      json_builder_set_member_name (builder, editable[i]);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "mine");
      json_builder_add_string_value (builder, mine);
      json_builder_set_member_name (builder, "base");
      json_builder_add_string_value (builder, base);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
set_text (CtAccount *account, const char *name, const char *text)
{
  int field = ct_resource_find_field (CT_RESOURCE_GET_CLASS (account), name);

  ct_resource_set_text (CT_RESOURCE (account), field, *text != '\0' ? text : NULL, NULL);
}

static void
read_draft (CtDraft *draft, JsonNode *node)
{
  CtProfileDraft *self = CT_PROFILE_DRAFT (draft);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (CtAccount) theirs = g_object_new (CT_TYPE_ACCOUNT, NULL);
  gboolean is_known = self->base->user_name != NULL;

  if (object == NULL)
    return;

  ct_resource_assign (CT_RESOURCE (theirs), CT_RESOURCE (self->base));
  for (gsize i = 0; i < G_N_ELEMENTS (editable); i++)
    {
      JsonNode *member = json_object_get_member (object, editable[i]);
      JsonObject *texts = member != NULL && JSON_NODE_HOLDS_OBJECT (member)
                              ? json_node_get_object (member)
                              : NULL;
      const char *mine = texts != NULL ? ct_draft_get_text (texts, "mine") : NULL;
      const char *base = texts != NULL ? ct_draft_get_text (texts, "base") : NULL;

      if (mine == NULL || base == NULL || differs (self->account, self->base, editable[i]))
        continue;
      set_text (self->base, editable[i], base);
      set_text (self->account, editable[i], mine);
    }

  if (is_known)
    ct_profile_draft_follow (self, theirs);
  else
    update_changed (self);
}

static void
clear_draft (CtDraft *draft)
{
  g_autoptr (CtAccount) nobody = g_object_new (CT_TYPE_ACCOUNT, NULL);

  ct_profile_draft_settle (CT_PROFILE_DRAFT (draft), nobody);
}

static void
ct_profile_draft_init_draft (CtDraftInterface *iface)
{
  iface->write = write_draft;
  iface->read = read_draft;
  iface->clear = clear_draft;
}

static void
ct_profile_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtProfileDraft *self = CT_PROFILE_DRAFT (object);

  switch ((CtProfileDraftProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, self->changed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_profile_draft_finalize (GObject *object)
{
  CtProfileDraft *self = CT_PROFILE_DRAFT (object);

  g_object_unref (self->account);
  g_object_unref (self->base);
  g_object_unref (self->conflicts);

  G_OBJECT_CLASS (ct_profile_draft_parent_class)->finalize (object);
}

static void
ct_profile_draft_class_init (CtProfileDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_profile_draft_get_property;
  object_class->finalize = ct_profile_draft_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CT_TYPE_ACCOUNT, flags);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_profile_draft_init (CtProfileDraft *self)
{
  self->account = g_object_new (CT_TYPE_ACCOUNT, NULL);
  self->base = g_object_new (CT_TYPE_ACCOUNT, NULL);
  self->conflicts = g_list_store_new (CT_TYPE_PROFILE_CONFLICT);
  g_signal_connect_swapped (self->account, "notify", G_CALLBACK (update_changed), self);
}

CtProfileDraft *
ct_profile_draft_new (void)
{
  return g_object_new (CT_TYPE_PROFILE_DRAFT, NULL);
}
