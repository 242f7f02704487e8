/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/packages/ct-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _CtZip
{
  char *path;
  char *part; /* its name until it is whole; NULL once it is */
  int descriptor;
  gint64 time;
  struct archive *archive;
};

static gboolean
set_archive_error (CtZip *self, GError **error)
{
  const char *why = archive_error_string (self->archive);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (archive_errno (self->archive)),
               "“%s” could not be written: %s.", self->path, why != NULL ? why : "unknown");
  return FALSE;
}

static gboolean
set_system_error (CtZip *self, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "“%s” could not be written: %s.",
               self->path, g_strerror (saved));
  return FALSE;
}

CtZip *
ct_zip_new (const char *path, GDateTime *time, GError **error)
{
  g_autoptr (CtZip) self = g_new0 (CtZip, 1);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, ".part", NULL);
  self->time = g_date_time_to_unix (time);
  self->archive = archive_write_new ();
  self->descriptor = g_open (self->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (self->descriptor == -1)
    {
      set_system_error (self, error);
      return NULL;
    }

  if (archive_write_set_format_zip (self->archive) != ARCHIVE_OK
      || archive_write_open_fd (self->archive, self->descriptor) != ARCHIVE_OK)
    {
      set_archive_error (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
ct_zip_free (CtZip *self)
{
  archive_write_free (self->archive);
  if (self->descriptor != -1)
    close (self->descriptor);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

gboolean
ct_zip_add (CtZip *self, const char *name, GBytes *content, GError **error)
{
  g_return_val_if_fail (g_str_is_ascii (name), FALSE);

  gsize length;
  const void *data = g_bytes_get_data (content, &length);
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, length);
  archive_entry_set_mtime (entry, self->time, 0);

  gboolean written = archive_write_header (self->archive, entry) == ARCHIVE_OK
                     && archive_write_data (self->archive, data, length) == (la_ssize_t) length
                     && archive_write_finish_entry (self->archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return written || set_archive_error (self, error);
}

gboolean
ct_zip_finish (CtZip *self, goffset *size, GError **error)
{
  struct stat status;

  if (archive_write_close (self->archive) != ARCHIVE_OK)
    return set_archive_error (self, error);
  if (fsync (self->descriptor) == -1 || fstat (self->descriptor, &status) == -1
      || g_rename (self->part, self->path) == -1)
    return set_system_error (self, error);

  *size = status.st_size;
  g_clear_pointer (&self->part, g_free);
  return TRUE;
}
