/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-secret-file.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* What another user of the computer can read is no secret. */
gboolean
ct_secret_file_check (const char *path, GError **error)
{
  GStatBuf status;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_stat (path, &status) != 0 || (status.st_mode & 077) == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       "It holds secrets and others can read it: use “chmod 600”.");
  return FALSE;
}
