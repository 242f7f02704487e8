/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: data outlives versions, failures and other programs, and only the store's own
 * thread touches the database. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/ct-attempt.h"
#include "model/ct-time.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-statement.h"
#include "service/store/ct-store.h"
#include "database.h"

typedef struct
{
  char *directory;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("certtracker-store-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->directory, "certtracker.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->directory, name, NULL);
      g_remove (file);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->file);
}

static CtStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CtStore *store = ct_store_open (fixture->directory, &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (CtStore *store)
{
  ct_store_close (store);
  g_object_unref (store);
}

static gpointer
execute (CtDatabase *database, gpointer data, GError **error)
{
  ct_database_execute (database, data, error);
  return NULL;
}

/* Returns: (transfer full): the first column of the first row, named `value` */
static gpointer
get_value (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (database, data);

  if (!ct_statement_next (statement, error))
    return NULL;
  return g_strdup (ct_statement_get_text (statement, "value"));
}

static void
assert_value (CtStore *store, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = ct_store_run (store, CT_STORE_READ, get_value, (gpointer) sql, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_executes (CtStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ct_store_run (store, CT_STORE_WRITE, execute, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = g_build_filename (fixture->directory, "new", NULL);
  g_autofree char *file = g_build_filename (directory, "certtracker.db", NULL);
  g_autofree char *lock = g_build_filename (directory, "lock", NULL);
  const char *others[] = { "certtracker.db-wal", "certtracker.db-shm", "lock" };
  GStatBuf status;
  CtStore *store = ct_store_open (directory, NULL);

  g_assert_nonnull (store);
  g_assert_no_errno (g_stat (directory, &status));
  g_assert_cmphex (status.st_mode & 0777, ==, 0700);
  g_assert_no_errno (g_stat (file, &status));
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = g_build_filename (directory, others[i], NULL);

      g_assert_no_errno (g_stat (other, &status));
      g_assert_cmphex (status.st_mode & 0777, ==, 0600);
    }

  close_store (store);
  g_assert_no_errno (g_remove (file));
  g_assert_no_errno (g_remove (lock));
  g_assert_no_errno (g_rmdir (directory));
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);

  assert_value (store, "SELECT journal_mode AS value FROM pragma_journal_mode", "wal");
  assert_value (store, "SELECT foreign_keys AS value FROM pragma_foreign_keys", "1");
  assert_value (store, "SELECT timeout AS value FROM pragma_busy_timeout", "5000");
  close_store (store);
}

/* What an old version left is taken over, and opened once more it is left alone. */
static void
test_migrations (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);

  assert_value (store, "SELECT user_version > 0 AS value FROM pragma_user_version", "1");
  assert_executes (store, "INSERT INTO exams (id, position, title, kind)"
                          " VALUES ('250-428', 0, 'An exam', 'exam')");
  close_store (store);

  store = open_store (fixture);
  assert_value (store, "SELECT user_version > 0 AS value FROM pragma_user_version", "1");
  assert_value (store, "SELECT title AS value FROM exams", "An exam");
  close_store (store);
}

/* A step that fails leaves nothing behind: here a table of it is there already. */
static void
test_migration_fails (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GError) error = NULL;

  assert_executes (store, "DROP TABLE programs; DROP TABLE exams; PRAGMA user_version = 0");
  close_store (store);

  g_assert_null (ct_store_open (fixture->directory, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "Step 1 of the database"));

  g_autoptr (CtDatabase) database = NULL;
  g_autoptr (GError) again = NULL;
  database = test_database_open_file (fixture->file, &again);
  g_assert_null (database);
  g_assert_cmpstr (again->message, ==, error->message);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GError) error = NULL;

  assert_executes (store, "PRAGMA user_version = 1000");
  close_store (store);

  g_assert_null (ct_store_open (fixture->directory, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_NEWER);
}

static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *noise = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (fixture->file, noise, -1, NULL));
  g_assert_null (ct_store_open (fixture->directory, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT);
}

