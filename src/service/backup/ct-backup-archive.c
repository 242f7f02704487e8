/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup/ct-backup-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "service/store/ct-store.h"

#define BLOCK (256 * 1024)
#define SUMS "SHA256SUMS"
#define MAX_SUMS (64 * 1024 * 1024)

struct _CtBackupWriter
{
  char *path;
  int descriptor;
  struct archive *archive;
  GString *sums;
};

typedef struct archive CtArchiveReader;

static void
ct_archive_reader_free (CtArchiveReader *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtArchiveReader, ct_archive_reader_free)

static gboolean
set_system_error (const char *path, const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "“%s” could not be %s: %s.", path,
               what, g_strerror (saved));
  return FALSE;
}

static gboolean
set_write_error (CtBackupWriter *self, GError **error)
{
  const char *why = archive_error_string (self->archive);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (archive_errno (self->archive)),
               "“%s” could not be written: %s.", self->path, why != NULL ? why : "unknown");
  return FALSE;
}

static gboolean
set_corrupt (const char *path, const char *why, GError **error)
{
  g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT, "“%s” is no whole backup: %s.", path,
               why);
  return FALSE;
}

CtBackupWriter *
ct_backup_writer_new (const char *path, GError **error)
{
  g_autoptr (CtBackupWriter) self = g_new0 (CtBackupWriter, 1);

  self->path = g_strdup (path);
  self->sums = g_string_new (NULL);
  self->archive = archive_write_new ();
  self->descriptor = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->descriptor == -1)
    {
      set_system_error (path, "written", error);
      return NULL;
    }

  if (archive_write_set_format_pax_restricted (self->archive) != ARCHIVE_OK
      || archive_write_open_fd (self->archive, self->descriptor) != ARCHIVE_OK)
    {
      set_write_error (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
ct_backup_writer_free (CtBackupWriter *self)
{
  archive_write_free (self->archive);
  g_clear_fd (&self->descriptor, NULL);
  g_string_free (self->sums, TRUE);
  g_free (self->path);
  g_free (self);
}

static gboolean
begin_entry (CtBackupWriter *self, const char *name, goffset size, gint64 time, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, size);
  archive_entry_set_mtime (entry, time, 0);

  gboolean begun = archive_write_header (self->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return begun || set_write_error (self, error);
}

static gboolean
copy_content (CtBackupWriter *self, int source, const char *path, GChecksum *sum, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  ssize_t n;

  while ((n = read (source, block, BLOCK)) > 0)
    {
      g_checksum_update (sum, block, n);
      if (archive_write_data (self->archive, block, n) != n)
        return set_write_error (self, error);
    }
  return n == 0 || set_system_error (path, "read", error);
}

gboolean
ct_backup_writer_add (CtBackupWriter *self, const char *name, const char *path, GError **error)
{
  g_autofd int source = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  GStatBuf status;

  if (source == -1 || fstat (source, &status) == -1)
    return set_system_error (path, "read", error);
  if (!begin_entry (self, name, status.st_size, status.st_mtime, error)
      || !copy_content (self, source, path, sum, error))
    return FALSE;
  if (archive_write_finish_entry (self->archive) != ARCHIVE_OK)
    return set_write_error (self, error);

  g_string_append_printf (self->sums, "%s  %s\n", g_checksum_get_string (sum), name);
  return TRUE;
}

gboolean
ct_backup_writer_finish (CtBackupWriter *self, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!begin_entry (self, SUMS, self->sums->len, now, error))
    return FALSE;
  if (archive_write_data (self->archive, self->sums->str, self->sums->len)
          != (la_ssize_t) self->sums->len
      || archive_write_close (self->archive) != ARCHIVE_OK)
    return set_write_error (self, error);
  return fsync (self->descriptor) == 0 || set_system_error (self->path, "written", error);
}

/* What is being read, and what was read of it. */
typedef struct
{
  const char *path;
  const char *directory; /* (nullable) */
  CtArchiveReader *archive;
  GHashTable *sums; /* name → checksum, as they were found */
  GString *written; /* (nullable): the checksums that the archive has */
} Reading;

static gboolean
set_read_error (Reading *reading, GError **error)
{
  const char *why = archive_error_string (reading->archive);

  return set_corrupt (reading->path, why != NULL ? why : "it ends early", error);
}

gboolean
ct_backup_is_received (const char *name)
{
  return strlen (name) == 64 && strspn (name, "0123456789abcdef") == 64;
}

/* Nothing that leads out of the directory. */
static gboolean
is_known (const char *name)
{
  return g_str_equal (name, CT_STORE_FILE) || g_str_equal (name, SUMS)
         || (g_str_has_prefix (name, CT_STORE_RECEIVED "/")
             && ct_backup_is_received (name + strlen (CT_STORE_RECEIVED "/")));
}

/* Returns: a descriptor, -1 if it is only to be read, or -2 with an error */
static int
open_target (Reading *reading, const char *name, GError **error)
{
  if (reading->directory == NULL || g_str_equal (name, SUMS))
    return -1;

  g_autofree char *path = g_build_filename (reading->directory, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    descriptor = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor != -1)
    return descriptor;

  set_system_error (path, "written", error);
  return -2;
}

static gboolean
write_all (int descriptor, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (descriptor, data, length);

      if (n == -1 && errno == EINTR)
        continue;
      if (n == -1)
        return FALSE;
      data += n;
      length -= n;
    }
  return TRUE;
}

