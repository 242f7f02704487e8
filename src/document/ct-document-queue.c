/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/ct-document-queue.h"

#include <stdlib.h>

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
  guint64 serial;
} Job;

static gboolean ended; /* atomic: then no task is begun any more */

static void
run (gpointer data, gpointer user_data)
{
  g_autofree Job *job = data;
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (g_atomic_int_get (&ended))
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the program ends");
  else if (!g_task_return_error_if_cancelled (task))
    job->func (task, g_task_get_source_object (task), g_task_get_task_data (task),
               g_task_get_cancellable (task));
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *first = a, *second = b;
  int priority = g_task_get_priority (first->task), other = g_task_get_priority (second->task);

  if (priority != other)
    return priority < other ? -1 : 1;

  return first->serial > second->serial ? -1 : 1;
}

static GThreadPool *pool;

void
ct_document_queue_finish (void)
{
  g_atomic_int_set (&ended, TRUE);
  if (pool)
    g_thread_pool_free (g_steal_pointer (&pool), FALSE, TRUE);
}

void
ct_document_queue_finish_before_library (void)
{
  atexit (ct_document_queue_finish);
}

/* Poppler is not made for several threads, and one page at a time is all that can be seen. */
static GThreadPool *
get_pool (void)
{
  if (pool == NULL)
    {
      /* A pool that shares its threads with others cannot fail to be made. */
      pool = g_thread_pool_new (run, NULL, 1, FALSE, NULL);
      g_thread_pool_set_sort_function (pool, compare, NULL);
      atexit (ct_document_queue_finish);
    }

  return pool;
}

void
ct_document_queue_push (GTask *task, GTaskThreadFunc func)
{
  static guint64 serial;
  Job *job = g_new (Job, 1);

  job->task = g_object_ref (task);
  job->func = func;
  job->serial = ++serial;
  g_thread_pool_push (get_pool (), job, NULL);
}