/* Only where nothing is, is it said that nothing is; who may not look is told that. */
static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = g_build_filename (fixture->directory, "none", NULL);
  g_autofree char *loop = g_build_filename (fixture->directory, "loop", NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) file_missing = NULL;
  g_autoptr (GError) no_directory = NULL;
  g_autoptr (GError) unreadable = NULL;

  g_assert_null (ct_store_open_existing (none, &missing));
  g_assert_error (missing, CT_STORE_ERROR, CT_STORE_ERROR_MISSING);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  g_assert_null (ct_store_open_existing (fixture->directory, &file_missing));
  g_assert_error (file_missing, CT_STORE_ERROR, CT_STORE_ERROR_MISSING);
  g_assert_null (ct_store_open_existing ("/dev/null", &no_directory));
  g_assert_error (no_directory, CT_STORE_ERROR, CT_STORE_ERROR_MISSING);

  /* Root may read everything, but cannot follow a link that leads to itself either. */
  g_assert_no_errno (symlink (loop, loop));
  g_assert_null (ct_store_open_existing (loop, &unreadable));
  g_assert_error (unreadable, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_assert_nonnull (strstr (unreadable->message, loop));
}

/* Pages at the end are damaged: it opens, and what is read is no crash. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  assert_executes (store, "INSERT INTO exams (id, position, title, kind)"
                          " VALUES ('1', 0, hex (zeroblob (9000)), 'exam')");
  close_store (store);

  g_assert_true (g_file_get_contents (fixture->file, &contents, &length, NULL));
  memset (contents + length - 4 * 4096, 0xa5, 4 * 4096);
  g_assert_true (g_file_set_contents (fixture->file, contents, length, NULL));

  store = open_store (fixture);
  ct_store_run (store, CT_STORE_READ, get_value, "SELECT sum (length (title)) AS value FROM exams",
                &error);
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT);
  close_store (store);
}

/* A value that no version of the service writes is said to be damage, not believed. */
static void
test_bad_value (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDatabase) database = NULL;

  assert_executes (store, "INSERT INTO accounts (id, candidate_id, user_name, name, email,"
                          " is_partner, created_at)"
                          " VALUES ('a', 'S1', 'ann', 'Ann', 'ann@example.com', 0, 'last week')");
  close_store (store);

  database = test_database_open_file (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_null (ct_candidate_table_get_account (database, "a", &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GError) error = NULL;

  /* As if the disk had no more room than this. */
  assert_executes (store, "PRAGMA max_page_count = 1");
  ct_store_run (store, CT_STORE_WRITE, execute,
                "INSERT INTO exams (id, position, title, kind)"
                " VALUES ('1', 0, hex (zeroblob (100000)), 'exam')",
                &error);
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_FULL);
  assert_value (store, "SELECT count (*) AS value FROM exams", "0");
  close_store (store);
}

static gpointer
insert_and_fail (CtDatabase *database, gpointer data, GError **error)
{
  ct_database_execute (database,
                       "INSERT INTO exams (id, position, title, kind) VALUES ('1', 0, 'x', 'exam')",
                       error);
  g_set_error_literal (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED, "no");
  return NULL;
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GError) error = NULL;

  ct_store_run (store, CT_STORE_WRITE, insert_and_fail, NULL, &error);
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED);
  assert_value (store, "SELECT count (*) AS value FROM exams", "0");
  close_store (store);
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GError) error = NULL;

  ct_store_run (store, CT_STORE_WRITE, execute,
                "INSERT INTO sign_in_names (name, account_id) VALUES ('nobody', 'nobody')", &error);
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT);
  close_store (store);
}

/* One service is told of the other before it brings the tables to a version that the other does not
 * know. Programs that only change the data come in. */
