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

  char *sent; /* what the key belongs to, as a checksum */
  char *key;
};

static void ct_share_draft_init_draft (CtDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CtShareDraft,
                               ct_share_draft,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CT_TYPE_DRAFT, ct_share_draft_init_draft))

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
  g_clear_pointer (&self->sent, g_free);
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
  ct_draft_edited (CT_DRAFT (self));
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
ct_share_draft_to_bytes (CtShareDraft *self, CtShareDraftUse use)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (CT_IS_SHARE_DRAFT (self), NULL);

  json_builder_begin_object (builder);
  add_credentials (self, builder);
  if (use == CT_SHARE_DRAFT_EMAIL)
    add_recipients (self, builder);
  else if (use == CT_SHARE_DRAFT_LINK)
    {
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, "link");
    }
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

  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (self->key == NULL || g_set_str (&self->sent, sum))
    {
      g_set_str (&self->sent, sum);
      g_free (self->key);
      self->key = g_uuid_string_random ();
      ct_draft_edited (CT_DRAFT (self));
    }
  return self->key;
}

/* What outlives the application. */

static gboolean
is_empty (CtShareDraft *self)
{
  return self->credentials->len == 0 && *self->message == '\0'
         && g_list_model_get_n_items (G_LIST_MODEL (self->recipients)) == 0;
}

static JsonNode *
write_draft (CtDraft *draft)
{
  CtShareDraft *self = CT_SHARE_DRAFT (draft);

  if (is_empty (self))
    return NULL;

  g_autoptr (GBytes) bytes = ct_share_draft_to_bytes (self, TRUE);
  JsonNode *node = ct_json_parse (bytes, NULL);
  JsonObject *object = json_node_get_object (node);

  if (self->key != NULL)
    {
      json_object_set_string_member (object, "key", self->key);
      json_object_set_string_member (object, "sent", self->sent);
    }
  return node;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
read_draft (CtDraft *draft, JsonNode *node)
{
  CtShareDraft *self = CT_SHARE_DRAFT (draft);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL || !is_empty (self))
    return;

  JsonArray *credentials = get_array (object, "credential_ids");
  JsonArray *recipients = get_array (object, "recipients");
  const char *message = ct_draft_get_text (object, "message");
  const char *key = ct_draft_get_text (object, "key");
  const char *sent = ct_draft_get_text (object, "sent");

  for (guint i = 0; credentials != NULL && i < json_array_get_length (credentials); i++)
    if (get_element (credentials, i) != NULL)
      ct_share_draft_set_credential (self, get_element (credentials, i), TRUE);
  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    if (get_element (recipients, i) != NULL)
      ct_share_draft_add_recipients (self, get_element (recipients, i));
  g_object_set (self, "message", message != NULL ? message : "", "shows-contact",
                json_object_get_boolean_member_with_default (object, "shows_contact", FALSE),
                "days",
                CLAMP ((int) json_object_get_int_member_with_default (object, "days", DEFAULT_DAYS),
                       1, 366),
                NULL);
  if (key != NULL && sent != NULL)
    {
      g_set_str (&self->key, key);
      g_set_str (&self->sent, sent);
    }
}

static void
ct_share_draft_init_draft (CtDraftInterface *iface)
{
  iface->write = write_draft;
  iface->read = read_draft;
  iface->clear = (void (*) (CtDraft *)) ct_share_draft_clear;
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
  g_signal_handlers_disconnect_by_data (self->recipients, self);
  g_object_unref (self->recipients);
  g_free (self->message);
  g_clear_pointer (&self->sent, g_free);
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
  g_signal_connect (self, "notify", G_CALLBACK (ct_draft_edited), NULL);
  g_signal_connect_swapped (self->recipients, "items-changed", G_CALLBACK (ct_draft_edited), self);
}

CtShareDraft *
ct_share_draft_new (void)
{
  return g_object_new (CT_TYPE_SHARE_DRAFT, NULL);
}
