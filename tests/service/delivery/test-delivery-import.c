/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what Pearson VUE answers reaches the candidate, whatever else is in its files, and
 * a file that comes again undoes nothing. */
#include <archive.h>
#include <archive_entry.h>
#include <sqlite3.h>
#include <string.h>

#include "model/ct-time.h"
#include "service/ct-service-resources.h"
#include "service/profile/ct-result-notices.h"
#include "world.h"

#define PROFILES \
  "SELECT id || ' ' || state || ' ' || coalesce (number, '-') || ' ' || coalesce (reason, '-')" \
  " FROM testing_profiles ORDER BY id"
#define STATES \
  "SELECT id || ' ' || state || ' ' || coalesce (number, '-') || ' ' || coalesce (reason, '-')" \
  " FROM authorizations ORDER BY id"
#define ATTEMPTS \
  "SELECT account_id || ' ' || exam_code || ' ' || taken_at || ' ' || result || ' ' ||" \
  " coalesce (score, '-') || ' #' || number || ' ' || registration_id FROM attempts" \
  " ORDER BY account_id, exam_code, taken_at"
#define CREDENTIALS \
  "SELECT account_id || ' ' || achievement_id || ' ' || issued_at || ' ' || state FROM " \
  "credentials" \
  " ORDER BY account_id, achievement_id"

#define VCDC "ClientCandidateID\tCandidateID\tStatus\tDate\tMessage\r\n"
#define EAC "ClientAuthorizationID\tAuthorizationID\tStatus\tDate\tMessage\r\n"
#define EXAM \
  "RegistrationID\tClientCandidateID\tExamSeriesCode\tExamDate\tGrade\tNoShow\tScore\tPassingScor" \
  "e\t" \
  "ClientAuthorizationID\tTCID\r\n"