static void
test_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CtStore *first = ct_store_open_alone (fixture->directory, &error);

  g_assert_no_error (error);
  close_store (open_store (fixture));
  assert_executes (first, "PRAGMA user_version = 0");
  g_assert_null (ct_store_open_alone (fixture->directory, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  assert_executes (first, "DROP TABLE programs; DROP TABLE exams");
  close_store (first);

  /* Neither what was closed nor what could not be opened is in the way. */
  g_assert_null (ct_store_open_alone (fixture->directory, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_no_errno (g_remove (fixture->file));
  first = ct_store_open_alone (fixture->directory, &error);
  g_assert_no_error (error);
  close_store (first);
}

/* After an upgrade the commands are newer than the service that runs, which does not know their
 * tables. */
static void
test_older_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CtStore *service = ct_store_open_alone (fixture->directory, &error);

  g_assert_no_error (error);
  assert_executes (service, "PRAGMA user_version = 1");
  g_assert_null (ct_store_open (fixture->directory, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "older version"));
  assert_value (service, "SELECT user_version AS value FROM pragma_user_version", "1");
  close_store (service);
}

/* Commands that bring the tables to this version at once wait for each other, and keep no service
 * from beginning when that is done. */
static void
test_commands_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (fixture->directory, "lock", NULL);
  g_autofd int other = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (flock (other, LOCK_SH | LOCK_NB));
  CtStore *command = open_store (fixture);
  assert_value (command, "SELECT user_version > 0 AS value FROM pragma_user_version", "1");
  g_clear_fd (&other, NULL);

  CtStore *service = ct_store_open_alone (fixture->directory, &error);
  g_assert_no_error (error);
  close_store (service);
  close_store (command);
}

static gpointer
count_up (CtDatabase *database, gpointer data, GError **error)
{
  g_assert_true (ct_database_execute (database,
                                      "UPDATE exams SET position = position + 1 WHERE id = '1'",
                                      error));
  return NULL;
}

static gpointer
count_from_thread (gpointer data)
{
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;

      ct_store_run (data, CT_STORE_WRITE, count_up, NULL, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* Threads of one program, and another program, write at once: nothing is lost. */
static void
test_concurrent (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  CtStore *other = open_store (fixture);
  GThread *threads[4];

  assert_executes (store,
                   "INSERT INTO exams (id, position, title, kind) VALUES ('1', 0, 'x', 'exam')");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", count_from_thread, i % 2 == 0 ? store : other);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  assert_value (store, "SELECT position AS value FROM exams", "200");
  close_store (other);
  close_store (store);
}

static gpointer
get_thread (CtDatabase *database, gpointer data, GError **error)
{
  return g_thread_self ();
}

static void
put_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gpointer *place = user_data;

  *place = ct_store_run_finish (CT_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_one_thread (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  gpointer first = ct_store_run (store, CT_STORE_READ, get_thread, NULL, NULL);
  gpointer second = NULL;

  g_assert_true (first != g_thread_self ());
  ct_store_run_async (store, CT_STORE_READ, get_thread, NULL, NULL, NULL, NULL, put_result,
                      &second);
  while (second == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (first == second);
  close_store (store);
}

/* The connection is the store's; whoever else uses it is a bug that is found at once. */
static void
test_foreign_thread (Fixture *fixture, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CtDatabase) database = test_database_open_file (fixture->file, NULL);

      g_thread_join (g_thread_new ("other", (GThreadFunc) ct_database_get_handle, database));
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*self->thread == g_thread_self*");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  CtStore *store = open_store (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (cancellable);
  ct_store_run_async (store, CT_STORE_WRITE, insert_and_fail, g_strdup ("freed"), g_free, NULL,
                      cancellable, NULL, NULL);
  assert_value (store, "SELECT count (*) AS value FROM exams", "0");
  close_store (store);
}

/* Every field of a resource goes into the database and comes back as it was. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDatabase) database = test_database_open_file (fixture->file, &error);
  g_autoptr (GDateTime) taken_at = ct_time_parse ("2026-03-01T09:30:00Z");
  g_autoptr (CtSection) section
      = g_object_new (CT_TYPE_SECTION, "title", "Ünïcode “quotes”", "score", 62.5, NULL);
  g_autoptr (CtAttempt) attempt
      = g_object_new (CT_TYPE_ATTEMPT, "id", "1", "exam-code", "250-428", "exam-title",
                      "It's; DROP TABLE", "kind", CT_EXAM_KIND_EXAM, "taken-at", taken_at, "result",
                      CT_RESULT_NO_SHOW, "score", 71.25, "number", 2, NULL);
  g_autoptr (CtAttempt) read = NULL;

  g_assert_no_error (error);
  ct_resource_append (CT_RESOURCE (attempt), "sections", CT_RESOURCE (section));
  g_assert_true (ct_database_execute (database,
                                      "INSERT INTO accounts (id, candidate_id, user_name, name,"
                                      " email, is_partner, created_at) VALUES ('a', '1', 'ann',"
                                      " 'Ann', 'a@example.com', 0, '2026-01-01T00:00:00Z')",
                                      NULL));
  g_assert_true (ct_candidate_table_save_attempt (database, "a", attempt, NULL));
  read = ct_candidate_table_get_attempt (database, "a", "1", NULL);
  g_assert_true (ct_resource_equal (CT_RESOURCE (attempt), CT_RESOURCE (read)));

  /* Writing it once more changes it. */
  g_object_set (attempt, "score", -1.0, "result", CT_RESULT_REVOKED, "sections", NULL, NULL);
  g_assert_true (ct_candidate_table_save_attempt (database, "a", attempt, NULL));
  g_clear_object (&read);
  read = ct_candidate_table_get_attempt (database, "a", "1", NULL);
  g_assert_true (ct_resource_equal (CT_RESOURCE (attempt), CT_RESOURCE (read)));
  g_assert_null (ct_candidate_table_get_attempt (database, "b", "1", &error));
  g_assert_no_error (error);
}

static void
test_sign_in_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *account_id;
  } cases[] = {
    { "Zofia", "z" },          { "  zofia ", "z" }, { "ZOFIA@EXAMPLE.COM", "z" },
    { "ｚｏｆｉａ", "z" }, /* full-width */
    { "STRASSE", "s" },        { "straße", "s" },   { "s@example.com", "s" },
    { "zofia@example", NULL }, { "", NULL },        { "zofia' OR '1'='1", NULL },
  };
  g_autoptr (CtDatabase) database = test_database_open_file (fixture->file, NULL);
  g_autoptr (GDateTime) now = ct_time_parse ("2026-01-01T00:00:00Z");
  g_autoptr (CtAccount) zofia
      = g_object_new (CT_TYPE_ACCOUNT, "id", "z", "candidate-id", "1", "user-name", "zofia", "name",
                      "Zofia", "email", "Zofia@example.com", "created-at", now, NULL);
  g_autoptr (CtAccount) street
      = g_object_new (CT_TYPE_ACCOUNT, "id", "s", "candidate-id", "2", "user-name", "Straße",
                      "name", "Street", "email", "s@example.com", "created-at", now, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (ct_candidate_table_save_account (database, zofia, "hash of z", NULL));
  g_assert_true (ct_candidate_table_save_account (database, street, "hash of s", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *account_id = NULL;
      g_autofree char *hash = NULL;
      g_autofree char *expected = g_strconcat ("hash of ", cases[i].account_id, NULL);

      g_test_message ("“%s”", cases[i].typed);
      g_assert_true (
          ct_candidate_table_find_sign_in (database, cases[i].typed, &account_id, &hash, NULL));
      g_assert_cmpstr (account_id, ==, cases[i].account_id);
      if (account_id != NULL)
        g_assert_cmpstr (hash, ==, expected);
    }

  /* Nobody can take another's name, not even as an address. */
  g_object_set (street, "email", "ZOFIA", NULL);
  g_assert_false (ct_candidate_table_save_account (database, street, NULL, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/store/private", test_private);
  add ("/store/settings", test_settings);
  add ("/store/migrations", test_migrations);
  add ("/store/migration-fails", test_migration_fails);
  add ("/store/newer", test_newer);
  add ("/store/no-database", test_no_database);
  add ("/store/find", test_find);
  add ("/store/damaged", test_damaged);
  add ("/store/bad-value", test_bad_value);
  add ("/store/full", test_full);
  add ("/store/rollback", test_rollback);
  add ("/store/references", test_references);
  add ("/store/alone", test_alone);
  add ("/store/older-service", test_older_service);
  add ("/store/commands-at-once", test_commands_at_once);
  add ("/store/concurrent", test_concurrent);
  add ("/store/one-thread", test_one_thread);
  add ("/store/foreign-thread", test_foreign_thread);
  add ("/store/cancelled", test_cancelled);
  add ("/store/row", test_row);
  add ("/store/sign-in-names", test_sign_in_names);

  return g_test_run ();
}
