/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "model/ct-time.h"
#include "service/ct-demo-data.h"
#include "service/sessions/ct-passwords.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-database.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-statement.h"

/* Protects: the demo is as its file says on whatever day it is started, keeps what is its
 * candidates' own, and leaves the data of a real service alone. */

static CtStore *
open_store (void)
{
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "demo", NULL);
  g_autoptr (GError) error = NULL;
  CtStore *store = ct_store_open (directory, &error);

  g_assert_no_error (error);
  return store;
}

static void
seed (CtStore *store, const char *day)
{
  g_autoptr (GDateTime) now = ct_time_parse (day);
  g_autofree char *user_name = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  ct_demo_data_seed (store, now, &user_name, &password, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (user_name, ==, "zofia");
  g_assert_cmpstr (password, ==, "sample-candidate");
}

/* All that the demo wrote, as text. */
static gpointer
dump (CtDatabase *database, gpointer data, GError **error)
{
  static const struct
  {
    const char *sql;
    GType (*get_type) (void);
  } tables[] = {
    { "SELECT * FROM programs", ct_program_get_type },
    { "SELECT * FROM exams ORDER BY position", ct_exam_get_type },
    { "SELECT * FROM achievements ORDER BY position", ct_achievement_get_type },
    { "SELECT * FROM accounts ORDER BY id", ct_account_get_type },
    { "SELECT * FROM attempts ORDER BY id", ct_attempt_get_type },
    { "SELECT * FROM credentials ORDER BY id", ct_credential_get_type },
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (CtStatement) statement = ct_statement_new (database, tables[i].sql);
      g_autoptr (GPtrArray) rows = ct_statement_read_all (statement, tables[i].get_type (), error);

      for (guint j = 0; rows != NULL && j < rows->len; j++)
        {
          g_autoptr (JsonNode) node = ct_resource_to_json (rows->pdata[j]);
          g_autofree char *row = json_to_string (node, FALSE);

          g_string_append_printf (text, "%s\n", row);
        }
    }
  return g_string_free_and_steal (text);
}

static gpointer
run (CtStore *store, CtStoreMode mode, CtStoreFunc func)
{
  g_autoptr (GError) error = NULL;
  gpointer result = ct_store_run (store, mode, func, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_twice (void)
{
  g_autoptr (CtStore) store = open_store ();

  seed (store, "2026-11-22T08:00:00Z");
  g_autofree char *first = run (store, CT_STORE_READ, dump);
  seed (store, "2026-11-22T20:00:00Z");
  g_autofree char *second = run (store, CT_STORE_READ, dump);

  g_assert_nonnull (strstr (first, "\"user_name\":\"zofia\""));
  g_assert_cmpstr (first, ==, second);
  ct_store_close (store);
}

static gpointer
change_account (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, "zofia", error);

  g_object_set (account, "phone", "+46 1", NULL);
  ct_candidate_table_save_account (database, account, NULL, error);
  return NULL;
}

static gpointer
get_account (CtDatabase *database, gpointer data, GError **error)
{
  return ct_candidate_table_get_account (database, "zofia", error);
}

static gpointer
get_credentials (CtDatabase *database, gpointer data, GError **error)
{
  return ct_candidate_table_get_credentials (database, "zofia", error);
}

/* How many of the candidate's credentials end between 38 and 41 days after @day. */
static guint
count_expiring (CtStore *store, const char *day)
{
  g_autoptr (GPtrArray) credentials = run (store, CT_STORE_READ, get_credentials);
  g_autoptr (GDateTime) now = ct_time_parse (day);
  guint n = 0;

  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];
      GTimeSpan left = credential->expires_at != NULL
                           ? g_date_time_difference (credential->expires_at, now)
                           : G_MAXINT64;

      n += left > 38 * G_TIME_SPAN_DAY && left < 41 * G_TIME_SPAN_DAY;
    }
  return n;
}

/* Started again a year later, it shows the same picture, and what was changed is kept. */
static void
test_later (void)
{
  g_autoptr (CtStore) store = open_store ();

  seed (store, "2026-11-22T08:00:00Z");
  g_assert_cmpuint (count_expiring (store, "2026-11-22T08:00:00Z"), ==, 1);
  run (store, CT_STORE_WRITE, change_account);

  seed (store, "2027-12-24T08:00:00Z");
  g_assert_cmpuint (count_expiring (store, "2027-12-24T08:00:00Z"), ==, 1);
  g_autoptr (CtAccount) account = run (store, CT_STORE_READ, get_account);
  g_assert_cmpstr (account->phone, ==, "+46 1");
  ct_store_close (store);
}

