/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-program-file.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-store.h"

#include <string.h>

/* Protects: the command that gives a service its program. It runs as staff run it. */

typedef struct
{
  char *directory;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->directory = g_build_filename (g_get_user_data_dir (), "service", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->directory);
}

static char *
get_sample (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "program", "sample.json", NULL);
}

/* Runs the command. Returns: (transfer full): what it said, in case of @status */
static char *
import (Fixture *self, const char *path, int status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) command
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                          SERVICE, "import-program", path, "--data-dir", self->directory,
                          "--create", NULL);
  char *words = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (command, NULL, NULL, &words, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (command));
  if (g_subprocess_get_exit_status (command) != status)
    g_error ("%s", words);
  return words;
}

static void
import_text (Fixture *self, const char *text, int status, const char *expected)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "program.json", NULL);
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  g_file_set_contents (path, json, -1, &error);
  g_assert_no_error (error);
  g_autofree char *words = import (self, path, status);
  if (strstr (words, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, words);
}

static gpointer
run (Fixture *self, CtStoreMode mode, CtStoreFunc func)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtStore) store = ct_store_open (self->directory, &error);

  g_assert_no_error (error);
  gpointer result = ct_store_run (store, mode, func, NULL, &error);
  g_assert_no_error (error);
  ct_store_close (store);
  return result;
}

static gpointer
load (CtDatabase *database, gpointer data, GError **error)
{
  return ct_program_table_load (database, error);
}

static void
assert_same_list (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (ct_resource_equal (a->pdata[i], b->pdata[i]));
}

static void
assert_same (CtCatalog *a, CtCatalog *b)
{
  g_assert_true (ct_resource_equal (CT_RESOURCE (a->program), CT_RESOURCE (b->program)));
  assert_same_list (a->exams, b->exams);
  assert_same_list (a->achievements, b->achievements);
}

/* All of a program, in its order, is there after the first time, and the same after the second. */
static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *path = get_sample ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtCatalog) program = ct_program_file_load (file, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *words = import (self, path, 0);
      g_autoptr (CtCatalog) found = run (self, CT_STORE_READ, load);

      g_assert_nonnull (strstr (words, "19 achievements"));
      assert_same (found, program);
    }
}

#define SMALL(id) \
  "{'program':{'id':'" id "','name':'P','issuer':'I','support_email':'help@example.com'}," \
  "'exams':[{'id':'E','title':'E','kind':'exam'}],'achievements':[{'id':'x','title':'X'," \
  "'kind':'certification','requirement':{'kind':'exam','ref':'%s'}}]}"

static gpointer
add_candidate (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 4, 5, 6, 7);
  g_autoptr (CtAccount) account
      = g_object_new (CT_TYPE_ACCOUNT, "id", "ada", "candidate-id", "1", "user-name", "ada", "name",
                      "Ada", "email", "ada@example.com", "created-at", now, NULL);
  g_autoptr (CtAttempt) attempt
      = g_object_new (CT_TYPE_ATTEMPT, "id", "1", "exam-code", "250-428", "exam-title",
                      "As it was called then", "taken-at", now, NULL);

  if (ct_candidate_table_save_account (database, account, NULL, error))
    ct_candidate_table_save_attempt (database, "ada", attempt, error);
  return NULL;
}

static gpointer
get_attempts (CtDatabase *database, gpointer data, GError **error)
{
  return ct_candidate_table_get_attempts (database, "ada", error);
}

/* Another program takes its place; what candidates did stays, also at exams that are gone. */
static void
test_replace (Fixture *self, gconstpointer data)
{
  g_autofree char *path = get_sample ();
  g_autofree char *words = import (self, path, 0);
  g_autofree char *small = g_strdup_printf (SMALL ("small"), "E");

  run (self, CT_STORE_WRITE, add_candidate);
  import_text (self, small, 0, "1 exam or assessment and 1 achievement.");

  g_autoptr (CtCatalog) found = run (self, CT_STORE_READ, load);
  g_assert_cmpstr (ct_resource_get_id (CT_RESOURCE (found->program)), ==, "small");
  g_assert_cmpuint (found->exams->len, ==, 1);
  g_assert_cmpuint (found->achievements->len, ==, 1);

  g_autoptr (GPtrArray) attempts = run (self, CT_STORE_READ, get_attempts);
  g_assert_cmpuint (attempts->len, ==, 1);
  g_assert_cmpstr (((CtAttempt *) attempts->pdata[0])->exam_title, ==, "As it was called then");
}

/* A program that is refused changes nothing, and staff are told where it is wrong. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *good = g_strdup_printf (SMALL ("good"), "E");
  g_autofree char *bad = g_strdup_printf (SMALL ("bad"), "250-999");

  import_text (self, good, 0, "1 achievement.");
  import_text (self, bad, 1, "/achievements/0/requirement/ref: there is no exam “250-999”");
  import_text (self, bad, 1, "program.json: /achievements/0/requirement/ref: there is no");
  import_text (self, "{\n  'program': {},\n  'exams' []\n}", 1, "program.json:3:");
  import_text (self, "{'exams':{}}", 1, "program.json: /exams: an array was expected\n");
  import_text (self, "{'exams':{}}", 1, "program.json: /achievements: it is missing\n");
  import_text (self, "", 1, "program.json: This is not JSON text.");
  g_autofree char *words = import (self, "/nonexistent/program.json", 1);
  g_assert_nonnull (strstr (words, "/nonexistent/program.json"));

  g_autoptr (CtCatalog) found = run (self, CT_STORE_READ, load);
  g_assert_cmpstr (ct_resource_get_id (CT_RESOURCE (found->program)), ==, "good");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/import-program/twice", test_twice);
  ADD ("/import-program/replace", test_replace);
  ADD ("/import-program/refused", test_refused);
  return g_test_run ();
}
