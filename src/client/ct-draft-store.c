/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-draft-store.h"

#include "client/ct-copy.h"
#include "model/ct-json.h"

/* In ms: how long typing may go on until it is written. */
#define PAUSE 700

/* A draft and its file. */
typedef struct
{
  CtDraftStore *store;
  char *name;
  CtDraft *draft;
  GBytes *written; /* (nullable): what the file has */
  gboolean loaded; /* nothing is written over what was not read yet */
  guint timer;
} Part;

struct _CtDraftStore
{
  GObject parent_instance;

  CtSession *session;
  GPtrArray *parts;
  char *owner;  /* (nullable): whose drafts these are */
  CtCopy *file; /* (nullable): where they are kept */
  gboolean was_signed_in;
  gboolean failing;
};

G_DEFINE_FINAL_TYPE (CtDraftStore, ct_draft_store, G_TYPE_OBJECT)

enum
{
  PROP_FAILING = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
part_free (Part *part)
{
  g_clear_handle_id (&part->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (part->draft, part);
  g_object_unref (part->draft);
  g_clear_pointer (&part->written, g_bytes_unref);
  g_free (part->name);
  g_free (part);
}

/* What goes into a file or comes from it, for a thread. */
typedef struct
{
  CtCopy *file;
  char *name;
  GBytes *content;
} Work;

static void
work_free (Work *self)
{
  g_object_unref (self->file);
  g_free (self->name);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

static GTask *
start (CtDraftStore *self, Part *part, GBytes *content, GAsyncReadyCallback callback)
{
  GTask *task = g_task_new (self, NULL, callback, part->name);
  Work *work = g_new0 (Work, 1);

  work->file = g_object_ref (self->file);
  work->name = g_strdup (part->name);
  work->content = content != NULL ? g_bytes_ref (content) : NULL;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  return task;
}

static void
set_failing (CtDraftStore *self, gboolean failing)
{
  if (self->failing == failing)
    return;
  self->failing = failing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILING]);
}

/* Returns: (transfer full) (nullable): what is to be written, or %NULL if the file has it */
static GBytes *
get_news (Part *part)
{
  g_autoptr (JsonNode) node = ct_draft_write (part->draft);
  g_autoptr (GBytes) content
      = node != NULL ? ct_json_to_bytes (node) : g_bytes_new_static ("null", 4);

  if (part->written != NULL && g_bytes_equal (part->written, content))
    return NULL;
  g_clear_pointer (&part->written, g_bytes_unref);
  part->written = g_bytes_ref (content);
  return g_steal_pointer (&content);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;

  g_task_return_boolean (task, ct_copy_save (work->file, work->name, NULL, work->content));
}

static Part *
find_part (CtDraftStore *self, const char *name)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];

      if (g_str_equal (part->name, name))
        return part;
    }
  return NULL;
}

static void
was_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CtDraftStore *self = CT_DRAFT_STORE (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  Part *part = find_part (self, work->name);
  gboolean done = g_task_propagate_boolean (G_TASK (result), NULL);

  if (work->file != self->file)
    return;
  if (!done && part != NULL)
    g_clear_pointer (&part->written, g_bytes_unref);
  set_failing (self, !done);
}

static void
pause_over (gpointer user_data)
{
  Part *part = user_data;
  g_autoptr (GBytes) content = get_news (part);

  part->timer = 0;
  if (content == NULL)
    return;

  g_autoptr (GTask) task = start (part->store, part, content, was_written);
  g_task_run_in_thread (task, write_in_thread);
}

static void
on_edited (Part *part)
{
  if (part->loaded && part->timer == 0)
    part->timer = g_timeout_add_once (PAUSE, pause_over, part);
}

void
ct_draft_store_add (CtDraftStore *self, const char *name, CtDraft *draft)
{
  g_return_if_fail (CT_IS_DRAFT_STORE (self));
  g_return_if_fail (name != NULL && find_part (self, name) == NULL);
  g_return_if_fail (CT_IS_DRAFT (draft));

  Part *part = g_new0 (Part, 1);

  part->store = self;
  part->name = g_strdup (name);
  part->draft = g_object_ref (draft);
  g_signal_connect_swapped (draft, "edited", G_CALLBACK (on_edited), part);
  g_ptr_array_add (self->parts, part);
}

