/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Protects: what was acknowledged before a backup began is in it, whatever writes, imports and is
 * killed meanwhile; and a restore puts just that in place, or changes nothing. */
#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "service/backup/ct-backup.h"
#include "service/ct-demo-data.h"
#include "service/store/ct-migrations.h"
#include "service/store/ct-statement.h"

/* What this program does when it is started as a program that writes. */
#define WRITER "--write-to"

typedef struct
{
  char *directory; /* for everything */
  char *data;
  char *file;
} Fixture;

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static char *sample; /* a directory with the sample program and its candidates */

static void
make_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 30, 12, 0, 0);
  g_autofree char *user_name = NULL;
  g_autofree char *password = NULL;

  sample = g_dir_make_tmp ("certtracker-sample-XXXXXX", &error);
  g_assert_no_error (error);
  g_autoptr (CtStore) store = ct_store_open (sample, &error);
  g_assert_no_error (error);
  ct_demo_data_seed (store, now, &user_name, &password, &error);
  g_assert_no_error (error);
  ct_store_close (store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("certtracker-backup-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->data = g_build_filename (fixture->directory, "data", NULL);
  fixture->file = g_build_filename (fixture->directory, "backup.tar", NULL);
  run ((const char *[]) { "cp", "-r", sample, fixture->data, NULL });
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  run ((const char *[]) { "rm", "-rf", fixture->directory, NULL });
  g_free (fixture->directory);
  g_free (fixture->data);
  g_free (fixture->file);
}

static char *
add_received (Fixture *fixture, const char *content)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autofree char *folder = g_build_filename (fixture->data, CT_STORE_RECEIVED, NULL);
  g_autofree char *path = g_build_filename (folder, hash, NULL);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return g_steal_pointer (&hash);
}

