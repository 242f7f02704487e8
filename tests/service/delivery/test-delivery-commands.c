/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: the commands that carry files between the service and Pearson VUE, as staff and
 * their scripts run them: what they say, and above all the exit status. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "service/delivery/ct-vue-settings.h"
#include "world.h"

G_GNUC_NULL_TERMINATED
static char *
run (int status, const char *command, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *argument = command;
  char *words = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) SERVICE);
  va_start (list, command);
  for (; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_autoptr (GSubprocess) process
      = g_subprocess_newv ((const char *const *) arguments->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                           &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &words, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) != status)
    g_error ("%s", words);
  return words;
}

static void
assert_has (const char *words, const char *part)
{
  if (strstr (words, part) == NULL)
    g_error ("“%s” is not in: %s", part, words);
}

static guint
count_files (const char *directory)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_export (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *data = g_build_filename (world->directory, "data", NULL);
  g_autofree char *out = g_build_filename (world->directory, "new", "out", NULL);

  g_autofree char *nothing = run (0, "export-pearson-vue", "--data-dir", data, out, NULL);
  g_assert_cmpstr (nothing, ==, "There is nothing to send.\n");
  g_assert_cmpuint (count_files (out), ==, 0);

  world_authorize (world, "X1", "c1", "250-428");
  world_authorize (world, "X4", "c4", "250-428");
  world_execute (world, "UPDATE authorizations SET last_day = '2099-01-01T00:00:00Z'");
  g_autofree char *sent = run (0, "export-pearson-vue", "--data-dir", data, out, NULL);
  assert_has (sent, "/cdd-");
  assert_has (sent, ".dat: 1 candidate\n");
  assert_has (sent, ".dat: 1 authorization\n");
  assert_has (sent, "Held back: Candidate CT000004: The address is missing.\n");
  g_assert_cmpuint (count_files (out), ==, 2);

  g_autofree char *encoded = run (0, "export-pearson-vue", "--again", "--charset", "windows-1252",
                                  "--data-dir", data, world->directory, NULL);
  assert_has (encoded, ".dat: 1 candidate\n");
}

static void
test_import (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *data = g_build_filename (world->directory, "data", NULL);
  const char *good = "RegistrationID\tClientCandidateID\tExamSeriesCode\tExamDate\tGrade\n"
                     "3101\tCT000001\t250-428\t2026/04/04 09:30:00\tpass\n";
  const char *bad = "RegistrationID\tClientCandidateID\tExamSeriesCode\tExamDate\tGrade\n"
                    "3102\tCT000002\t250-428\t2026/04/04 09:30:00\tpass\n"
                    "3103\tCT000002\t250-428\t2026/04/04 09:30:00\tperhaps\n";
  g_autofree char *first = world_write (world, "exam-1.dat", good, -1);
  g_autofree char *second = world_write (world, "exam-2.dat", bad, -1);

  g_autofree char *clean = run (0, "import-pearson-vue", "--data-dir", data, first, NULL);
  g_assert_cmpstr (clean, ==, "exam-1.dat: 1 row taken, 0 known already, 0 faults\n");
  g_autofree char *faulty = run (1, "import-pearson-vue", "--data-dir", data, first, second,
                                 "/nowhere/exam-3.dat", NULL);
  assert_has (faulty, "exam-1.dat: 0 rows taken, 1 known already, 0 faults\n");
  assert_has (faulty, "exam-2.dat: 1 row taken, 0 known already, 1 fault\n"
                      "  line 3: its Grade is “perhaps”, neither pass nor fail\n");
  assert_has (faulty, "/nowhere/exam-3.dat");
  world_assert (world, "SELECT account_id FROM credentials ORDER BY account_id", "c1; c2");
}

static void
test_usage (void)
{
  g_autofree char *no_data = run (2, "export-pearson-vue", "/tmp", NULL);
  g_autofree char *no_directory = run (2, "export-pearson-vue", "--data-dir", "/tmp", NULL);
  g_autofree char *charset
      = run (2, "export-pearson-vue", "--data-dir", "/tmp", "--charset", "EBCDIC", "/tmp", NULL);
  g_autofree char *no_file = run (2, "import-pearson-vue", "--data-dir", "/tmp", NULL);
  g_autofree char *help = run (0, "import-pearson-vue", "--help", NULL);

  assert_has (charset, "windows-1252");
  assert_has (help, "exit status");
}

/* Secrets that others can read, and addresses that could be listened to, are not worked with. */
static void
test_settings (void)
{
  static const struct
  {
    const char *text;
    int mode;
    const char *words;
  } cases[] = {
    { "[pearson-vue]\nclient-code=C\npassphrase=P\nform-uri=https://vue.example.com/sso\n", 0600,
      NULL },
    { "[pearson-vue]\nclient-code=C\npassphrase=P\nform-uri=https://vue.example.com/sso\n", 0640,
      "others can read it" },
    { "[pearson-vue]\nclient-code=C\npassphrase=P\nform-uri=http://vue.example.com/sso\n", 0600,
      "no https address" },
    { "[pearson-vue]\nclient-code=C\npassphrase=\nform-uri=https://vue.example.com/sso\n", 0600,
      "must not be empty" },
    { "[pearson-vue]\nclient-code=C\npassphrase=P\nform-uri=https://vue.example.com/sso\n"
      "event-secret=short\n",
      0600, "16 characters" },
    { "[pearson-vue]\nclient-code=C\n", 0600, "passphrase" },
    { "nonsense", 0600, "" },
  };
  g_autoptr (World) world = world_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = world_write (world, "vue.conf", cases[i].text, -1);

      g_assert_no_errno (g_chmod (path, cases[i].mode));
      g_autoptr (CtVueSettings) settings = ct_vue_settings_load (path, &error);
      g_assert_true ((settings != NULL) == (cases[i].words == NULL));
      if (cases[i].words != NULL)
        assert_has (error->message, cases[i].words);
      else
        g_assert_cmpuint (settings->session_timeout, ==, 1800);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-commands/export", test_export);
  g_test_add_func ("/delivery-commands/import", test_import);
  g_test_add_func ("/delivery-commands/usage", test_usage);
  g_test_add_func ("/delivery-commands/settings", test_settings);
  return g_test_run ();
}
