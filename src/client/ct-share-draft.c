/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-share-draft.h"

#include "model/ct-json.h"
#include "model/ct-share.h"

#define DEFAULT_DAYS 30

struct _CtShareDraft
{
  GObject parent_instance;

  GPtrArray *credentials; /* of ids, with a NULL at the end */
  GListStore *recipients;
  char *message;
  gboolean shows_contact;
  int days;

  GBytes *sent; /* what the key belongs to */
  char *key;
};

G_DEFINE_FINAL_TYPE (CtShareDraft, ct_share_draft, G_TYPE_OBJECT)

typedef enum
{
  PROP_MESSAGE = 1,
  PROP_SHOWS_CONTACT,
  PROP_DAYS,
} CtShareDraftProperty;

static GParamSpec *properties[PROP_DAYS + 1];

void
ct_share_draft_clear (CtShareDraft *self)
{
  g_return_if_fail (CT_IS_SHARE_DRAFT (self));

  g_ptr_array_set_size (self->credentials, 0);
  g_list_store_remove_all (self->recipients);
  g_clear_pointer (&self->sent, g_bytes_unref);
  g_clear_pointer (&self->key, g_free);
  g_object_set (self, "message", "", "shows-contact", FALSE, "days", DEFAULT_DAYS, NULL);
}

static gboolean
find_credential (CtShareDraft *self, const char *id, guint *position)
{
  return g_ptr_array_find_with_equal_func (self->credentials, id, g_str_equal, position);
}

gboolean
ct_share_draft_has_credential (CtShareDraft *self, const char *id)
{
  g_return_val_if_fail (CT_IS_SHARE_DRAFT (self), FALSE);

  return find_credential (self, id, NULL);
}

void
ct_share_draft_set_credential (CtShareDraft *self, const char *id, gboolean shown)
{
  guint position;

  g_return_if_fail (CT_IS_SHARE_DRAFT (self));
  g_return_if_fail (id != NULL);

  if (!find_credential (self, id, &position))
    {
      if (shown)
        g_ptr_array_add (self->credentials, g_strdup (id));
    }
  else if (!shown)
    g_ptr_array_remove_index (self->credentials, position);
}

const char *const *
ct_share_draft_get_credentials (CtShareDraft *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (CT_IS_SHARE_DRAFT (self), NULL);

  return self->credentials->len > 0 ? (const char *const *) self->credentials->pdata : none;
}

GListModel *
ct_share_draft_get_recipients (CtShareDraft *self)
{
  g_return_val_if_fail (CT_IS_SHARE_DRAFT (self), NULL);

  return G_LIST_MODEL (self->recipients);
}

static gboolean
has_recipient (CtShareDraft *self, const char *address)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->recipients)); i++)
    {
      g_autoptr (CtShareRecipient) recipient
          = g_list_model_get_item (G_LIST_MODEL (self->recipients), i);

      if (g_ascii_strcasecmp (recipient->address, address) == 0)
        return TRUE;
    }
  return FALSE;
}

void
ct_share_draft_add_recipients (CtShareDraft *self, const char *text)
{
  g_auto (GStrv) addresses = NULL;

  g_return_if_fail (CT_IS_SHARE_DRAFT (self));
  g_return_if_fail (text != NULL);

  addresses = g_strsplit_set (text, ",; \t\r\n", -1);
  for (char **address = addresses; *address != NULL; address++)
    if (**address != '\0' && !has_recipient (self, *address))
      {
        g_autoptr (CtShareRecipient) recipient
            = g_object_new (CT_TYPE_SHARE_RECIPIENT, "address", *address, NULL);
        g_list_store_append (self->recipients, recipient);
      }
}

void
ct_share_draft_remove_recipient (CtShareDraft *self, guint position)
{
  g_return_if_fail (CT_IS_SHARE_DRAFT (self));

  g_list_store_remove (self->recipients, position);
}

static void
add_credentials (CtShareDraft *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "credential_ids");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->credentials->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->credentials, i));
  json_builder_end_array (builder);
}

static void
add_recipients (CtShareDraft *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "recipients");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->recipients)); i++)
    {
      g_autoptr (CtShareRecipient) recipient
          = g_list_model_get_item (G_LIST_MODEL (self->recipients), i);
      json_builder_add_string_value (builder, recipient->address);
    }
  json_builder_end_array (builder);
}

GBytes *
ct_share_draft_to_bytes (CtShareDraft *self, gboolean with_recipients)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (CT_IS_SHARE_DRAFT (self), NULL);

  json_builder_begin_object (builder);
  add_credentials (self, builder);
  if (with_recipients)
    add_recipients (self, builder);
  if (self->message != NULL && *self->message != '\0')
    {
      json_builder_set_member_name (builder, "message");
      json_builder_add_string_value (builder, self->message);
    }
  json_builder_set_member_name (builder, "shows_contact");
  json_builder_add_boolean_value (builder, self->shows_contact);
  json_builder_set_member_name (builder, "days");
  json_builder_add_int_value (builder, self->days);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return ct_json_to_bytes (root);
}

const char *
ct_share_draft_get_key (CtShareDraft *self, GBytes *bytes)
{
  g_return_val_if_fail (CT_IS_SHARE_DRAFT (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  if (self->sent == NULL || !g_bytes_equal (self->sent, bytes))
    {
      g_clear_pointer (&self->sent, g_bytes_unref);
      g_free (self->key);
      self->sent = g_bytes_ref (bytes);
      self->key = g_uuid_string_random ();
    }
  return self->key;
}

static void
ct_share_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtShareDraft *self = CT_SHARE_DRAFT (object);

  switch ((CtShareDraftProperty) id)
    {
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_SHOWS_CONTACT:
      g_value_set_boolean (value, self->shows_contact);
      break;
    case PROP_DAYS:
      g_value_set_int (value, self->days);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_share_draft_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtShareDraft *self = CT_SHARE_DRAFT (object);

  switch ((CtShareDraftProperty) id)
    {
    case PROP_MESSAGE:
      if (g_set_str (&self->message, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SHOWS_CONTACT:
      if (self->shows_contact != g_value_get_boolean (value))
        {
          self->shows_contact = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_DAYS:
      if (self->days != g_value_get_int (value))
        {
          self->days = g_value_get_int (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_share_draft_finalize (GObject *object)
{
  CtShareDraft *self = CT_SHARE_DRAFT (object);

  g_ptr_array_unref (self->credentials);
  g_object_unref (self->recipients);
  g_free (self->message);
  g_clear_pointer (&self->sent, g_bytes_unref);
  g_free (self->key);

  G_OBJECT_CLASS (ct_share_draft_parent_class)->finalize (object);
}

static void
ct_share_draft_class_init (CtShareDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_share_draft_get_property;
  object_class->set_property = ct_share_draft_set_property;
  object_class->finalize = ct_share_draft_finalize;

  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, "", flags);
  properties[PROP_SHOWS_CONTACT] = g_param_spec_boolean ("shows-contact", NULL, NULL, FALSE, flags);
  properties[PROP_DAYS] = g_param_spec_int ("days", NULL, NULL, 1, G_MAXINT, DEFAULT_DAYS, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_share_draft_init (CtShareDraft *self)
{
  self->credentials = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->recipients = g_list_store_new (CT_TYPE_SHARE_RECIPIENT);
  self->message = g_strdup ("");
  self->days = DEFAULT_DAYS;
}

CtShareDraft *
ct_share_draft_new (void)
{
  return g_object_new (CT_TYPE_SHARE_DRAFT, NULL);
}