static World *
world_new_with_sent (void)
{
  World *world = world_new ();
  g_autoptr (GError) error = NULL;

  world_authorize (world, "X1", "c1", "250-428");
  world_authorize (world, "X2", "c2", "250-438");
  world_authorize (world, "X3", "c3", "250-556");
  g_autoptr (CtDeliveryExported) exported
      = world_export (world, "2026-04-01T06:00:00Z", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (exported->n_authorizations, ==, 3);
  return world;
}

static void
import_text (World *world, const char *name, const char *text, const char *expected)
{
  g_autofree char *path = world_write (world, name, text, -1);
  g_autofree char *report = world_import (world, path, "2026-04-06T06:00:00Z");

  g_assert_cmpstr (report, ==, expected);
}

static void
test_answers (void)
{
  g_autoptr (World) world = world_new_with_sent ();

  import_text (world, "vcdc-1.dat",
               VCDC "CT000001\t9001\tAccepted\t2026/04/02 03:00:00\t\r\n"
                    "CT000002\t\tError\t2026/04/02 03:00:00\tEmpty Address\r\n"
                    "CT000003\t9003\tAccepted\t2026/04/02 03:00:00\tWARNING: duplicate\r\n"
                    "CT000004\t9004\tAccepted\t2026/04/02 03:00:00\t\r\n"
                    "CT999999\t9005\tAccepted\t2026/04/02 03:00:00\t\r\n"
                    "CT000001\t9001\tPerhaps\t2026/04/02 03:00:00\t\r\n",
               "vcdc-1.dat: 3 rows taken, 0 known already, 3 faults\n"
               "  line 5: candidate CT000004 was never sent\n"
               "  line 6: no candidate has the ID CT999999\n"
               "  line 7: its status is “Perhaps”\n");
  world_assert (
      world, PROFILES,
      "c1 accepted 9001 -; c2 refused - Empty Address; c3 refused 9003 WARNING: duplicate");

  import_text (world, "eac-1.dat",
               EAC "X1\t7001\tAccepted\t2026/04/02 04:00:00\t\r\n"
                   "X2\t\tError\t2026/04/02 04:00:00\tInvalid ExamSeriesCode\r\n"
                   "X9\t7009\tAccepted\t2026/04/02 04:00:00\t\r\n",
               "eac-1.dat: 2 rows taken, 0 known already, 1 fault\n"
               "  line 4: there is no authorization X9\n");
  world_assert (world, STATES,
                "X1 accepted 7001 -; X2 refused - Invalid ExamSeriesCode; X3 sending - -");

  import_text (world, "vcdc-2.dat", VCDC "\t\tError\t2026/04/03 03:00:00\tNo header\r\n",
               "vcdc-2.dat: failed: Pearson VUE could not read the file that we sent: No header\n");
}

/* An answer that comes late does not bring back what ended meanwhile. */
static void
test_late_answer (void)
{
  g_autoptr (World) world = world_new_with_sent ();

  world_execute (world, "UPDATE authorizations SET state = 'cancelled' WHERE id = 'X1';"
                        "UPDATE authorizations SET state = 'used' WHERE id = 'X2'");
  import_text (world, "eac-1.dat",
               EAC "X1\t7001\tAccepted\t2026/04/02 04:00:00\t\r\n"
                   "X2\t\tError\t2026/04/02 04:00:00\tInvalid ExamSeriesCode\r\n",
               "eac-1.dat: 1 row taken, 1 known already, 0 faults\n");
  world_assert (world, STATES, "X1 cancelled 7001 -; X2 used - -; X3 sending - -");
}

static gpointer
write_notices (CtDatabase *database, gpointer now, GError **error)
{
  ct_result_notices_write (database, "https://certtracker.example.com/", now, error);
  return NULL;
}

static void
send_notices (World *world)
{
  g_autoptr (GDateTime) now = ct_time_parse ("2026-04-06T07:00:00Z");
  g_autoptr (GError) error = NULL;

  ct_store_run (world->store, CT_STORE_WRITE, write_notices, now, &error);
  g_assert_no_error (error);
}

#define MAILS \
  "SELECT recipient || ': ' || subject FROM mails WHERE subject LIKE '%result%' ORDER BY " \
  "created_at, recipient, subject"

/* A candidate is told once of a result, and once of its change, and not of what is old, who is
 * still to wait, or who does not want it. */
static void
test_result_mails (void)
{
  g_autoptr (World) world = world_new_with_sent ();

  world_execute (world, "UPDATE accounts SET email = id || '@example.com';"
                        "UPDATE accounts SET muted = '[\"result\"]' WHERE id = 'c3'");
  import_text (world, "exam-1.dat",
               EXAM
               "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tpass\tfalse\t84.5\t70\tX1\t57123\r\n"
               "3102\tCT000002\t250-438\t2025/04/04 10:00:00\tfail\tfalse\t51\t70\tX2\t57123\r\n"
               "3103\tCT000003\t250-556\t2026/04/04 10:00:00\tpass\tfalse\t90\t70\tX3\t5\r\n",
               "exam-1.dat: 3 rows taken, 0 known already, 0 faults\n");
  world_assert (world, MAILS, "");
  send_notices (world);
  world_assert (world, MAILS, "c1@example.com: Your result has been posted");
  send_notices (world);
  world_assert (world, MAILS, "c1@example.com: Your result has been posted");
  world_assert (world, "SELECT notice FROM notice_links", "result");

  /* The same once more is no news; another result is. */
  import_text (world, "exam-2.dat",
               EXAM "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tfail\tfalse\t64.5\t70\tX1\t57123"
                    "\r\n",
               "exam-2.dat: 1 row taken, 0 known already, 0 faults\n");
  send_notices (world);
  world_assert (world, MAILS,
                "c1@example.com: A result has changed; c1@example.com: Your result has been "
                "posted");
}

static void
test_results (void)
{
  g_autoptr (World) world = world_new_with_sent ();

  world_execute (
      world, "INSERT INTO appointments (id, account_id, authorization_id, exam_code, exam_title,"
             " state, starts_at, time_zone, mode, place, changed_at) VALUES ('p3', 'c3', 'X3',"
             " '250-556', 'T', 'scheduled', '2026-04-04T08:00:00Z', 'Europe/Dublin',"
             " 'test-center', 'Cork City', '2026-04-02T00:00:00Z')");
  import_text (world, "exam-1.dat",
               EXAM
               "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tpass\tfalse\t84.5\t70\tX1\t57123\r\n"
               "3102\tCT000002\t250-438\t2026/04/04 10:00:00\tfail\tfalse\t51\t70\tX2\t57123\r\n"
               "3103\tCT000003\t250-556\t\t\ttrue\t\t\tX3\t\r\n"
               "3104\tCT000009\t250-556\t2026/04/04 10:00:00\tpass\tfalse\t75\t70\t\t57123\r\n"
               "3105\tCT000004\t999-999\t2026/04/04 10:00:00\tpass\tfalse\t75\t70\t\t57123\r\n"
               "3106\tCT000002\t250-438\t2026/04/04 10:00:00\tpass\tfalse\t75\t70\tX1\t57123\r\n"
               "3107\tCT000001\t250-438\t2026/04/04 10:00:00\tpass\tfalse\t75\t70\tX1\t57123\r\n"
               "3108\tCT000004\t250-438\t2026/04/05 10:00:00\tpass\tfalse\t750\t700\t\t57123\r\n",
               "exam-1.dat: 4 rows taken, 0 known already, 5 faults\n"
               "  line 5: no candidate has the ID CT000009: it is kept until somebody claims it\n"
               "  line 6: the program has no exam 999-999\n"
               "  line 7: the authorization X1 is another candidate's\n"
               "  line 8: the authorization X1 is for the exam 250-428\n"
               "  line 9: 250-438: its scores are no percentages and were left out, the rest "
               "taken\n");
  world_assert (world, ATTEMPTS,
                "c1 250-428 2026-04-04T09:30:00Z passed 84.5 #1 3101; "
                "c2 250-438 2026-04-04T10:00:00Z failed 51.0 #1 3102; "
                "c3 250-556 2026-04-04T08:00:00Z no-show - #1 3103; "
                "c4 250-438 2026-04-05T10:00:00Z passed - #1 3108");
  world_assert (world, CREDENTIALS,
                "c1 scs-428 2026-04-04T09:30:00Z active; c4 scs-438 2026-04-05T10:00:00Z active");
  world_assert (world, "SELECT id || ' ' || state || ' ' || attempt_id FROM authorizations",
                "X1 used vue-c1-3101; X2 used vue-c2-3102; X3 no-show vue-c3-3103");
  world_assert (world, "SELECT state FROM appointments", "no-show");
  world_assert (world, "SELECT place FROM attempts ORDER BY account_id",
                "Pearson VUE, test center 57123; Pearson VUE, test center 57123; Cork City; "
                "Pearson VUE, test center 57123");

  /* Numbers and codes are there, of the right form, and differ. */
  world_assert (world,
                "SELECT count (DISTINCT number) || ' ' || count (DISTINCT verification_code)"
                " FROM credentials",
                "2 2");
  world_assert (world,
                "SELECT substr (number, 1, 4) || length (number) FROM credentials"
                " WHERE account_id = 'c1'",
                "SCS-13");
}

/* A file that comes again says what it says now, and what is known already is just what is so. */
static void
test_twice (void)
{
  g_autoptr (World) world = world_new_with_sent ();
  const char *text
      = EXAM "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tpass\tfalse\t84.5\t70\tX1\t57123\r\n"
             "3104\tCT000009\t250-556\t2026/04/04 10:00:00\tpass\tfalse\tx\t70\t\t57123\r\n"
             "3102\tCT000002\t250-438\t2026/04/04 10:00:00\tfail\tfalse\tx\t70\tX2\t57123\r\n";

  import_text (world, "exam-1.dat", text,
               "exam-1.dat: 2 rows taken, 0 known already, 3 faults\n"
               "  line 3: no candidate has the ID CT000009: it is kept until somebody claims it\n"
               "  line 3: its Score “x” was left out, the rest taken\n"
               "  line 4: its Score “x” was left out, the rest taken\n");
  import_text (
      world, "renamed-exam.dat", text,
      "renamed-exam.dat: failed: its name says of no kind that is known: vcdc, eac or exam\n");
  import_text (world, "exam-again.dat", text,
               "exam-again.dat: 0 rows taken, 2 known already, 2 faults\n"
               "  line 3: no candidate has the ID CT000009: it is kept until somebody claims it\n"
               "  line 3: its Score “x” was left out, the rest taken\n");

  world_execute (world, "UPDATE attempts SET result = 'failed' WHERE registration_id = '3101';"
                        "UPDATE accounts SET candidate_id = 'CT000009' WHERE id = 'c4'");
  import_text (world, "exam-1.dat", text,
               "exam-1.dat: 2 rows taken, 1 known already, 1 fault\n"
               "  line 3: its Score “x” was left out, the rest taken\n");
  import_text (world, "exam-1.dat", text, "exam-1.dat: 0 rows taken, 3 known already, 0 faults\n");
  world_assert (world, ATTEMPTS,
                "c1 250-428 2026-04-04T09:30:00Z passed 84.5 #1 3101; "
                "c2 250-438 2026-04-04T10:00:00Z failed - #1 3102; "
                "c4 250-556 2026-04-04T10:00:00Z passed - #1 3104");

  /* The raw file is kept, once, under its hash. */
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *kept_path
      = g_build_filename (world->directory, "data", "pearson-vue", "received", hash, NULL);
  g_autofree char *kept = NULL;
  g_assert_true (g_file_get_contents (kept_path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);
  world_assert (world, "SELECT name FROM vue_files", "exam-1.dat");
}

/* Two tries at one exam are two attempts, counted. */
static void
test_retake (void)
{
  g_autoptr (World) world = world_new_with_sent ();

  import_text (world, "exam-1.dat",
               EXAM
               "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tfail\tfalse\t60\t70\tX1\t57123\r\n",
               "exam-1.dat: 1 row taken, 0 known already, 0 faults\n");
  world_authorize (world, "X7", "c1", "250-428");
  import_text (world, "exam-2.dat",
               EXAM
               "3109\tCT000001\t250-428\t2026/04/05 09:30:00\tpass\tfalse\t90\t70\tX7\t57123\r\n",
               "exam-2.dat: 1 row taken, 0 known already, 0 faults\n");
  world_assert (world, ATTEMPTS,
                "c1 250-428 2026-04-04T09:30:00Z failed 60.0 #1 3101; "
                "c1 250-428 2026-04-05T09:30:00Z passed 90.0 #2 3109");
  world_assert (world, CREDENTIALS, "c1 scs-428 2026-04-05T09:30:00Z active");
}

static char *
write_zip (World *world, const char *const *names_and_contents)
{
  gsize size = 64 * 1024, used = 0;
  g_autofree char *buffer = g_malloc (size);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, buffer, size, &used);
  for (guint i = 0; names_and_contents[i] != NULL; i += 2)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize length = strlen (names_and_contents[i + 1]);

      archive_entry_set_pathname (entry, names_and_contents[i]);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, length);
      archive_write_header (archive, entry);
      archive_write_data (archive, names_and_contents[i + 1], length);
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  return world_write (world, "results.zip", buffer, used);
}

