/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "service/store/ct-migrations.h"

struct _CtStore
{
  GObject parent_instance;

  char *directory;
  int lock; /* a descriptor, or -1 */
  GThread *thread;
  GAsyncQueue *jobs;
};

G_DEFINE_FINAL_TYPE (CtStore, ct_store, G_TYPE_OBJECT)

/* Work in the queue. A job without a function ends the thread. */
typedef struct
{
  CtStoreMode mode;
  CtStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;

  /* Who is told: a task, or a thread that waits on the queue. */
  GTask *task;
  GAsyncQueue *waiting;
  gpointer result;
  GError *error;
} Job;

static char *
get_database_path (const char *directory)
{
  return g_build_filename (directory, CT_STORE_FILE, NULL);
}

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_object (&job->task);
  g_free (job);
}

static gpointer
run_in_transaction (CtDatabase *database, Job *job, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gpointer result = NULL;

  if (!ct_database_execute (database, job->mode == CT_STORE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN",
                            error))
    return NULL;

  result = job->func (database, job->data, &failure);
  if (failure == NULL && ct_database_execute (database, "COMMIT", &failure))
    return result;

  /* Some failures have undone it already; then this fails, which does not matter. */
  ct_database_execute (database, "ROLLBACK", NULL);
  if (result != NULL && job->free_result != NULL)
    job->free_result (result);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
run_job (CtDatabase *database, Job *job)
{
  if (job->task != NULL && g_task_return_error_if_cancelled (job->task))
    {
      job_free (job);
      return;
    }

  job->result = run_in_transaction (database, job, &job->error);

  if (job->waiting != NULL)
    {
      g_async_queue_push (job->waiting, job);
      return;
    }

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, job->result, job->free_result);
  job_free (job);
}

/* Returns: a descriptor to close, or -1 */
static int
lock (const char *directory, int operation, GError **error)
{
  g_autofree char *path = g_build_filename (directory, "lock", NULL);
  int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (descriptor != -1 && flock (descriptor, operation | LOCK_NB) == 0)
    return descriptor;

  int saved = errno;
  if (descriptor != -1)
    g_close (descriptor, NULL);
  if (saved == EWOULDBLOCK)
    g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_IN_USE,
                 operation == LOCK_EX ? "Another service uses “%s” already."
                                      : "“%s” is used by a service of an older version; nothing "
                                        "was done. Restart that first.",
                 directory);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "“%s” could not be locked: %s.",
                 path, g_strerror (saved));
  return -1;
}

int
ct_store_lock (const char *directory, GError **error)
{
  g_return_val_if_fail (directory != NULL, -1);

  return lock (directory, LOCK_EX, error);
}

/* Brings the tables to this version, which a service that began before it would not know. Where one
 * may be, it is kept out meanwhile by a lock that others who do the same can have too. */
static gboolean
update (CtDatabase *database, const char *directory, gboolean alone, GError **error)
{
  g_autofd int shared = -1;
  int n_due;

  if (!ct_migrations_count (database, &n_due, error))
    return FALSE;
  if (n_due > 0 && !alone && (shared = lock (directory, LOCK_SH, error)) == -1)
    return FALSE;

  return ct_migrations_apply (database, error);
}

/* What the thread is started with. */
typedef struct
{
  const char *directory;
  gboolean alone;
  GAsyncQueue *jobs;
  GAsyncQueue *opened; /* where it says that it is ready, or why not */
} Start;

static gpointer
store_thread (gpointer data)
{
  Start *start = data;
  g_autoptr (GAsyncQueue) jobs = g_async_queue_ref (start->jobs);
  g_autofree char *path = get_database_path (start->directory);
  g_autoptr (CtDatabase) database = NULL;
  GError *error = NULL;
  Job *job = NULL;

  database = ct_database_open (path, &error);
  if (database == NULL || !update (database, start->directory, start->alone, &error))
    {
      g_async_queue_push (start->opened, error);
      return NULL;
    }
  g_async_queue_push (start->opened, jobs);

  while ((job = g_async_queue_pop (jobs))->func != NULL)
    run_job (database, job);

  job_free (job);
  return NULL;
}

