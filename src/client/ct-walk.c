/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-walk.h"

#include "client/ct-answer-page.h"
#include "model/ct-error.h"

/* A service that never comes to an end is not believed. */
#define MAX_PAGES 1000

typedef struct
{
  CtCopy *copy; /* NULL while nobody is signed in */
  GType item_type;
  char *path;
  GPtrArray *known;
  GPtrArray *pages;
  GDateTime *time;
} Walk;

static void
walk_free (Walk *self)
{
  g_clear_object (&self->copy);
  g_free (self->path);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self);
}

static Walk *
walk_new (CtCopy *copy, GType item_type, const char *path, GPtrArray *known)
{
  Walk *self = g_new0 (Walk, 1);

  self->copy = copy != NULL ? g_object_ref (copy) : NULL;
  self->item_type = item_type;
  self->path = g_strdup (path);
  self->known = known != NULL ? g_ptr_array_ref (known) : NULL;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_answer_page_unref);
  return self;
}

static CtAnswerPage *
find_page (GPtrArray *pages, const char *path)
{
  for (guint i = 0; pages != NULL && i < pages->len; i++)
    {
      CtAnswerPage *page = pages->pdata[i];

      if (g_str_equal (page->path, path))
        return page;
    }

  return NULL;
}

/* Returns: (nullable): the path of the page that is still missing */
static const char *
get_next (Walk *self)
{
  if (self->pages->len == 0)
    return self->path;

  return ((CtAnswerPage *) self->pages->pdata[self->pages->len - 1])->next;
}

static gboolean
goes_on_for_ever (Walk *self, const char *next)
{
  return self->pages->len >= MAX_PAGES || find_page (self->pages, next) != NULL;
}

/* What was found out is noted in the offline copy, in a thread. That is given paths only: the
 * pages have objects that are on screen, and must be let go of by the thread that draws. */

typedef struct
{
  CtCopy *copy;
  GStrv confirmed;
  GStrv gone;
} Tidying;

static void
tidying_free (Tidying *self)
{
  g_clear_object (&self->copy);
  g_strfreev (self->confirmed);
  g_strfreev (self->gone);
  g_free (self);
}

static void
tidy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Tidying *tidying = task_data;

  for (guint i = 0; tidying->confirmed[i] != NULL; i++)
    ct_copy_confirm (tidying->copy, tidying->confirmed[i]);
  for (guint i = 0; tidying->gone[i] != NULL; i++)
    ct_copy_remove (tidying->copy, tidying->gone[i]);

  g_task_return_boolean (task, TRUE);
}

/* Nobody waits for this. */
static void
begin_to_tidy (Walk *walk)
{
  g_autoptr (GStrvBuilder) confirmed = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) gone = g_strv_builder_new ();

  for (guint i = 0; i < walk->known->len; i++)
    {
      CtAnswerPage *page = walk->known->pdata[i];
      CtAnswerPage *now = find_page (walk->pages, page->path);

      if (now == page)
        g_strv_builder_add (confirmed, page->path);
      else if (now == NULL)
        g_strv_builder_add (gone, page->path);
    }

  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Tidying *tidying = g_new0 (Tidying, 1);

  tidying->copy = g_object_ref (walk->copy);
  tidying->confirmed = g_strv_builder_end (confirmed);
  tidying->gone = g_strv_builder_end (gone);
  g_task_set_source_tag (task, begin_to_tidy);
  g_task_set_task_data (task, tidying, (GDestroyNotify) tidying_free);
  g_task_run_in_thread (task, tidy);
}

static void
walk_done (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);

  if (walk->copy != NULL && walk->known != NULL)
    begin_to_tidy (walk);
  g_task_return_pointer (task, g_steal_pointer (&walk->pages), (GDestroyNotify) g_ptr_array_unref);
}

/* Decoding one answer. */

typedef struct
{
  Walk *walk; /* its constant part may be read in the thread */
  char *path;
  CtAnswer *answer;
} Decoding;

static void
decoding_free (Decoding *self)
{
  g_free (self->path);
  g_clear_pointer (&self->answer, ct_answer_free);
  g_free (self);
}