/* One table that cannot be read costs none of the others. */
static void
test_zip (void)
{
  g_autoptr (World) world = world_new_with_sent ();
  const char *const parts[]
      = { "vcdc-2026-04-02.dat",
          VCDC "CT000001\t9001\tAccepted\t2026/04/02 03:00:00\t\r\n",
          "sect-2026-04-02.dat",
          "whatever",
          "eac-2026-04-02.dat",
          "This is no table",
          "notes.txt",
          "whatever",
          "../exam-2026-04-01.dat",
          EXAM,
          "exam-2026-04-02.dat",
          EXAM "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tpass\tfalse\t84.5\t70\tX1\t57123\r\n",
          NULL };
  g_autofree char *path = write_zip (world, parts);
  g_autofree char *report = world_import (world, path, "2026-04-06T06:00:00Z");

  g_assert_cmpstr (
      report, ==,
      "results.zip, vcdc-2026-04-02.dat: 1 row taken, 0 known already, 0 faults\n"
      "results.zip, sect-2026-04-02.dat: skipped: nothing of this kind is needed\n"
      "results.zip, eac-2026-04-02.dat: failed: There is no column "
      "ClientAuthorizationID, Status\n"
      "results.zip, notes.txt: failed: its name says of no kind that is known: vcdc, eac "
      "or exam\n"
      "results.zip, ../exam-2026-04-01.dat: failed: its name leads elsewhere\n"
      "results.zip, exam-2026-04-02.dat: 1 row taken, 0 known already, 0 faults\n");
  world_assert (world, CREDENTIALS, "c1 scs-428 2026-04-04T09:30:00Z active");

  import_text (world, "broken.zip", "PK\3\4 and then nothing of it",
               "broken.zip: failed: The archive cannot be read: Truncated ZIP file header\n");
}

