/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-file-save.h"

/* So that it can be cancelled in between. */
#define BLOCK (256 * 1024)

static gboolean
write_blocks (GOutputStream *stream, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize at = 0; at < length; at += BLOCK)
    {
      if (!g_output_stream_write_all (stream, data + at, MIN (BLOCK, length - at), NULL,
                                      cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_strdup_printf (".%08x.part", g_random_int ());
  g_autoptr (GFile) part = g_file_get_child (folder, name);
  g_autoptr (GFileOutputStream) stream
      = g_file_create (part, G_FILE_CREATE_NONE, cancellable, error);

  if (stream == NULL)
    return FALSE;

  if (write_blocks (G_OUTPUT_STREAM (stream), bytes, cancellable, error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error)
      && g_file_move (part, file, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error))
    return TRUE;

  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
  g_file_delete (part, NULL, NULL);
  return FALSE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save (source, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ct_file_save_async (GFile *file,
                    GBytes *bytes,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (bytes != NULL);

  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, ct_file_save_async);
  /* What has its name already is there, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
ct_file_save_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_file_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
