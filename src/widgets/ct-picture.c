/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-picture.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/ct-error.h"

/* The signature, and the length and type of the first chunk, which every PNG has. GTK decodes PNG
 * by itself. Other formats would go to loaders that are found at run time, some of which make a
 * picture as large as a file of 122 bytes says; the service promises none of them. */
static const guint8 begin[]
    = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

static guint32
read_number (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_BE (number);
}

static gboolean
check (GBytes *png, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (png, &length);

  if (length < sizeof begin + 8 || memcmp (bytes, begin, sizeof begin) != 0)
    {
      g_set_error_literal (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER,
                           _ ("This picture is not in the PNG format."));
      return FALSE;
    }

  if (length > CT_PICTURE_MAX_BYTES || read_number (bytes + sizeof begin) > CT_PICTURE_MAX_SIDE
      || read_number (bytes + sizeof begin + 4) > CT_PICTURE_MAX_SIDE)
    {
      g_set_error_literal (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER,
                           _ ("This picture is too large to be shown."));
      return FALSE;
    }
  return TRUE;
}

static void
decode (GTask *task, gpointer source, gpointer png, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (png, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_BROKEN_ANSWER,
                                     _ ("This picture is damaged."));
}

void
ct_picture_decode_async (GBytes *png,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (png != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, ct_picture_decode_async);
  g_task_set_task_data (task, g_bytes_ref (png), (GDestroyNotify) g_bytes_unref);
  if (check (png, &error))
    g_task_run_in_thread (task, decode);
  else
    g_task_return_error (task, error);
}

GdkTexture *
ct_picture_decode_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_picture_decode_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