gboolean
ct_draft_store_is_loaded (CtDraftStore *self)
{
  g_return_val_if_fail (CT_IS_DRAFT_STORE (self), FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    if (!((Part *) self->parts->pdata[i])->loaded)
      return FALSE;
  return TRUE;
}

void
ct_draft_store_flush (CtDraftStore *self)
{
  g_return_if_fail (CT_IS_DRAFT_STORE (self));

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      g_autoptr (GBytes) content = part->timer != 0 ? get_news (part) : NULL;

      g_clear_handle_id (&part->timer, g_source_remove);
      if (content != NULL)
        ct_copy_save (self->file, part->name, NULL, content);
    }
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (CtCopied) copied = ct_copy_load (work->file, work->name);

  g_task_return_pointer (task, copied != NULL ? ct_json_parse (copied->body, NULL) : NULL,
                         (GDestroyNotify) json_node_unref);
}

static void
was_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CtDraftStore *self = CT_DRAFT_STORE (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  Part *part = find_part (self, work->name);
  g_autoptr (JsonNode) node = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another account may have come in meanwhile. */
  if (work->file != self->file || part == NULL)
    return;

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    ct_draft_read (part->draft, node);
  part->loaded = TRUE;
  on_edited (part);
}

/* Nothing is written any more. */
static void
forget (CtDraftStore *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];

      part->loaded = FALSE;
      g_clear_handle_id (&part->timer, g_source_remove);
      g_clear_pointer (&part->written, g_bytes_unref);
    }
  g_clear_object (&self->file);
}

static void
clear (CtDraftStore *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    ct_draft_clear (((Part *) self->parts->pdata[i])->draft);
}

static void
signed_in (CtDraftStore *self)
{
  const char *address = ct_session_get_address (self->session);
  const char *account = ct_session_get_account_id (self->session);
  g_autofree char *owner = g_strconcat (address, "\n", account, NULL);

  ct_draft_store_flush (self);
  forget (self);
  /* A session that only ended takes nothing away that was typed in it. */
  if (g_set_str (&self->owner, owner))
    clear (self);
  self->file = ct_copy_new_of_kind ("drafts", address, account);
  set_failing (self, FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autoptr (GTask) task = start (self, self->parts->pdata[i], NULL, was_read);

      g_task_run_in_thread (task, read_in_thread);
    }
}

static void
was_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ct_copy_erase_finish (CT_COPY (source), result, NULL);
}

/* The candidate has signed out. */
static void
signed_out (CtDraftStore *self)
{
  ct_copy_erase_async (self->file, was_erased, NULL);
  forget (self);
  clear (self);
  g_clear_pointer (&self->owner, g_free);
}

static void
on_session_state (CtDraftStore *self)
{
  CtSessionState state = ct_session_get_state (self->session);

  if (state == CT_SESSION_STATE_SIGNED_IN)
    signed_in (self);
  else if (state == CT_SESSION_STATE_BUSY && self->was_signed_in && self->file != NULL)
    signed_out (self);
  self->was_signed_in = state == CT_SESSION_STATE_SIGNED_IN;
}

static void
ct_draft_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FAILING)
    g_value_set_boolean (value, CT_DRAFT_STORE (object)->failing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ct_draft_store_dispose (GObject *object)
{
  CtDraftStore *self = CT_DRAFT_STORE (object);

  ct_draft_store_flush (self);
  g_ptr_array_set_size (self->parts, 0);
  g_clear_object (&self->file);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ct_draft_store_parent_class)->dispose (object);
}

static void
ct_draft_store_finalize (GObject *object)
{
  CtDraftStore *self = CT_DRAFT_STORE (object);

  g_ptr_array_unref (self->parts);
  g_free (self->owner);

  G_OBJECT_CLASS (ct_draft_store_parent_class)->finalize (object);
}

static void
ct_draft_store_class_init (CtDraftStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_draft_store_get_property;
  object_class->dispose = ct_draft_store_dispose;
  object_class->finalize = ct_draft_store_finalize;

  properties[PROP_FAILING]
      = g_param_spec_boolean ("failing", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ct_draft_store_init (CtDraftStore *self)
{
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
}

CtDraftStore *
ct_draft_store_new (CtSession *session)
{
  g_return_val_if_fail (CT_IS_SESSION (session), NULL);

  CtDraftStore *self = g_object_new (CT_TYPE_DRAFT_STORE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state), self,
                           G_CONNECT_SWAPPED);
  return self;
}
