/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup/ct-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "service/backup/ct-backup-archive.h"
#include "service/store/ct-migrations.h"
#include "service/store/ct-statement.h"
#include "service/store/ct-store.h"

/* What is moved away before a backup takes its place. Packages belong to the data that goes; they
 * are made again when somebody asks. */
static const char *const data_names[] = {
  CT_STORE_FILE, CT_STORE_FILE "-wal", CT_STORE_FILE "-shm", CT_STORE_FILE "-journal",
  "pearson-vue", "packages",
};

static gboolean
set_system_error (const char *path, const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "“%s” could not be %s: %s.", path,
               what, g_strerror (saved));
  return FALSE;
}

/* A name is kept over a power failure only once its directory is. */
static gboolean
sync_directory (const char *path, GError **error)
{
  g_autofd int descriptor = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  return (descriptor != -1 && fsync (descriptor) == 0) || set_system_error (path, "kept", error);
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
      const char *name;

      while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);
          remove_tree (child);
        }
    }
  g_remove (path);
}

/* A directory that goes with everything in it. It is locked while it is used, so that what one that
 * was killed left behind is known to be nobody's. */
typedef struct
{
  char *path;
  int lock;
} Scratch;

#define SCRATCH_PREFIX ".certtracker-"

static void
scratch_free (Scratch *scratch)
{
  remove_tree (scratch->path);
  g_clear_fd (&scratch->lock, NULL);
  g_free (scratch->path);
  g_free (scratch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scratch, scratch_free)

/* Returns: a descriptor to close, or -1 */
static int
lock_directory (const char *path, int operation)
{
  int descriptor = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (descriptor != -1 && flock (descriptor, operation) == -1)
    g_clear_fd (&descriptor, NULL);
  return descriptor;
}

static void
sweep (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofd int lock = -1;

      if (g_str_has_prefix (name, SCRATCH_PREFIX)
          && (lock = lock_directory (path, LOCK_EX | LOCK_NB)) != -1)
        remove_tree (path);
    }
}

static Scratch *
make_scratch (const char *folder, GError **error)
{
  g_autofd int lock = lock_directory (folder, LOCK_EX); /* no other sweeps meanwhile */
  g_autofree char *path = g_build_filename (folder, SCRATCH_PREFIX "XXXXXX", NULL);

  if (lock != -1)
    sweep (folder);
  if (lock == -1 || g_mkdtemp_full (path, 0700) == NULL)
    {
      set_system_error (folder, "written to", error);
      return NULL;
    }

  Scratch *scratch = g_new0 (Scratch, 1);
  scratch->lock = lock_directory (path, LOCK_EX);
  scratch->path = g_steal_pointer (&path);
  return scratch;
}

