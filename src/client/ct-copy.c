/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-copy.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The first line of a file: this, the SHA-256 of the body, and the entity tag. */
#define MAGIC "certtracker-copy-1 "
#define DIGEST_LENGTH 64

/* Nothing larger is ever saved; see ct_transport_send_async(). */
#define MAX_FILE (65 * 1024 * 1024)

struct _CtCopy
{
  GObject parent_instance;

  char *folder;
  GMutex mutex; /* held while files are touched */
  int erased;   /* atomic */
  gboolean complained;
};

G_DEFINE_FINAL_TYPE (CtCopy, ct_copy, G_TYPE_OBJECT)

void
ct_copied_free (CtCopied *self)
{
  g_free (self->etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self);
}

static char *
file_for (CtCopy *self, const char *path)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (self->folder, name, NULL);
}

/* Returns: %NULL if @contents are not what was once saved */
static CtCopied *
parse (GBytes *contents)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (contents, &size);
  const gsize head = strlen (MAGIC) + DIGEST_LENGTH + 1;
  const char *end = size > head ? memchr (text, '\n', size) : NULL;

  if (end == NULL || end < text + head || strncmp (text, MAGIC, strlen (MAGIC)) != 0)
    return NULL;

  gsize body_at = end + 1 - text;
  g_autoptr (GBytes) body = g_bytes_new_from_bytes (contents, body_at, size - body_at);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  if (strncmp (text + strlen (MAGIC), digest, DIGEST_LENGTH) != 0)
    return NULL;

  CtCopied *copied = g_new0 (CtCopied, 1);
  copied->etag = end > text + head ? g_strndup (text + head, end - text - head) : NULL;
  copied->body = g_steal_pointer (&body);
  return copied;
}

CtCopied *
ct_copy_load (CtCopy *self, const char *path)
{
  g_return_val_if_fail (CT_IS_COPY (self), NULL);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *file = file_for (self, path);
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_atomic_int_get (&self->erased) || g_stat (file, &info) != 0)
    return NULL;

  if (S_ISREG (info.st_mode) && info.st_size <= MAX_FILE
      && g_file_get_contents (file, &text, &length, NULL))
    {
      g_autoptr (GBytes) contents = g_bytes_new_take (g_steal_pointer (&text), length);
      CtCopied *copied = parse (contents);

      if (copied != NULL)
        {
          copied->time = g_date_time_new_from_unix_utc (info.st_mtime);
          return copied;
        }
    }

  g_unlink (file);
  return NULL;
}

static gboolean
make_folder (const char *folder)
{
  /* One that was there already may have been made readable to others. */
  return g_mkdir_with_parents (folder, 0700) == 0 && g_chmod (folder, 0700) == 0;
}

gboolean
ct_copy_save (CtCopy *self, const char *path, const char *etag, GBytes *body)
{
  g_return_val_if_fail (CT_IS_COPY (self), FALSE);
  g_return_val_if_fail (path != NULL && body != NULL, FALSE);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *file = file_for (self, path);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autoptr (GString) text = g_string_sized_new (g_bytes_get_size (body) + 256);
  g_autoptr (GError) error = NULL;

  if (g_atomic_int_get (&self->erased))
    return TRUE;

  g_string_append_printf (text, MAGIC "%s %s\n", digest, etag != NULL ? etag : "");
  g_string_append_len (text, g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  gboolean kept = make_folder (self->folder)
                  && g_file_set_contents_full (file, text->str, text->len,
                                               G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);

  /* A full disk is not told of with every answer. */
  if (!kept && !self->complained)
    g_message ("Answers cannot be kept for offline reading: %s",
               error != NULL ? error->message : g_strerror (errno));
  self->complained = !kept;
  return kept;
}

void
ct_copy_confirm (CtCopy *self, const char *path)
{
  g_return_if_fail (CT_IS_COPY (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *file = file_for (self, path);

  utimensat (AT_FDCWD, file, NULL, 0);
}

void
ct_copy_remove (CtCopy *self, const char *path)
{
  g_return_if_fail (CT_IS_COPY (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *file = file_for (self, path);

  g_unlink (file);
}

static void
erase (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CtCopy *self = source;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (self->folder, name, NULL);
      g_unlink (file);
    }

  g_rmdir (self->folder);
  g_task_return_boolean (task, TRUE);
}

void
ct_copy_erase_async (CtCopy *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CT_IS_COPY (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ct_copy_erase_async);
  g_atomic_int_set (&self->erased, TRUE);
  g_task_run_in_thread (task, erase);
}

gboolean
ct_copy_erase_finish (CtCopy *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_copy_erase_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ct_copy_finalize (GObject *object)
{
  CtCopy *self = CT_COPY (object);

  g_free (self->folder);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (ct_copy_parent_class)->finalize (object);
}

static void
ct_copy_class_init (CtCopyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_copy_finalize;
}

static void
ct_copy_init (CtCopy *self)
{
  g_mutex_init (&self->mutex);
}

CtCopy *
ct_copy_new (const char *address, const char *account_id)
{
  return ct_copy_new_of_kind ("offline", address, account_id);
}

CtCopy *
ct_copy_new_of_kind (const char *kind, const char *address, const char *account_id)
{
  g_return_val_if_fail (kind != NULL && address != NULL && account_id != NULL, NULL);

  CtCopy *self = g_object_new (CT_TYPE_COPY, NULL);
  g_autofree char *whose = g_strconcat (address, "\n", account_id, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whose, -1);

  self->folder = g_build_filename (g_get_user_data_dir (), "certtracker", kind, name, NULL);
  return self;
}
