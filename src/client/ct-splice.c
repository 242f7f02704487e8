/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-splice.h"

#include "client/ct-answer-page.h"
#include "model/ct-resource.h"

/* So many rows change at a time at most, that those who listen keep up with the screen. */
#define MAX_ROWS 250

/* At @position, @n_removed items go and @n_added of the result come. */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} Edit;

struct _CtSplice
{
  GPtrArray *old;
  GPtrArray *result;
  GPtrArray *news; /* as many as @result; an element is what became of that one */
  GArray *edits;   /* of Edit, from front to back */

  guint next_edit;
  guint next_item;
  guint n_updated;
};

/* Which elements of @indices, all different or -1, form the longest rising sequence: those
 * are the items that need not move. Patience sorting. */
static gboolean *
find_longest_rising (const int *indices, guint n)
{
  g_autofree int *tails = g_new (int, n + 1);
  g_autofree int *previous = g_new (int, n + 1);
  gboolean *stays = g_new0 (gboolean, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (indices[i] < 0)
        continue;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (indices[tails[middle]] < indices[i])
            low = middle + 1;
          else
            high = middle;
        }

      previous[i] = low > 0 ? tails[low - 1] : -1;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  for (int i = length > 0 ? tails[length - 1] : -1; i >= 0; i = previous[i])
    stays[i] = TRUE;

  return stays;
}

static const char *
key_of (gpointer item)
{
  const char *id = ct_resource_get_id (item);

  return id != NULL ? id : "";
}

static void
unref_if_set (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

static void
add_edit (CtSplice *self, guint position, guint n_removed, guint n_added)
{
  Edit edit = { position, n_removed, n_added };

  if (n_removed > 0 || n_added > 0)
    g_array_append_val (self->edits, edit);
}

CtSplice *
ct_splice_new (GPtrArray *old, GPtrArray *news)
{
  CtSplice *self = g_new0 (CtSplice, 1);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree int *indices = g_new (int, news->len + 1);

  self->old = g_ptr_array_ref (old);
  self->result = g_ptr_array_new_full (news->len, g_object_unref);
  self->news = g_ptr_array_new_full (news->len, unref_if_set);
  self->edits = g_array_new (FALSE, FALSE, sizeof (Edit));

  for (guint i = 0; i < old->len; i++)
    g_hash_table_insert (places, (gpointer) key_of (old->pdata[i]), GUINT_TO_POINTER (i + 1));

  for (guint i = 0; i < news->len; i++)
    {
      gpointer item = news->pdata[i];

      if (!g_hash_table_add (seen, (gpointer) key_of (item)))
        continue;

      int place = GPOINTER_TO_INT (g_hash_table_lookup (places, key_of (item))) - 1;
      indices[self->result->len] = place;
      g_ptr_array_add (self->result, g_object_ref (place >= 0 ? old->pdata[place] : item));
      g_ptr_array_add (self->news, g_object_ref (item));
    }

  g_autofree gboolean *stays = find_longest_rising (indices, self->result->len);
  guint from = 0; /* in the old list */
  guint to = 0;   /* in the new one */

  for (guint i = 0; i < self->result->len; i++)
    {
      if (!stays[i])
        continue;

      add_edit (self, to, indices[i] - from, i - to);
      from = indices[i] + 1;
      to = i + 1;
    }
  add_edit (self, to, old->len - from, self->result->len - to);

  return self;
}

/* Planning in a thread. The objects may be on screen, so they must only ever be let go of in
 * the thread that draws: the other one owns nothing. */

typedef struct
{
  GPtrArray *old;
  GPtrArray *pages;
  CtSplice *splice;
} Plan;

static void
plan_free (Plan *self)
{
  g_ptr_array_unref (self->old);
  g_ptr_array_unref (self->pages);
  g_clear_pointer (&self->splice, ct_splice_free);
  g_free (self);
}

static GPtrArray *
join_pages (GPtrArray *pages)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < pages->len; i++)
    {
      CtAnswerPage *page = pages->pdata[i];
      g_ptr_array_extend (items, page->items, (GCopyFunc) g_object_ref, NULL);
    }

  return items;
}

/* A page that is known to be unchanged later stands for the objects that are in the list. */
static void
adopt_items (CtAnswerPage *page, GHashTable *by_key)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      gpointer item = g_hash_table_lookup (by_key, key_of (page->items->pdata[i]));

      g_set_object (&page->items->pdata[i], item);
    }
}

static void
make_plan (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Plan *plan = task_data;
  g_autoptr (GPtrArray) news = join_pages (plan->pages);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  plan->splice = ct_splice_new (plan->old, news);
  GPtrArray *result = plan->splice->result;

  for (guint i = 0; i < result->len; i++)
    g_hash_table_insert (by_key, (gpointer) key_of (result->pdata[i]), result->pdata[i]);
  for (guint i = 0; i < plan->pages->len; i++)
    adopt_items (plan->pages->pdata[i], by_key);

  g_task_return_boolean (task, TRUE);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Plan *plan = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&plan->splice), (GDestroyNotify) ct_splice_free);
}

void
ct_splice_plan_async (GPtrArray *old,
                      GPtrArray *pages,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (old != NULL && pages != NULL);

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Plan *plan = g_new0 (Plan, 1);

  plan->old = g_ptr_array_ref (old);
  plan->pages = g_ptr_array_ref (pages);
  g_task_set_source_tag (task, ct_splice_plan_async);
  g_task_set_task_data (task, plan, (GDestroyNotify) plan_free);

  g_autoptr (GTask) planning = g_task_new (NULL, NULL, on_planned, task);
  g_task_set_source_tag (planning, make_plan);
  g_task_set_task_data (planning, plan, NULL);
  g_task_run_in_thread (planning, make_plan);
}

CtSplice *
ct_splice_plan_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_splice_plan_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Carrying it out. */

GPtrArray *
ct_splice_get_result (CtSplice *self)
{
  return self->result;
}

/* A part of @edit, so small that it does not take long; @edit is what is left of it. */
static void
do_part (CtSplice *self, GListStore *store, Edit *edit)
{
  guint position = edit->position;
  guint n_removed = MIN (edit->n_removed, MAX_ROWS);
  guint n_added = MIN (edit->n_added, MAX_ROWS);

  edit->position += n_added;
  edit->n_removed -= n_removed;
  edit->n_added -= n_added;
  if (edit->n_removed == 0 && edit->n_added == 0)
    self->next_edit++;

  g_list_store_splice (store, position, n_removed, self->result->pdata + position, n_added);
}

/* What is behind an item's news is let go of at once, since that takes its time too. */
static void
update_next (CtSplice *self)
{
  CtResource *item = self->result->pdata[self->next_item];
  g_autoptr (CtResource) news = g_steal_pointer (&self->news->pdata[self->next_item]);

  self->next_item++;
  if (item != news && !ct_resource_equal (item, news))
    {
      ct_resource_assign (item, news);
      self->n_updated++;
    }
}

guint
ct_splice_get_n_updated (CtSplice *self)
{
  return self->n_updated;
}

gboolean
ct_splice_step (CtSplice *self, GListStore *store)
{
  if (self->next_edit < self->edits->len)
    do_part (self, store, &g_array_index (self->edits, Edit, self->next_edit));
  else if (self->next_item < self->result->len)
    update_next (self);

  return self->next_edit < self->edits->len || self->next_item < self->result->len;
}

void
ct_splice_free (CtSplice *self)
{
  g_clear_pointer (&self->old, g_ptr_array_unref);
  g_clear_pointer (&self->result, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_array_unref);
  g_free (self);
}