static gboolean
read_content (Reading *reading, const char *name, int target, GChecksum *sum, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  gboolean is_sums = g_str_equal (name, SUMS);
  la_ssize_t n;

  if (is_sums)
    reading->written = g_string_new (NULL);

  while ((n = archive_read_data (reading->archive, block, BLOCK)) > 0)
    {
      g_checksum_update (sum, block, n);
      if (is_sums && reading->written->len + n > MAX_SUMS)
        return set_corrupt (reading->path, "its checksums are too long", error);
      if (is_sums)
        g_string_append_len (reading->written, (const char *) block, n);
      if (target >= 0 && !write_all (target, block, n))
        return set_system_error (name, "written", error);
    }
  if (n < 0)
    return set_read_error (reading, error);
  return target < 0 || fsync (target) == 0 || set_system_error (name, "written", error);
}

static gboolean
read_entry (Reading *reading, struct archive_entry *entry, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (name == NULL || !is_known (name) || archive_entry_filetype (entry) != AE_IFREG
      || archive_entry_hardlink (entry) != NULL)
    return set_corrupt (reading->path, "it has a file that no backup has", error);
  if (reading->written != NULL || g_hash_table_contains (reading->sums, name))
    return set_corrupt (reading->path, "it has a file twice, or one after its end", error);

  g_autofree char *own_name = g_strdup (name);
  g_autofd int target = open_target (reading, own_name, error);
  if (target == -2 || !read_content (reading, own_name, target, sum, error))
    return FALSE;
  if (reading->written == NULL)
    g_hash_table_insert (reading->sums, g_steal_pointer (&own_name),
                         g_strdup (g_checksum_get_string (sum)));
  return TRUE;
}

static gboolean
compare_sums (Reading *reading, GError **error)
{
  g_auto (GStrv) lines = NULL;
  guint n_found = 0;

  if (reading->written == NULL)
    return set_corrupt (reading->path, "it ends early", error);

  lines = g_strsplit (reading->written->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "  ", 2);
      const char *sum
          = g_strv_length (parts) == 2 ? g_hash_table_lookup (reading->sums, parts[1]) : NULL;

      if (sum == NULL || !g_str_equal (sum, parts[0]))
        return set_corrupt (reading->path, "a file in it is not as it was written", error);
      n_found++;
    }

  if (n_found != g_hash_table_size (reading->sums)
      || !g_hash_table_contains (reading->sums, CT_STORE_FILE))
    return set_corrupt (reading->path, "a file is missing", error);
  return TRUE;
}

static gboolean
read_archive (Reading *reading, GError **error)
{
  struct archive_entry *entry;
  int status;

  archive_read_support_format_tar (reading->archive);
  if (archive_read_open_filename (reading->archive, reading->path, BLOCK) != ARCHIVE_OK)
    return set_read_error (reading, error);

  while ((status = archive_read_next_header (reading->archive, &entry)) == ARCHIVE_OK)
    {
      if (!read_entry (reading, entry, error))
        return FALSE;
    }
  if (status != ARCHIVE_EOF)
    return set_read_error (reading, error);
  return compare_sums (reading, error);
}

gboolean
ct_backup_archive_read (const char *path, const char *directory, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (CtArchiveReader) archive = archive_read_new ();
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading reading = { path, directory, archive, sums, NULL };

  if (g_access (path, R_OK) == -1)
    return set_system_error (path, "read", error);

  gboolean is_whole = read_archive (&reading, error);
  if (reading.written != NULL)
    g_string_free (reading.written, TRUE);
  return is_whole;
}
