/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-incident-draft.h"

#include "model/ct-json.h"

static const CtField ct_incident_draft_fields[] = {
  CT_FIELD (CtIncidentDraft, topic_id, "topic-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, subject, "subject", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, text, "text", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, name, "name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, given_name, "given-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, family_name, "family-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, company, "company", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtIncidentDraft,
               attachments,
               "attachments",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_attachment_get_type),
  CT_FIELD (CtIncidentDraft, key, "key", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentDraft, sent, "sent", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtIncidentDraft, ct_incident_draft)

/* What is typed, in the order in which it is sent. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "topic_id", G_STRUCT_OFFSET (CtIncidentDraft, topic_id) },
  { "subject", G_STRUCT_OFFSET (CtIncidentDraft, subject) },
  { "text", G_STRUCT_OFFSET (CtIncidentDraft, text) },
  { "name", G_STRUCT_OFFSET (CtIncidentDraft, name) },
  { "given_name", G_STRUCT_OFFSET (CtIncidentDraft, given_name) },
  { "family_name", G_STRUCT_OFFSET (CtIncidentDraft, family_name) },
  { "company", G_STRUCT_OFFSET (CtIncidentDraft, company) },
};

CtIncidentDraft *
ct_incident_draft_new (const char *id)
{
  CtIncidentDraft *self = g_object_new (CT_TYPE_INCIDENT_DRAFT, "id", id, NULL);

  ct_incident_draft_clear (self);
  return self;
}

void
ct_incident_draft_clear (CtIncidentDraft *self)
{
  g_return_if_fail (CT_IS_INCIDENT_DRAFT (self));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_object_set (self, texts[i].name, "", NULL);
  g_object_set (self, "key", NULL, "sent", NULL, NULL);

  if (self->attachments != NULL)
    g_list_store_remove_all (self->attachments);
  else
    {
      g_autoptr (GListStore) store = g_list_store_new (CT_TYPE_ATTACHMENT);
      g_object_set (self, "attachments", store, NULL);
    }
}

gboolean
ct_incident_draft_is_empty (CtIncidentDraft *self)
{
  g_return_val_if_fail (CT_IS_INCIDENT_DRAFT (self), TRUE);

  return *self->subject == '\0' && *self->text == '\0' && *self->name == '\0'
         && *self->company == '\0'
         && g_list_model_get_n_items (G_LIST_MODEL (self->attachments)) == 0;
}

GBytes *
ct_incident_draft_to_bytes (CtIncidentDraft *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  GListModel *attachments = G_LIST_MODEL (self->attachments);
  guint n = g_list_model_get_n_items (attachments);

  g_return_val_if_fail (CT_IS_INCIDENT_DRAFT (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, self, texts[i].offset);

      if (*text != '\0')
        json_object_set_string_member (object, texts[i].name, text);
    }

  if (n > 0)
    {
      JsonArray *ids = json_array_sized_new (n);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (CtResource) attachment = g_list_model_get_item (attachments, i);
          json_array_add_string_element (ids, ct_resource_get_id (attachment));
        }
      json_object_set_array_member (object, "attachment_ids", ids);
    }
  return ct_json_to_bytes (node);
}

const char *
ct_incident_draft_get_key (CtIncidentDraft *self, GBytes *bytes)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_return_val_if_fail (CT_IS_INCIDENT_DRAFT (self), NULL);

  if (self->key == NULL || g_strcmp0 (self->sent, sum) != 0)
    {
      g_autofree char *key = g_uuid_string_random ();
      g_object_set (self, "key", key, "sent", sum, NULL);
    }
  return self->key;
}