static char *
get_file (void)
{
  return g_build_filename (g_get_user_data_dir (), "demo", "certtracker.db", NULL);
}

static void
assert_check (gboolean is_free)
{
  g_autofree char *file = get_file ();
  g_autofree char *directory = g_path_get_dirname (file);
  g_autoptr (GError) error = NULL;

  ct_demo_data_check (directory, &error);
  if (is_free)
    g_assert_no_error (error);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

static gpointer
execute (CtDatabase *database, gpointer data, GError **error)
{
  ct_database_execute (database, data, error);
  return NULL;
}

/* The program of a service that was written after the sample, and kept its id. */
static CtStore *
open_another (void)
{
  CtStore *store = open_store ();
  g_autoptr (GError) error = NULL;

  seed (store, "2026-11-22T08:00:00Z");
  ct_store_run (store, CT_STORE_WRITE, execute,
                "UPDATE programs SET name = 'Another', is_sample = 0", &error);
  g_assert_no_error (error);
  return store;
}

/* A program that came after it was looked for is not replaced either. */
static void
test_another (void)
{
  g_autoptr (CtStore) store = open_another ();
  g_autoptr (GDateTime) now = ct_time_parse ("2027-12-24T08:00:00Z");
  g_autofree char *before = run (store, CT_STORE_READ, dump);
  g_autofree char *user_name = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (ct_demo_data_seed (store, now, &user_name, &password, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_null (user_name);
  g_autofree char *after = run (store, CT_STORE_READ, dump);
  g_assert_cmpstr (before, ==, after);
  ct_store_close (store);
}

/* How many files there are beside the database, and what it and its mode are. */
static char *
describe_files (void)
{
  g_autofree char *file = get_file ();
  g_autofree char *directory = g_path_get_dirname (file);
  g_autoptr (GDir) files = g_dir_open (directory, 0, NULL);
  g_autofree char *contents = NULL;
  gsize length;
  GStatBuf status;
  int n = 0;

  while (g_dir_read_name (files) != NULL)
    n++;
  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  g_assert_no_errno (g_stat (file, &status));
  g_autofree char *checksum
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
  return g_strdup_printf ("%d files, %s, %o", n, checksum, status.st_mode);
}

static void
set_journal (const char *mode)
{
  g_autofree char *file = get_file ();
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s", mode);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtDatabase) database = ct_database_open (file, &error);

  g_assert_no_error (error);
  ct_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

/* To look is not to touch, not even where it is no service that wrote the file. */
static void
test_look (void)
{
  static const char *const modes[] = { "WAL", "DELETE" };
  g_autoptr (CtStore) store = open_another ();
  g_autofree char *file = get_file ();

  /* Beside the service, most of what it wrote is not in the file yet. */
  g_autofree char *used_before = describe_files ();
  assert_check (FALSE);
  g_autofree char *used_after = describe_files ();
  g_assert_cmpstr (used_before, ==, used_after);
  ct_store_close (store);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      set_journal (modes[i]);
      g_assert_no_errno (g_chmod (file, 0640));
      g_autofree char *before = describe_files ();
      assert_check (FALSE);
      g_autofree char *after = describe_files ();
      g_assert_cmpstr (before, ==, after);
    }
}

/* What was broken off before there were tables is gone on with. */
static void
test_broken_off (void)
{
  g_autofree char *file = get_file ();
  g_autofree char *directory = g_path_get_dirname (file);

  assert_check (TRUE);
  g_assert_no_errno (g_mkdir_with_parents (directory, 0700));
  set_journal ("WAL");
  assert_check (TRUE);

  g_autoptr (CtStore) store = open_store ();
  seed (store, "2026-11-22T08:00:00Z");
  assert_check (TRUE);
  ct_store_close (store);
}

/* That a newer version has written it is said by what opens it, not by an unknown column. */
static void
test_newer (void)
{
  g_autoptr (CtStore) store = open_another ();
  g_autoptr (GError) error = NULL;

  ct_store_run (store, CT_STORE_WRITE, execute,
                "ALTER TABLE programs RENAME is_sample TO is_example; PRAGMA user_version = 1000",
                &error);
  g_assert_no_error (error);
  ct_store_close (store);
  assert_check (TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo-data/twice", test_twice);
  g_test_add_func ("/demo-data/later", test_later);
  g_test_add_func ("/demo-data/another", test_another);
  g_test_add_func ("/demo-data/look", test_look);
  g_test_add_func ("/demo-data/broken-off", test_broken_off);
  g_test_add_func ("/demo-data/newer", test_newer);
  return g_test_run ();
}