static void
backup (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  goffset size = 0;

  ct_backup_make (fixture->data, fixture->file, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (size, >, 0);
}

/* Returns: (transfer full): where it was restored to */
static char *
restore_beside (Fixture *fixture)
{
  g_autofree char *target = g_build_filename (fixture->directory, "restored", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  run ((const char *[]) { "rm", "-rf", target, NULL });
  ct_backup_restore (fixture->file, target, &kept, &error);
  g_assert_no_error (error);
  g_assert_null (kept);
  return g_steal_pointer (&target);
}

static CtDatabase *
open_database (const char *directory)
{
  g_autofree char *path = ct_store_find (directory, NULL);
  g_autoptr (GError) error = NULL;
  CtDatabase *database = ct_database_open (path, &error);

  g_assert_no_error (error);
  return database;
}

/* Returns: (transfer full): all rows of all tables, as one checksum */
static char *
sum_up (const char *directory)
{
  g_autoptr (CtDatabase) database = open_database (directory);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (CtStatement) tables
      = ct_statement_new (database,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  while (ct_statement_next (tables, &error))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY rowid",
                                              ct_statement_get_text (tables, "name"));
      g_autoptr (CtStatement) rows = ct_statement_new (database, sql);

      while (ct_statement_next (rows, &error))
        {
          g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
          g_autofree char *text = NULL;

          json_node_take_object (node, ct_statement_get_json (rows));
          text = json_to_string (node, FALSE);
          g_checksum_update (sum, (const guchar *) text, -1);
          n_rows++;
        }
      g_assert_no_error (error);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, >, 50);
  return g_strdup (g_checksum_get_string (sum));
}

static void
execute (const char *directory, const char *sql)
{
  g_autoptr (CtDatabase) database = open_database (directory);
  g_autoptr (GError) error = NULL;

  ct_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

static void
assert_no_scratch (Fixture *fixture)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    g_assert_false (g_str_has_prefix (name, "."));
}

static void
assert_refused (Fixture *fixture, const char *file, CtStoreError code)
{
  g_autofree char *before = sum_up (fixture->data);
  g_autoptr (GError) error = NULL;

  g_assert_false (ct_backup_restore (file, fixture->data, NULL, &error));
  g_assert_error (error, CT_STORE_ERROR, (int) code);

  g_autofree char *after = sum_up (fixture->data);
  g_assert_cmpstr (after, ==, before);
}

static void
there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hash = add_received (fixture, "a table");
  g_autofree char *before = sum_up (fixture->data);
  GStatBuf status;

  backup (fixture);
  assert_no_scratch (fixture);
  g_assert_no_errno (g_stat (fixture->file, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_autofree char *restored = restore_beside (fixture);
  g_autofree char *after = sum_up (restored);
  g_autofree char *received = g_build_filename (restored, CT_STORE_RECEIVED, hash, NULL);
  g_autofree char *content = NULL;
  g_assert_cmpstr (after, ==, before);
  g_assert_true (g_file_get_contents (received, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a table");
}

/* Anybody can look into it, and check it, without CertTracker. */
static void
common_tools (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hash = add_received (fixture, "a table");
  g_autofree char *unpacked = g_build_filename (fixture->directory, "unpacked", NULL);
  g_autofree char *command = NULL;

  backup (fixture);
  g_assert_no_errno (g_mkdir (unpacked, 0700));
  command = g_strdup_printf ("cd '%s' && tar xf ../backup.tar && sha256sum --quiet -c SHA256SUMS"
                             " && test -f " CT_STORE_RECEIVED "/%s",
                             unpacked, hash);
  run ((const char *[]) { "sh", "-c", command, NULL });
}

/* A service that was killed leaves its log behind. It must not be played over the backup. */
static void
over_a_crash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_build_filename (fixture->data, CT_STORE_FILE "-wal", NULL);
  g_autofree char *saved = g_build_filename (fixture->directory, "saved", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_autofree char *before = sum_up (fixture->data);
  backup (fixture);

  /* As a kill leaves it: database and log, with a change that is in the log alone. */
  g_autoptr (CtDatabase) open = open_database (fixture->data);
  ct_database_execute (open, "DELETE FROM attempts", &error);
  g_assert_no_error (error);
  run ((const char *[]) { "cp", "-r", fixture->data, saved, NULL });
  g_clear_pointer (&open, ct_database_close);
  run ((const char *[]) { "rm", "-rf", fixture->data, NULL });
  g_assert_no_errno (g_rename (saved, fixture->data));
  g_assert_no_errno (g_stat (log, &status));
  g_assert_cmpint (status.st_size, >, 0);

  ct_backup_restore (fixture->file, fixture->data, &kept, &error);
  g_assert_no_error (error);
  g_autofree char *after = sum_up (fixture->data);
  g_assert_cmpstr (after, ==, before);

  /* What was there is whole, too: with the change. */
  g_assert_nonnull (kept);
  g_autofree char *aside = sum_up (kept);
  g_assert_cmpstr (aside, !=, before);
}

static void
running_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  backup (fixture);
  g_autoptr (CtStore) service = ct_store_open_alone (fixture->data, &error);
  g_assert_no_error (error);
  assert_refused (fixture, fixture->file, CT_STORE_ERROR_IN_USE);
  ct_store_close (service);

  g_autoptr (CtStore) command = ct_store_open (fixture->data, &error);
  g_assert_no_error (error);
  g_assert_false (ct_backup_restore (fixture->file, fixture->data, NULL, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_IN_USE);
  ct_store_close (command);
}

static void
newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  goffset size;

  backup (fixture);
  before = restore_beside (fixture);
  execute (before, "PRAGMA user_version = 1000");
  g_assert_false (ct_backup_make (before, fixture->file, &size, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_NEWER);
}

static void
damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;
  guint n_refused = 0;

  backup (fixture);
  g_assert_true (g_file_get_contents (fixture->file, &content, &length, NULL));

  /* Anywhere in the database's bytes, and wherever it is cut off. The headers of a tar archive have
   * bytes that mean nothing. */
  for (gsize i = 1; i < 8; i++)
    {
      gsize at = length / 2 / 8 * i;

      content[at] ^= 0x40;
      g_assert_true (g_file_set_contents (fixture->file, content, length, NULL));
      content[at] ^= 0x40;
      assert_refused (fixture, fixture->file, CT_STORE_ERROR_CORRUPT);
      g_assert_true (g_file_set_contents (fixture->file, content, length / 8 * i, NULL));
      assert_refused (fixture, fixture->file, CT_STORE_ERROR_CORRUPT);
      n_refused++;
    }
  g_assert_cmpuint (n_refused, ==, 7);

  g_assert_true (g_file_set_contents (fixture->file, "no archive", -1, NULL));
  assert_refused (fixture, fixture->file, CT_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (fixture->file, "", -1, NULL));
  assert_refused (fixture, fixture->file, CT_STORE_ERROR_CORRUPT);
}

/* An archive with one file, and its right checksum. */
static void
write_archive (const char *path, const char *name, mode_t type)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "x", -1);
  g_autofree char *sums = g_strdup_printf ("%s  %s\n", sum, name);

  archive_write_set_format_pax_restricted (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, "/etc/passwd");
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, type == AE_IFREG ? 1 : 0);
  archive_write_header (archive, entry);
  if (type == AE_IFREG)
    archive_write_data (archive, "x", 1);
  archive_entry_clear (entry);
  archive_entry_set_pathname (entry, "SHA256SUMS");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, strlen (sums));
  archive_write_header (archive, entry);
  archive_write_data (archive, sums, strlen (sums));
  archive_entry_free (entry);
  archive_write_free (archive);
}

