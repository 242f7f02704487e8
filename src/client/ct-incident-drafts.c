/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-incident-drafts.h"

#include "client/ct-draft.h"
#include "model/ct-json.h"

struct _CtIncidentDrafts
{
  GObject parent_instance;

  GHashTable *drafts; /* of #CtIncidentDraft by id */
};

static void ct_incident_drafts_init_draft (CtDraftInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CtIncidentDrafts,
                               ct_incident_drafts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CT_TYPE_DRAFT, ct_incident_drafts_init_draft))

static JsonNode *
write_all (CtDraft *draft)
{
  CtIncidentDrafts *self = CT_INCIDENT_DRAFTS (draft);
  g_autoptr (JsonArray) array = json_array_new ();
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      if (!ct_incident_draft_is_empty (item))
        json_array_add_element (array, ct_resource_to_json (item));
    }
  return json_array_get_length (array) > 0 ? json_node_init_array (json_node_alloc (), array)
                                           : NULL;
}

CtIncidentDraft *
ct_incident_drafts_get (CtIncidentDrafts *self, const char *id)
{
  g_return_val_if_fail (CT_IS_INCIDENT_DRAFTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  CtIncidentDraft *draft = g_hash_table_lookup (self->drafts, id);
  if (draft == NULL)
    {
      draft = ct_incident_draft_new (id);
      g_hash_table_insert (self->drafts, g_strdup (id), draft);
      g_signal_connect_object (draft, "notify", G_CALLBACK (ct_draft_edited), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (draft->attachments, "items-changed", G_CALLBACK (ct_draft_edited),
                               self, G_CONNECT_SWAPPED);
    }
  return draft;
}

/* What was typed in the meantime is newer. */
static void
take_in (CtIncidentDrafts *self, CtIncidentDraft *kept)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (kept));
  CtIncidentDraft *draft = id != NULL ? ct_incident_drafts_get (self, id) : NULL;
  g_autoptr (GListStore) attachments = NULL;

  if (draft == NULL || !ct_incident_draft_is_empty (draft))
    return;

  /* The list stays, since others look at it. */
  attachments = g_object_ref (draft->attachments);
  for (guint i = 0;
       kept->attachments != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (kept->attachments));
       i++)
    {
      g_autoptr (CtAttachment) attachment
          = g_list_model_get_item (G_LIST_MODEL (kept->attachments), i);
      g_list_store_append (attachments, attachment);
    }
#define OR_EMPTY(text) ((text) != NULL ? (text) : "")
  g_object_set (draft, "topic-id", OR_EMPTY (kept->topic_id), "subject", OR_EMPTY (kept->subject),
                "text", OR_EMPTY (kept->text), "name", OR_EMPTY (kept->name), "given-name",
                OR_EMPTY (kept->given_name), "family-name", OR_EMPTY (kept->family_name), "company",
                OR_EMPTY (kept->company), "key", kept->key, "sent", kept->sent, NULL);
#undef OR_EMPTY
}

static void
read_all (CtDraft *draft, JsonNode *node)
{
  g_autoptr (GPtrArray) kept = ct_resource_list_from_json (CT_TYPE_INCIDENT_DRAFT, node, NULL);

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    take_in (CT_INCIDENT_DRAFTS (draft), kept->pdata[i]);
}

static void
clear_all (CtDraft *draft)
{
  CtIncidentDrafts *self = CT_INCIDENT_DRAFTS (draft);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    ct_incident_draft_clear (item);
  g_hash_table_remove_all (self->drafts);
}

static void
ct_incident_drafts_init_draft (CtDraftInterface *iface)
{
  iface->write = write_all;
  iface->read = read_all;
  iface->clear = clear_all;
}

static void
ct_incident_drafts_finalize (GObject *object)
{
  g_hash_table_unref (CT_INCIDENT_DRAFTS (object)->drafts);

  G_OBJECT_CLASS (ct_incident_drafts_parent_class)->finalize (object);
}

static void
ct_incident_drafts_class_init (CtIncidentDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_incident_drafts_finalize;
}

static void
ct_incident_drafts_init (CtIncidentDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

CtIncidentDrafts *
ct_incident_drafts_new (void)
{
  return g_object_new (CT_TYPE_INCIDENT_DRAFTS, NULL);
}