static void
ct_store_finalize (GObject *object)
{
  CtStore *self = CT_STORE (object);

  /* The last to let go may be a task in the thread itself, which can't wait for itself. */
  g_assert (self->thread == NULL);

  g_clear_fd (&self->lock, NULL);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->directory, g_free);

  G_OBJECT_CLASS (ct_store_parent_class)->finalize (object);
}

static void
ct_store_class_init (CtStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ct_store_finalize;
}

static void
ct_store_init (CtStore *self)
{
  self->jobs = g_async_queue_new ();
  self->lock = -1;
}

char *
ct_store_find (const char *directory, GError **error)
{
  g_autofree char *path = get_database_path (directory);
  GStatBuf status;

  if (g_stat (path, &status) == 0)
    return g_steal_pointer (&path);

  /* Who may not look into it is not to be told that nothing is there. */
  int saved = errno;
  if (saved == ENOENT || saved == ENOTDIR)
    g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_MISSING,
                 "No service has its data in “%s”; nothing was done. "
                 "“import-program --create” begins a new one.",
                 directory);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "“%s” could not be read: %s.",
                 path, g_strerror (saved));
  return NULL;
}

static CtStore *
open_store (const char *directory, gboolean alone, GError **error)
{
  g_autoptr (CtStore) self = g_object_new (CT_TYPE_STORE, NULL);
  g_autoptr (GAsyncQueue) opened = g_async_queue_new ();
  Start start = { directory, alone, self->jobs, opened };

  if (g_mkdir_with_parents (directory, 0700) == -1)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   "The directory “%s” could not be made: %s.", directory, g_strerror (saved));
      return NULL;
    }

  /* Before the thread brings the tables to this version, which another service does not know. */
  self->directory = g_strdup (directory);
  if (alone && (self->lock = lock (directory, LOCK_EX, error)) == -1)
    return NULL;

  self->thread = g_thread_try_new ("store", store_thread, &start, error);
  if (self->thread == NULL)
    return NULL;

  gpointer answer = g_async_queue_pop (opened);
  if (answer != self->jobs)
    {
      g_thread_join (g_steal_pointer (&self->thread));
      g_propagate_error (error, answer);
      return NULL;
    }

  return g_steal_pointer (&self);
}

CtStore *
ct_store_open (const char *directory, GError **error)
{
  return open_store (directory, FALSE, error);
}

CtStore *
ct_store_open_existing (const char *directory, GError **error)
{
  g_autofree char *path = ct_store_find (directory, error);

  return path != NULL ? ct_store_open (directory, error) : NULL;
}

CtStore *
ct_store_open_alone (const char *directory, GError **error)
{
  return open_store (directory, TRUE, error);
}

void
ct_store_close (CtStore *self)
{
  g_return_if_fail (CT_IS_STORE (self));
  g_return_if_fail (self->thread != NULL);

  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&self->thread));

  g_clear_fd (&self->lock, NULL);
}

const char *
ct_store_get_directory (CtStore *self)
{
  g_return_val_if_fail (CT_IS_STORE (self), NULL);

  return self->directory;
}

gpointer
ct_store_run (CtStore *self, CtStoreMode mode, CtStoreFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (CT_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  g_return_val_if_fail (self->thread != NULL && self->thread != g_thread_self (), NULL);

  g_autoptr (GAsyncQueue) waiting = g_async_queue_new ();
  Job *job = g_new0 (Job, 1);

  job->mode = mode;
  job->func = func;
  job->data = data;
  job->waiting = waiting;
  g_async_queue_push (self->jobs, job);
  g_async_queue_pop (waiting);

  gpointer result = job->result;
  if (job->error != NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));
  job_free (job);
  return result;
}

void
ct_store_run_async (CtStore *self,
                    CtStoreMode mode,
                    CtStoreFunc func,
                    gpointer data,
                    GDestroyNotify free_data,
                    GDestroyNotify free_result,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (CT_IS_STORE (self));
  g_return_if_fail (func != NULL);
  g_return_if_fail (self->thread != NULL);

  Job *job = g_new0 (Job, 1);

  job->mode = mode;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, ct_store_run_async);
  g_async_queue_push (self->jobs, job);
}

gpointer
ct_store_run_finish (CtStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_store_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