static void
foreign (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *name;
    mode_t type;
  } rows[] = {
    { "../outside", AE_IFREG },
    { "/tmp/outside", AE_IFREG },
    { CT_STORE_RECEIVED "/../../outside", AE_IFREG },
    { CT_STORE_FILE, AE_IFLNK },
    { CT_STORE_FILE "-wal", AE_IFREG },
    { CT_STORE_FILE, AE_IFREG }, /* whole, and no database */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].name);
      write_archive (fixture->file, rows[i].name, rows[i].type);
      assert_refused (fixture, fixture->file, CT_STORE_ERROR_CORRUPT);
    }
}

/* Writes rows one after the other, and says the number of each once it is stored. */
static int
write_on (const char *directory)
{
  g_autofree char *path = ct_store_find (directory, NULL);
  g_autoptr (CtDatabase) database = ct_database_open (path, NULL);

  for (guint64 i = 1;; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO vue_files (hash, name, received_at) VALUES ('%064" G_GUINT64_FORMAT
          "', 'written', '2026-11-30T12:00:00Z')",
          i);

      if (!ct_database_execute (database, sql, NULL)
          || write (STDOUT_FILENO, &i, sizeof i) != sizeof i)
        return 1;
    }
}

static GSubprocess *
start_writer (Fixture *fixture)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, WRITER,
                                           fixture->data, NULL);

  g_assert_no_error (error);
  return process;
}

/* Waits for at least one more row. Returns: how many it has said are stored */
static guint64
read_acknowledged (GSubprocess *writer)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (writer);
  guint64 rows[1024];
  gssize n = g_input_stream_read (pipe, rows, sizeof rows, NULL, NULL);
  gsize rest;

  g_assert_cmpint (n, >, 0);
  if (n % sizeof rows[0] != 0)
    {
      g_assert_true (g_input_stream_read_all (pipe, (char *) rows + n,
                                              sizeof rows[0] - n % sizeof rows[0], &rest, NULL,
                                              NULL));
      n += rest;
    }
  return rows[n / sizeof rows[0] - 1];
}

static void
kill_and_wait (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

/* Each row up to the last, and @least at least. */
static void
assert_written (const char *directory, guint64 least)
{
  g_autoptr (CtDatabase) database = open_database (directory);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtStatement) rows
      = ct_statement_new (database,
                          "SELECT count(*) AS n, max(CAST(hash AS INTEGER)) AS last FROM vue_files"
                          " WHERE name = 'written'");

  g_assert_true (ct_statement_next (rows, &error));
  g_assert_cmpstr (ct_statement_get_text (rows, "n"), ==, ct_statement_get_text (rows, "last"));
  g_assert_cmpuint (g_ascii_strtoull (ct_statement_get_text (rows, "n"), NULL, 10), >=, least);
}

static void
under_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) writer = start_writer (fixture);

  for (guint i = 0; i < 5; i++)
    {
      guint64 acknowledged = read_acknowledged (writer);

      backup (fixture);
      g_autofree char *restored = restore_beside (fixture);
      assert_written (restored, acknowledged);
    }
  kill_and_wait (writer);
}