static void
decode (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  Walk *walk = decoding->walk;
  CtAnswer *answer = decoding->answer;
  GError *error = NULL;
  CtAnswerPage *page = ct_answer_page_new (walk->item_type, decoding->path, walk->path,
                                           answer->etag, answer->body, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (walk->copy != NULL)
    ct_copy_save (walk->copy, decoding->path, answer->etag, answer->body);
  g_task_return_pointer (task, page, (GDestroyNotify) ct_answer_page_unref);
}

static void ask_next (GTask *task);

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;
  CtAnswerPage *page = g_task_propagate_pointer (G_TASK (result), &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (walk->pages, page);
  ask_next (g_steal_pointer (&task));
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;
  CtAnswer *answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (answer->status == SOUP_STATUS_NOT_MODIFIED)
    {
      g_ptr_array_add (walk->pages, ct_answer_page_ref (find_page (walk->known, get_next (walk))));
      ct_answer_free (answer);
      ask_next (g_steal_pointer (&task));
      return;
    }

  Decoding *decoding = g_new0 (Decoding, 1);
  decoding->walk = walk;
  decoding->path = g_strdup (get_next (walk));
  decoding->answer = answer;

  g_autoptr (GTask) job
      = g_task_new (source, g_task_get_cancellable (task), on_decoded, g_object_ref (task));
  g_task_set_source_tag (job, on_answer);
  g_task_set_task_data (job, decoding, (GDestroyNotify) decoding_free);
  g_task_run_in_thread (job, decode);
}

/* Takes @task. */
static void
ask_next (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  const char *next = get_next (walk);

  if (next == NULL)
    {
      walk_done (task);
      g_object_unref (task);
      return;
    }

  if (goes_on_for_ever (walk, next))
    {
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_BROKEN_ANSWER,
                                       "The pages do not come to an end.");
      g_object_unref (task);
      return;
    }

  CtAnswerPage *known = find_page (walk->known, next);
  ct_session_send_async (g_task_get_source_object (task),
                         &(CtCall) { .method = "GET",
                                     .path = next,
                                     .etag = known != NULL ? known->etag : NULL },
                         g_task_get_cancellable (task), on_answer, task);
}

void
ct_walk_async (CtSession *session,
               GType item_type,
               const char *path,
               GPtrArray *known,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (path != NULL);

  GTask *task = g_task_new (session, cancellable, callback, user_data);
  CtCopy *copy = ct_session_get_copy (session);

  g_task_set_source_tag (task, ct_walk_async);
  g_task_set_task_data (task, walk_new (copy, item_type, path, known), (GDestroyNotify) walk_free);
  ask_next (task);
}

GPtrArray *
ct_walk_finish (CtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_walk_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The offline copy. */

static void
note_time (Walk *self, GDateTime *time)
{
  if (self->time != NULL && g_date_time_compare (self->time, time) <= 0)
    return;

  g_clear_pointer (&self->time, g_date_time_unref);
  self->time = g_date_time_ref (time);
}

static void
walk_copy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CtCopy *copy = source;
  Walk *walk = task_data;

  for (const char *next = walk->path; next != NULL; next = get_next (walk))
    {
      if (g_task_return_error_if_cancelled (task))
        return;

      g_autoptr (CtCopied) copied
          = goes_on_for_ever (walk, next) ? NULL : ct_copy_load (copy, next);
      CtAnswerPage *page = copied != NULL ? ct_answer_page_new (walk->item_type, next, walk->path,
                                                                copied->etag, copied->body, NULL)
                                          : NULL;

      if (page == NULL)
        {
          ct_copy_remove (copy, next);
          g_task_return_pointer (task, NULL, NULL);
          return;
        }

      g_ptr_array_add (walk->pages, page);
      note_time (walk, copied->time);
    }

  g_task_return_pointer (task, g_steal_pointer (&walk->pages), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_copy (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;

  walk_copy (task, g_task_get_source_object (task), g_task_get_task_data (task),
             g_task_get_cancellable (task));
}

/* Few, so that what is asked for first is there first, and that the start is not spent on
 * making threads. Two, so that a long list keeps nobody waiting. */
static GThreadPool *
get_readers (void)
{
  static gsize readers;

  if (g_once_init_enter (&readers))
    g_once_init_leave (&readers, (gsize) g_thread_pool_new_full (read_copy, NULL, g_object_unref, 2,
                                                                 FALSE, NULL));
  return (GThreadPool *) readers;
}

void
ct_walk_copy_async (CtCopy *copy,
                    GType item_type,
                    const char *path,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (CT_IS_COPY (copy));
  g_return_if_fail (path != NULL);

  g_autoptr (GTask) task = g_task_new (copy, cancellable, callback, user_data);

  g_task_set_source_tag (task, ct_walk_copy_async);
  g_task_set_task_data (task, walk_new (copy, item_type, path, NULL), (GDestroyNotify) walk_free);
  g_thread_pool_push (get_readers (), g_steal_pointer (&task), NULL);
}

GPtrArray *
ct_walk_copy_finish (CtCopy *copy, GAsyncResult *result, GDateTime **time, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, copy), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_walk_copy_async), NULL);

  Walk *walk = g_task_get_task_data (G_TASK (result));
  *time = g_steal_pointer (&walk->time);

  return g_task_propagate_pointer (G_TASK (result), error);
}
