/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-incident-drafts.h"

#include "client/ct-copy.h"
#include "model/ct-json.h"

/* In ms: how long typing may go on until it is written. */
#define PAUSE 700

#define FILE_NAME "incidents"

struct _CtIncidentDrafts
{
  GObject parent_instance;

  CtSession *session;
  GHashTable *drafts; /* of #CtIncidentDraft by id */
  char *owner;        /* (nullable): whose drafts these are */
  CtCopy *file;       /* (nullable): where they are kept */
  gboolean loaded;
  gboolean was_signed_in;
  guint timer;
};

G_DEFINE_FINAL_TYPE (CtIncidentDrafts, ct_incident_drafts, G_TYPE_OBJECT)

/* A file and what is to be in it, for a thread. */
typedef struct
{
  CtCopy *file;
  GBytes *content;
} Write;

static void
write_free (Write *self)
{
  g_object_unref (self->file);
  g_bytes_unref (self->content);
  g_free (self);
}

static GBytes *
to_bytes (CtIncidentDrafts *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    {
      if (!ct_incident_draft_is_empty (draft))
        json_array_add_element (array, ct_resource_to_json (draft));
    }
  return ct_json_to_bytes (node);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Write *write = task_data;

  ct_copy_save (write->file, FILE_NAME, NULL, write->content);
  g_task_return_boolean (task, TRUE);
}

static void
pause_over (gpointer user_data)
{
  CtIncidentDrafts *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Write *write = g_new0 (Write, 1);

  self->timer = 0;
  write->file = g_object_ref (self->file);
  write->content = to_bytes (self);
  g_task_set_source_tag (task, pause_over);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* Nothing is written over what was not read yet. */
static void
changed (CtIncidentDrafts *self)
{
  if (self->loaded && self->timer == 0)
    self->timer = g_timeout_add_once (PAUSE, pause_over, self);
}

void
ct_incident_drafts_flush (CtIncidentDrafts *self)
{
  g_return_if_fail (CT_IS_INCIDENT_DRAFTS (self));

  if (self->timer == 0)
    return;

  g_autoptr (GBytes) content = to_bytes (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  ct_copy_save (self->file, FILE_NAME, NULL, content);
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
      g_signal_connect_object (draft, "notify", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (draft->attachments, "items-changed", G_CALLBACK (changed), self,
                               G_CONNECT_SWAPPED);
    }
  return draft;
}

/* What was typed meanwhile is newer. */
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
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (CtCopied) copied = ct_copy_load (task_data, FILE_NAME);
  g_autoptr (JsonNode) node = copied != NULL ? ct_json_parse (copied->body, NULL) : NULL;
  GPtrArray *drafts
      = node != NULL ? ct_resource_list_from_json (CT_TYPE_INCIDENT_DRAFT, node, NULL) : NULL;

  g_task_return_pointer (task, drafts, (GDestroyNotify) g_ptr_array_unref);
}

static void
was_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CtIncidentDrafts *self = CT_INCIDENT_DRAFTS (source);
  g_autoptr (GPtrArray) drafts = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another account may have come in meanwhile. */
  if (g_task_get_task_data (G_TASK (result)) != self->file)
    return;

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    take_in (self, drafts->pdata[i]);
  self->loaded = TRUE;
  changed (self);
}

static void
clear (CtIncidentDrafts *self)
{
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    ct_incident_draft_clear (draft);
  g_hash_table_remove_all (self->drafts);
}

static void
signed_in (CtIncidentDrafts *self)
{
  const char *address = ct_session_get_address (self->session);
  const char *account = ct_session_get_account_id (self->session);
  g_autofree char *owner = g_strconcat (address, "\n", account, NULL);

  ct_incident_drafts_flush (self);
  if (g_strcmp0 (self->owner, owner) != 0)
    clear (self);
  g_set_str (&self->owner, owner);

  g_clear_object (&self->file);
  self->file = ct_copy_new_of_kind ("drafts", address, account);
  self->loaded = FALSE;

  g_autoptr (GTask) task = g_task_new (self, NULL, was_read, NULL);
  g_task_set_source_tag (task, signed_in);
  g_task_set_task_data (task, g_object_ref (self->file), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

static void
was_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ct_copy_erase_finish (CT_COPY (source), result, NULL);
}

/* The candidate has signed out: a session that only ended takes nothing away. */
static void
signed_out (CtIncidentDrafts *self)
{
  clear (self);
  self->loaded = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->owner, g_free);
  ct_copy_erase_async (self->file, was_erased, NULL);
  g_clear_object (&self->file);
}

static void
on_session_state (CtIncidentDrafts *self)
{
  CtSessionState state = ct_session_get_state (self->session);

  if (state == CT_SESSION_STATE_SIGNED_IN)
    signed_in (self);
  else if (state == CT_SESSION_STATE_BUSY && self->was_signed_in && self->file != NULL)
    signed_out (self);
  self->was_signed_in = state == CT_SESSION_STATE_SIGNED_IN;
}

static void
ct_incident_drafts_dispose (GObject *object)
{
  CtIncidentDrafts *self = CT_INCIDENT_DRAFTS (object);

  ct_incident_drafts_flush (self);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->owner, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ct_incident_drafts_parent_class)->dispose (object);
}

static void
ct_incident_drafts_class_init (CtIncidentDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ct_incident_drafts_dispose;
}

static void
ct_incident_drafts_init (CtIncidentDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

CtIncidentDrafts *
ct_incident_drafts_new (CtSession *session)
{
  g_return_val_if_fail (CT_IS_SESSION (session), NULL);

  CtIncidentDrafts *self = g_object_new (CT_TYPE_INCIDENT_DRAFTS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state), self,
                           G_CONNECT_SWAPPED);
  return self;
}