/* Asks the database whether it holds together. */
static gboolean
check_database (const char *path, GError **error)
{
  g_autoptr (CtDatabase) database = ct_database_open (path, error);
  int n_due;

  if (database == NULL)
    return FALSE;

  g_autoptr (CtStatement) pages = ct_statement_new (database, "PRAGMA integrity_check (1)");
  if (!ct_statement_next (pages, error))
    return FALSE;
  const char *verdict = ct_statement_get_text (pages, "integrity_check");
  if (g_strcmp0 (verdict, "ok") != 0)
    {
      g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT, "The database is damaged: %s.",
                   verdict);
      return FALSE;
    }

  g_autoptr (CtStatement) references = ct_statement_new (database, "PRAGMA foreign_key_check");
  g_autoptr (GError) failure = NULL;
  if (ct_statement_next (references, &failure))
    g_set_error (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT,
                 "The database is damaged: a row of “%s” belongs to one that is not there.",
                 ct_statement_get_text (references, "table"));
  g_autoptr (CtStatement) version = ct_statement_new (database, "PRAGMA user_version");
  if (failure == NULL && ct_statement_next (version, &failure)
      && g_strcmp0 (ct_statement_get_text (version, "user_version"), "0") == 0)
    g_set_error_literal (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT,
                         "The database is empty: it is of no service.");
  if (failure == NULL && ct_migrations_count (database, &n_due, &failure) && n_due < 0)
    g_set_error_literal (&failure, CT_STORE_ERROR, CT_STORE_ERROR_NEWER,
                         "A newer version of the service wrote it. Use that version.");
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
copy_database (const char *source, const char *target, GError **error)
{
  g_autoptr (CtDatabase) database = ct_database_open (source, error);

  return database != NULL && ct_database_copy (database, target, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The files that came from Pearson VUE are named by their hash and never changed. Others are on
 * their way to such a name. */
static gboolean
add_received (CtBackupWriter *writer, const char *data_dir, GError **error)
{
  g_autofree char *folder = g_build_filename (data_dir, CT_STORE_RECEIVED, NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (directory == NULL)
    return !g_file_test (folder, G_FILE_TEST_EXISTS) || set_system_error (folder, "read", error);

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      if (ct_backup_is_received (name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *inside = g_strconcat (CT_STORE_RECEIVED "/", names->pdata[i], NULL);
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (!ct_backup_writer_add (writer, inside, path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ct_backup_make (const char *data_dir, const char *path, goffset *size, GError **error)
{
  g_return_val_if_fail (data_dir != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *database = ct_store_find (data_dir, error);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (Scratch) scratch = database != NULL ? make_scratch (folder, error) : NULL;
  GStatBuf status;

  if (scratch == NULL)
    return FALSE;

  g_autofree char *copy = g_build_filename (scratch->path, "database", NULL);
  g_autofree char *archive = g_build_filename (scratch->path, "archive", NULL);
  if (!copy_database (database, copy, error) || !check_database (copy, error))
    return FALSE;

  g_autoptr (CtBackupWriter) writer = ct_backup_writer_new (archive, error);
  if (writer == NULL || !ct_backup_writer_add (writer, CT_STORE_FILE, copy, error)
      || !add_received (writer, data_dir, error) || !ct_backup_writer_finish (writer, error)
      || !ct_backup_archive_read (archive, NULL, error))
    return FALSE;

  if (g_stat (archive, &status) == -1 || g_rename (archive, path) == -1)
    return set_system_error (path, "written", error);
  *size = status.st_size;
  return sync_directory (folder, error);
}

/* Commands do not lock the directory, and would write on into what was moved away. A database that
 * cannot be opened is not used by anybody. */
static gboolean
check_unused (const char *data_dir, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, CT_STORE_FILE, NULL);
  g_autoptr (GError) failure = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_autoptr (CtDatabase) database = ct_database_open (path, &failure);
  if (database == NULL
      || ct_database_execute (database,
                              "PRAGMA busy_timeout = 200; PRAGMA locking_mode = EXCLUSIVE;"
                              "BEGIN EXCLUSIVE; ROLLBACK",
                              &failure)
      || !g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_BUSY))
    return TRUE;

  g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_IN_USE, "A command uses “%s”.", data_dir);
  return FALSE;
}

/* A restore as root is to leave data that the service's user can use. */
static gboolean
give_to_owner (const char *path, const GStatBuf *owner, GError **error)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  if (chown (path, owner->st_uid, owner->st_gid) == -1)
    return set_system_error (path, "given to its owner", error);

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!give_to_owner (child, owner, error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: whether something was moved */
static gboolean
move_all (const char *source, const char *target, gboolean *any, GError **error)
{
  *any = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (data_names); i++)
    {
      g_autofree char *from = g_build_filename (source, data_names[i], NULL);
      g_autofree char *to = g_build_filename (target, data_names[i], NULL);

      if (g_rename (from, to) == 0)
        *any = TRUE;
      else if (errno != ENOENT)
        return set_system_error (from, "moved", error);
    }
  return sync_directory (target, error) && sync_directory (source, error);
}

/* Returns: (transfer full) (nullable): where the data has gone that was there */
static char *
put_aside (const char *data_dir, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *words = g_date_time_format (now, "before-restore-%Y%m%dT%H%M%SZ-XXXXXX");
  g_autofree char *aside = g_build_filename (data_dir, words, NULL);
  gboolean any;

  if (g_mkdtemp_full (aside, 0700) == NULL)
    {
      set_system_error (data_dir, "written to", error);
      return NULL;
    }
  if (!move_all (data_dir, aside, &any, error))
    return NULL;
  if (!any)
    g_rmdir (aside);
  return g_steal_pointer (&aside);
}

gboolean
ct_backup_restore (const char *path, const char *data_dir, char **kept, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (data_dir != NULL, FALSE);

  GStatBuf owner;
  gboolean any;

  if (g_mkdir_with_parents (data_dir, 0700) == -1 || g_stat (data_dir, &owner) == -1)
    return set_system_error (data_dir, "made", error);

  g_autofd int lock = ct_store_lock (data_dir, error);
  if (lock == -1 || !check_unused (data_dir, error))
    return FALSE;

  g_autoptr (Scratch) scratch = make_scratch (data_dir, error);
  if (scratch == NULL || !ct_backup_archive_read (path, scratch->path, error))
    return FALSE;

  g_autofree char *database = g_build_filename (scratch->path, CT_STORE_FILE, NULL);
  if (!check_database (database, error)
      || (geteuid () == 0 && !give_to_owner (scratch->path, &owner, error)))
    return FALSE;

  g_autofree char *aside = put_aside (data_dir, error);
  if (aside == NULL || !move_all (scratch->path, data_dir, &any, error))
    return FALSE;
  if (kept != NULL)
    *kept = g_file_test (aside, G_FILE_TEST_EXISTS) ? g_steal_pointer (&aside) : NULL;
  return TRUE;
}
