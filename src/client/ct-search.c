/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-search.h"

#include "client/ct-answer-page.h"
#include "client/ct-walk.h"
#include "model/ct-credential.h"
#include "model/ct-exam.h"

struct _CtSearch
{
  GObject parent_instance;

  CtClient *client; /* owned */
  CtWayIn *way_in;  /* owned */
};

G_DEFINE_FINAL_TYPE (CtSearch, ct_search, G_TYPE_OBJECT)

/* What is searched, in the order in which it is found. */
static CtCollection *(*const searched[]) (CtClient *)
    = { ct_client_get_credentials, ct_client_get_exams };

typedef struct
{
  GStrv terms;
  CtCopy *copy;
  guint next;       /* of @searched */
  GPtrArray *found; /* of CtResource */
} Find;

static void
find_free (Find *self)
{
  g_strfreev (self->terms);
  g_clear_object (&self->copy);
  g_ptr_array_unref (self->found);
  g_free (self);
}

/* What is in a title, the code of an exam or the number of a certificate. */
static gboolean
has_term (CtResource *item, const char *term)
{
  const char *const texts[] = {
    CT_IS_EXAM (item) ? CT_EXAM (item)->title : CT_CREDENTIAL (item)->title,
    CT_IS_EXAM (item) ? ct_resource_get_id (item) : CT_CREDENTIAL (item)->number,
    CT_IS_EXAM (item) ? NULL : CT_CREDENTIAL (item)->short_title,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && g_str_match_string (term, texts[i], TRUE))
      return TRUE;
  return FALSE;
}

static gboolean
is_found (CtResource *item, const char *const *terms)
{
  if (ct_resource_get_id (item) == NULL || *terms == NULL)
    return FALSE;

  for (guint i = 0; terms[i] != NULL; i++)
    if (!has_term (item, terms[i]))
      return FALSE;
  return TRUE;
}

/* Whether it is still of use: the others come last. */
static gboolean
is_current (CtResource *item)
{
  return CT_IS_EXAM (item) ? CT_EXAM (item)->retired_at == NULL
                           : CT_CREDENTIAL (item)->state == CT_CREDENTIAL_STATE_ACTIVE;
}

static void
add_found (Find *find, GPtrArray *pages, gboolean current)
{
  for (guint i = 0; i < pages->len; i++)
    {
      CtAnswerPage *page = pages->pdata[i];

      for (guint n = 0; n < page->items->len; n++)
        {
          CtResource *item = page->items->pdata[n];

          if (is_current (item) == current && is_found (item, (const char *const *) find->terms))
            g_ptr_array_add (find->found, g_object_ref (item));
        }
    }
}

static void read_next (GTask *task);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Find *find = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GPtrArray) pages = ct_walk_copy_finish (CT_COPY (source), result, &time, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (pages != NULL)
    {
      add_found (find, pages, TRUE);
      add_found (find, pages, FALSE);
    }
  read_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_next (GTask *task)
{
  CtSearch *self = g_task_get_source_object (task);
  Find *find = g_task_get_task_data (task);

  if (find->copy == NULL || find->next == G_N_ELEMENTS (searched))
    {
      g_task_return_pointer (task, g_ptr_array_ref (find->found),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }

  CtCollection *collection = searched[find->next++](self->client);

  ct_walk_copy_async (find->copy, g_list_model_get_item_type (G_LIST_MODEL (collection)),
                      ct_collection_get_path (collection), g_task_get_cancellable (task), on_read,
                      task);
}

void
ct_search_find_async (CtSearch *self,
                      const char *const *terms,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (CT_IS_SEARCH (self));
  g_return_if_fail (terms != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Find *find = g_new0 (Find, 1);

  find->terms = g_strdupv ((char **) terms);
  find->copy = ct_way_in_open_copy (self->way_in);
  find->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, ct_search_find_async);
  g_task_set_task_data (task, find, (GDestroyNotify) find_free);
  read_next (task);
}

GPtrArray *
ct_search_find_finish (CtSearch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_search_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ct_search_finalize (GObject *object)
{
  CtSearch *self = CT_SEARCH (object);

  g_clear_object (&self->client);
  g_clear_object (&self->way_in);

  G_OBJECT_CLASS (ct_search_parent_class)->finalize (object);
}

static void
ct_search_class_init (CtSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_search_finalize;
}

static void
ct_search_init (CtSearch *self)
{
}

CtSearch *
ct_search_new (CtClient *client, CtWayIn *way_in)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);
  g_return_val_if_fail (CT_IS_WAY_IN (way_in), NULL);

  CtSearch *self = g_object_new (CT_TYPE_SEARCH, NULL);

  self->client = g_object_ref (client);
  self->way_in = g_object_ref (way_in);
  return self;
}
