/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

G_DEFINE_QUARK (ct-store-error-quark, ct_store_error)

struct _CtDatabase
{
  sqlite3 *handle;
  GThread *thread;
};

/* How long to wait for another program, such as import-program, in milliseconds. */
#define BUSY_TIMEOUT 5000

static CtStoreError
error_from_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return CT_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return CT_STORE_ERROR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CT_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return CT_STORE_ERROR_CONFLICT;
    default:
      return CT_STORE_ERROR_FAILED;
    }
}

static const char *
describe (CtStoreError code)
{
  switch (code)
    {
    case CT_STORE_ERROR_FULL:
      return "There is no space left for the database";
    case CT_STORE_ERROR_CORRUPT:
      return "The database is damaged, or the file is no database";
    case CT_STORE_ERROR_BUSY:
      return "Another program keeps the database locked";
    case CT_STORE_ERROR_CONFLICT:
      return "This contradicts what is stored already";
    default:
      return "The database could not be used";
    }
}

void
ct_database_set_error (CtDatabase *self, GError **error)
{
  CtStoreError code = error_from_sqlite (sqlite3_extended_errcode (self->handle));

  g_set_error (error, CT_STORE_ERROR, code, "%s: %s.", describe (code),
               sqlite3_errmsg (self->handle));
}

struct sqlite3 *
ct_database_get_handle (CtDatabase *self)
{
  g_assert (self->thread == g_thread_self ());

  return self->handle;
}

gboolean
ct_database_execute (CtDatabase *self, const char *sql, GError **error)
{
  if (sqlite3_exec (ct_database_get_handle (self), sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  ct_database_set_error (self, error);
  return FALSE;
}

/* SQLite gives its other files the mode of this one. */
static gboolean
make_private (const char *path, GError **error)
{
  int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (descriptor == -1 || fchmod (descriptor, 0600) == -1)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   "“%s” could not be opened: %s.", path, g_strerror (saved));
      if (descriptor != -1)
        g_close (descriptor, NULL);
      return FALSE;
    }

  return g_close (descriptor, error);
}

static CtDatabase *
open_connection (const char *file, int flags, GError **error)
{
  g_autoptr (CtDatabase) self = g_new0 (CtDatabase, 1);

  self->thread = g_thread_self ();

  /* Each connection stays in one thread, so it needs no locks of its own. */
  if (sqlite3_open_v2 (file, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      ct_database_set_error (self, error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->handle, TRUE);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT);

  if (!ct_database_execute (self, "PRAGMA trusted_schema = OFF", error))
    return NULL;
  return g_steal_pointer (&self);
}

CtDatabase *
ct_database_open (const char *path, GError **error)
{
  g_autoptr (CtDatabase) self = NULL;

  if (!make_private (path, error))
    return NULL;

  self = open_connection (path, SQLITE_OPEN_READWRITE, error);
  if (self == NULL)
    return NULL;

  if (!ct_database_execute (self,
                            "PRAGMA journal_mode = WAL;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA foreign_keys = ON;"
                            /* What was deleted is not to be found in the file. */
                            "PRAGMA secure_delete = ON;",
                            error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
ct_database_copy (CtDatabase *self, const char *path, GError **error)
{
  g_autoptr (CtDatabase) copy = NULL;

  if (!make_private (path, error))
    return FALSE;
  copy = open_connection (path, SQLITE_OPEN_READWRITE, error);
  if (copy == NULL)
    return FALSE;

  /* In a single step: between two of them a write by another program would make it begin again. */
  sqlite3_backup *backup = sqlite3_backup_init (copy->handle, "main", self->handle, "main");
  if (backup != NULL)
    sqlite3_backup_step (backup, -1);
  if (backup != NULL && sqlite3_backup_finish (backup) == SQLITE_OK)
    return TRUE;

  ct_database_set_error (copy, error);
  return FALSE;
}

/* A program that uses the database, or was broken off, has files beside it. */
static gboolean
has_beside (const char *path, const char *suffix)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

CtDatabase *
ct_database_open_to_look (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);

  if (uri == NULL)
    return NULL;

  /* Where nobody uses it, SQLite must be told that nobody will, or it leaves such files behind. Who
   * then wants to change something looks again, in a transaction. */
  gboolean is_used = has_beside (path, "-wal") || has_beside (path, "-journal");
  g_autofree char *file = g_strconcat (uri, is_used ? "" : "?immutable=1", NULL);

  return open_connection (file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

void
ct_database_close (CtDatabase *self)
{
  g_assert (self->thread == g_thread_self ());

  sqlite3_close_v2 (self->handle);
  g_free (self);
}