/* An import is in it as a whole or not at all. */
static void
during_imports (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = g_string_new ("partnernet_id,company,given_name,family_name,email\n");
  g_autofree char *contacts = g_build_filename (fixture->directory, "contacts.csv", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (table, "P%u,muestra-sistemas,Ann,Other,ann%u@example.com\n", i, i);
  g_assert_true (g_file_set_contents (contacts, table->str, -1, NULL));

  g_autoptr (GSubprocess) import
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, SERVICE,
                          "import-partner-contacts", contacts, "--data-dir", fixture->data, NULL);
  g_assert_no_error (error);

  gboolean is_over = FALSE;
  while (!is_over)
    {
      is_over = g_subprocess_get_identifier (import) == NULL;
      backup (fixture);
      g_autofree char *restored = restore_beside (fixture);
      g_autoptr (CtDatabase) database = open_database (restored);
      g_autoptr (CtStatement) rows
          = ct_statement_new (database,
                              "SELECT count(*) AS n FROM partner_contacts WHERE id LIKE 'P%'");
      g_assert_true (ct_statement_next (rows, &error));
      const char *n = ct_statement_get_text (rows, "n");
      g_assert_cmpstr (n, ==, is_over || !g_str_equal (n, "0") ? "500" : "0");
      if (!is_over)
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (g_subprocess_get_successful (import));
}

/* What a writer that was killed had said is stored is in the next backup. */
static void
writer_killed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GSubprocess) writer = start_writer (fixture);
      guint64 acknowledged = 0;

      for (guint n = 0; n <= i; n++)
        acknowledged = read_acknowledged (writer);
      kill_and_wait (writer);

      backup (fixture);
      g_autofree char *restored = restore_beside (fixture);
      assert_written (restored, acknowledged);
      execute (fixture->data, "DELETE FROM vue_files");
    }
}

static GSubprocess *
start_command (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, SERVICE, name, fixture->file, "--data-dir", fixture->data, NULL);

  g_assert_no_error (error);
  return process;
}

/* How long the command takes if it is let be, in microseconds. */
static gint64
time_command (Fixture *fixture, const char *name)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GSubprocess) process = start_command (fixture, name);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  return g_get_monotonic_time () - begun;
}

/* At any moment of a backup: there is the one before or the new one, and the next leaves nothing of
 * it behind. */
static void
backup_killed (Fixture *fixture, gconstpointer data)
{
  backup (fixture);
  gint64 takes = time_command (fixture, "backup");

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GSubprocess) process = start_command (fixture, "backup");

      g_usleep (takes * i / 12);
      kill_and_wait (process);
      g_autofree char *restored = restore_beside (fixture);
    }

  backup (fixture);
  assert_no_scratch (fixture);
}

/* At any moment of a restore: what was there is in its place, or beside, and once more restores it.
 */
static void
restore_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wanted = sum_up (fixture->data);
  g_autoptr (GError) error = NULL;

  backup (fixture);
  gint64 takes = time_command (fixture, "restore");

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GSubprocess) process = start_command (fixture, "restore");

      g_usleep (takes * i / 12);
      kill_and_wait (process);

      /* None, or a whole one. */
      g_autofree char *database = ct_store_find (fixture->data, NULL);
      g_autofree char *after = database != NULL ? sum_up (fixture->data) : g_strdup (wanted);
      g_assert_cmpstr (after, ==, wanted);
    }

  ct_backup_restore (fixture->file, fixture->data, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *after = sum_up (fixture->data);
  g_assert_cmpstr (after, ==, wanted);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], WRITER))
    return write_on (argv[2]);

  g_test_init (&argc, &argv, NULL);
  make_sample ();

#define ADD(name, function) g_test_add ("/backup/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("there-and-back", there_and_back);
  ADD ("common-tools", common_tools);
  ADD ("over-a-crash", over_a_crash);
  ADD ("running-service", running_service);
  ADD ("newer", newer);
  ADD ("damaged", damaged);
  ADD ("foreign", foreign);
  ADD ("under-writes", under_writes);
  ADD ("during-imports", during_imports);
  ADD ("writer-killed", writer_killed);
  ADD ("backup-killed", backup_killed);
  ADD ("restore-killed", restore_killed);
  int status = g_test_run ();
  run ((const char *[]) { "rm", "-rf", sample, NULL });
  g_free (sample);
  return status;
}