/* What the first version of the service stored is there after the tables have grown. */
static void
test_old_database (void)
{
  g_autofree char *directory = g_dir_make_tmp ("certtracker-delivery-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "certtracker.db", NULL);
  g_autoptr (GBytes) sql
      = g_resource_lookup_data (ct_service_get_resource (),
                                "/org/example/CertTracker/service/migrations/1.sql", 0, NULL);
  g_autofree char *script = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, script, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (
          handle,
          "INSERT INTO accounts (id, candidate_id, user_name, name, email, is_partner,"
          " created_at) VALUES ('a', 'CT1', 'ann', 'Ann', 'a@x', 0, '2026-01-01T00:00:00Z');"
          "PRAGMA user_version = 1",
          NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (handle);

  g_autoptr (CtStore) store = ct_store_open (directory, &error);
  g_assert_no_error (error);
  World world = { directory, store };
  world_assert (&world, "SELECT name || coalesce (changed_at, '-') FROM accounts", "Ann-");
  ct_store_close (store);
  g_clear_object (&store);

  for (guint i = 0; i < 4; i++)
    {
      static const char *const names[]
          = { "certtracker.db", "certtracker.db-wal", "certtracker.db-shm", "lock" };
      g_autofree char *file = g_build_filename (directory, names[i], NULL);
      remove (file);
    }
  g_assert_no_errno (remove (directory));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-import/answers", test_answers);
  g_test_add_func ("/delivery-import/late-answer", test_late_answer);
  g_test_add_func ("/delivery-import/results", test_results);
  g_test_add_func ("/delivery-import/result-mails", test_result_mails);
  g_test_add_func ("/delivery-import/twice", test_twice);
  g_test_add_func ("/delivery-import/retake", test_retake);
  g_test_add_func ("/delivery-import/zip", test_zip);
  g_test_add_func ("/delivery-import/old-database", test_old_database);
  return g_test_run ();
}
