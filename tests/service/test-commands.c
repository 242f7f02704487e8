/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for prlimit() */

/* Protects: how the program is started, what it says, and how it ends. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("certtracker-commands-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->directory, name, NULL);
      g_assert_no_errno (g_remove (file));
    }
  g_assert_no_errno (g_rmdir (fixture->directory));
  g_free (fixture->directory);
}

/* Starts the program with @arguments, separated by spaces, of which DIR is the directory. */
static GSubprocess *
start (Fixture *fixture, const char *arguments)
{
  g_autoptr (GString) line = g_string_new (arguments);
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_string_replace (line, "DIR", fixture->directory, 0);
  words = g_strsplit (line->str, " ", -1);
  g_strv_builder_add (argv, SERVICE);
  g_strv_builder_addv (argv, (const char **) words);
  command = g_strv_builder_end (argv);
  process = g_subprocess_newv ((const char *const *) command,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  return process;
}

/* Asserts that it ends by itself with @status, and that @words are the last that it says. */
static void
assert_fails (Fixture *fixture, const char *arguments, int status, const char *words)
{
  g_autoptr (GSubprocess) process = start (fixture, arguments);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_test_message ("%s", arguments);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpstr (strstr (errors, words) != NULL ? words : errors, ==, words);
  g_assert_true (g_str_has_suffix (errors, "\n"));
}

static void
assert_ends (GSubprocess *process)
{
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

/* Begins the data of a service in the directory, with a program as small as can be. */
static void
begin_with (Fixture *fixture, const char *program_id)
{
  g_autofree char *program
      = g_strdup_printf ("{\"program\":{\"id\":\"%s\",\"name\":\"Small\",\"issuer\":\"I\","
                         "\"support_email\":\"help@example.com\"},\"exams\":[],"
                         "\"achievements\":[]}",
                         program_id);
  g_autofree char *file = g_build_filename (fixture->directory, "small.json", NULL);

  g_assert_true (g_file_set_contents (file, program, -1, NULL));
  g_autoptr (GSubprocess) import
      = start (fixture, "import-program DIR/small.json --data-dir DIR --create");
  assert_ends (import);
}

static void
begin (Fixture *fixture)
{
  begin_with (fixture, "small");
}

/* Returns: (transfer full): what it says when it listens */
static JsonNode *
read_announcement (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
  JsonNode *node;

  g_assert_nonnull (line);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  node = json_from_string (line, NULL);
  g_assert_nonnull (node);
  return node;
}

static const char *
get_member (JsonNode *announcement, const char *name)
{
  return json_object_get_string_member_with_default (json_node_get_object (announcement), name,
                                                     NULL);
}

static void
end (GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
  assert_ends (process);
}

static guint
get_text (const char *uri, const char *path, char **text)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *whole = g_strconcat (uri, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", whole);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, NULL);

  if (body == NULL)
    return 0;
  *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return soup_message_get_status (message);
}

static guint
get (const char *uri, const char *path)
{
  g_autofree char *text = NULL;

  return get_text (uri, path, &text);
}

static guint
sign_in (JsonNode *announcement)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (get_member (announcement, "uri"), "v1/sessions", NULL);
  g_autofree char *text = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}",
                                           get_member (announcement, "user_name"),
                                           get_member (announcement, "password"));
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GBytes) body = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  body = soup_session_send_and_read (session, message, NULL, NULL);
  return body != NULL ? soup_message_get_status (message) : 0;
}

static void
test_serve (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR");
  g_autoptr (JsonNode) announcement = read_announcement (process);

  g_assert_true (g_str_has_prefix (get_member (announcement, "uri"), "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (get_member (announcement, "uri"), "/"));
  g_assert_null (get_member (announcement, "user_name"));
  g_assert_null (get_member (announcement, "password"));
  g_assert_cmpuint (get (get_member (announcement, "uri"), "v1"), ==, 200);
  end (process);
}

/* Whoever forgot the mail learns at once what does not work without it. */
static void
test_without_mail (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = {
    "serve --data-dir DIR",
    "serve --data-dir DIR --mail-server smtp://127.0.0.1:1 --mail-from program@example.com",
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autoptr (GSubprocess) process = start (fixture, arguments[i]);
      g_autoptr (JsonNode) announcement = read_announcement (process);
      g_autofree char *errors = NULL;

      g_subprocess_send_signal (process, SIGTERM);
      g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, NULL);
      g_assert_true ((strstr (errors, "Without --mail-server no mail leaves") != NULL) == (i == 0));
    }
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  static const int signals[] = { SIGTERM, SIGINT };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR");
      g_autoptr (JsonNode) announcement = read_announcement (process);

      g_subprocess_send_signal (process, signals[i]);
      assert_ends (process);
    }
}

/* Whoever started it needs no signal: it ends with them. */
static void
test_exit_with_stdin (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR --exit-with-stdin");
  g_autoptr (JsonNode) announcement = read_announcement (process);
  GOutputStream *input = g_subprocess_get_stdin_pipe (process);

  g_assert_true (g_output_stream_write_all (input, "ignored\n", 8, NULL, NULL, NULL));
  g_assert_cmpuint (get (get_member (announcement, "uri"), "v1"), ==, 200);
  g_assert_true (g_output_stream_close (input, NULL, NULL));
  assert_ends (process);
}

/* The demo is the same when it starts again: its address, its candidate, its password. */
static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) first = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR --demo");
      g_autoptr (JsonNode) announcement = read_announcement (process);

      g_assert_cmpuint (sign_in (announcement), ==, 201);
      if (first == NULL)
        first = json_node_ref (announcement);
      g_assert_true (json_node_equal (first, announcement));
      end (process);
    }
}

/* When another has taken its port meanwhile, it takes one that is free. */
static void
test_demo_port_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *file = g_build_filename (fixture->directory, "port", NULL);
  g_autofree char *text = g_strdup_printf ("%u\n", port);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR --demo");
  g_autoptr (JsonNode) announcement = read_announcement (process);
  g_assert_cmpuint (get (get_member (announcement, "uri"), "v1"), ==, 200);
  end (process);
}

static void
test_second (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR");
  g_autoptr (JsonNode) announcement = read_announcement (process);

  assert_fails (fixture, "serve --data-dir DIR", 1, "Another service uses");
  g_assert_cmpuint (get (get_member (announcement, "uri"), "v1"), ==, 200);
  end (process);
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture, "", 2, "Usage:");
  assert_fails (fixture, "dance", 2, "Usage:");
  assert_fails (fixture, "dance", 2, "\n\ncerttracker-service: “dance” is no command.\n");
  assert_fails (fixture, "serve", 2, "--data-dir DIR is needed");
  assert_fails (fixture, "serve --data-dir DIR more", 2, "Too many arguments");
  assert_fails (fixture, "serve --data-dir DIR --port 65536", 2, "--port is a number");
  assert_fails (fixture, "serve --data-dir DIR --port -1", 2, "--port is a number");
  assert_fails (fixture, "serve --data-dir DIR --port x", 2, "--port is a number");
  assert_fails (fixture, "serve --data-dir DIR --unknown", 2, "--unknown");
  assert_fails (fixture, "serve --data-dir DIR --tls-key x", 2, "belong together");
  assert_fails (fixture, "import-program --data-dir DIR", 2, "One FILE");
}

static void
test_help (Fixture *fixture, gconstpointer data)
{
  static const char *const questions[][2] = {
    { "--help", "Usage: certtracker-service COMMAND" },
    { "--help", "certtracker-service --version" },
    { "--version", "certtracker-service " PACKAGE_VERSION "\n" },
    { "serve --help", "certtracker-service serve [OPTION…]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GSubprocess) process = start (fixture, questions[i][0]);
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;

      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, NULL);
      assert_ends (process);
      g_assert_nonnull (strstr (output, questions[i][1]));
      g_assert_cmpstr (errors, ==, "");
    }
}

/* As if the service that last had the data were older than this one. */
static void
set_older (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->directory, "certtracker.db", NULL);
  FILE *stream = g_fopen (file, "r+b");

  /* Where SQLite's file format has the user_version, of which this is the last of four bytes. */
  g_assert_no_errno (fseek (stream, 63, SEEK_SET));
  int version = fgetc (stream);
  g_assert_cmpint (version, >, 1);
  g_assert_no_errno (fseek (stream, 63, SEEK_SET));
  g_assert_cmpint (fputc (version - 1, stream), ==, version - 1);
  g_assert_no_errno (fclose (stream));
}

/* Neither the program of a real service nor its candidates become those of the demo, not even where
 * it was written after the sample and kept its id. Nothing else is done to them either. */
static void
test_demo_of_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->directory, "certtracker.db", NULL);
  g_autofree char *lock = g_build_filename (fixture->directory, "lock", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  begin_with (fixture, data);
  set_older (fixture);
  g_assert_no_errno (g_remove (lock));
  g_assert_true (g_file_get_contents (file, &before, &n_before, NULL));
  assert_fails (fixture, "serve --demo --data-dir DIR --exit-with-stdin", 1, "“Small”");
  g_assert_true (g_file_get_contents (file, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  assert_fails (fixture, "serve --data-dir DIR --address 0.0.0.0", 1, "plain HTTP");
  assert_fails (fixture, "serve --data-dir DIR --address example.com", 1, "no IP address");
  assert_fails (fixture, "serve --data-dir DIR --tls-certificate DIR/a --tls-key DIR/b", 1,
                "No such file");
  assert_fails (fixture, "serve --demo --data-dir /dev/null/x", 1, "could not be made");
}

/* What another user of the computer can read is no secret. */
static void
test_secret_files (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = {
    "--mail-server smtp://127.0.0.1:1 --mail-from program@example.com --mail-account",
    "--pearson-vue",
  };
  g_autofree char *file = g_build_filename (fixture->directory, "secret", NULL);
  g_autofree char *words
      = g_strdup_printf ("certtracker-service: %s: It holds secrets and others can read it: "
                         "use “chmod 600”.\n",
                         file);

  begin (fixture);
  g_assert_true (g_file_set_contents (file, "program\npassword\n", -1, NULL));
  g_assert_no_errno (g_chmod (file, 0640));
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *arguments
          = g_strdup_printf ("serve --data-dir DIR --exit-with-stdin %s %s", options[i], file);

      assert_fails (fixture, arguments, 1, words);
    }

  /* For its owner alone it is taken. */
  g_assert_no_errno (g_chmod (file, 0600));
  g_autofree char *arguments = g_strdup_printf ("serve --data-dir DIR %s %s", options[0], file);
  g_autoptr (GSubprocess) process = start (fixture, arguments);
  g_autoptr (JsonNode) announcement = read_announcement (process);
  end (process);
}

static char *
get_sample (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "program", "sample.json", NULL);
}

/* Whoever mistypes the directory is told, and no other service begins in it. */
static void
test_no_data (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = {
    "serve --data-dir DIR/none --exit-with-stdin",
    "import-program %s --data-dir DIR/none",
    "export-pearson-vue --data-dir DIR/none DIR/out",
    "import-pearson-vue --data-dir DIR/none %s",
    "incidents list --data-dir DIR/none",
    "import-partner-contacts %s --data-dir DIR/none",
    "partner-contacts --data-dir DIR/none",
  };
  g_autofree char *none = g_build_filename (fixture->directory, "none", NULL);
  g_autofree char *sample = get_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) parts = g_strsplit (commands[i], "%s", 2);
      g_autofree char *arguments = g_strjoinv (sample, parts);

      assert_fails (fixture, arguments, 1, "No service has its data in");
      assert_fails (fixture, arguments, 1,
                    "nothing was done. “import-program --create” begins a new one.\n");
      g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
    }
}

static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->directory, "certtracker.db", NULL);

  g_assert_true (g_file_set_contents (file, "This is a letter, not a database.", -1, NULL));
  assert_fails (fixture, "serve --data-dir DIR", 1, "is no database");
}

/* A program can be imported while the service runs, which has it at once. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR");
  g_autoptr (JsonNode) announcement = read_announcement (process);
  g_autofree char *sample = get_sample ();
  g_autofree char *arguments = g_strconcat ("import-program --data-dir DIR ", sample, NULL);
  g_autofree char *output = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpuint (get_text (get_member (announcement, "uri"), "v1", &before), ==, 200);
  g_assert_nonnull (strstr (before, "\"Small\""));

  g_autoptr (GSubprocess) import = start (fixture, arguments);
  g_subprocess_communicate_utf8 (import, NULL, NULL, &output, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (import), ==, 0);
  g_assert_nonnull (strstr (output, "exams and assessments"));
  g_assert_cmpuint (get_text (get_member (announcement, "uri"), "v1", &after), ==, 200);
  g_assert_nonnull (strstr (after, "(Sample)\""));
  end (process);
}

/* Without memory for a password nobody is let in, nobody is turned away, and nothing dies. */
static void
test_no_memory (Fixture *fixture, gconstpointer data)
{
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("a sanitizer needs memory of its own");
#else
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR --demo");
  g_autoptr (JsonNode) announcement = read_announcement (process);
  pid_t pid = g_ascii_strtoll (g_subprocess_get_identifier (process), NULL, 10);
  g_autofree char *file = g_strdup_printf ("/proc/%d/statm", pid);
  g_autofree char *statm = NULL;
  struct rlimit unlimited, limit;

  /* Once, so that its threads have what they need. */
  g_assert_cmpuint (sign_in (announcement), ==, 201);
  g_assert_true (g_file_get_contents (file, &statm, NULL, NULL));
  g_assert_no_errno (prlimit (pid, RLIMIT_AS, NULL, &unlimited));
  limit = unlimited;
  limit.rlim_cur = (g_ascii_strtoull (statm, NULL, 10) + 4096) * 4096;
  g_assert_no_errno (prlimit (pid, RLIMIT_AS, &limit, NULL));
  g_assert_cmpuint (sign_in (announcement), ==, 503);

  g_assert_no_errno (prlimit (pid, RLIMIT_AS, &unlimited, NULL));
  g_assert_cmpuint (sign_in (announcement), ==, 201);
  end (process);
#endif
}

/* Nothing that opens doors is written where others may read it, however much is written. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_setenv ("G_MESSAGES_DEBUG", "certtracker", TRUE);
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR --demo");
  g_unsetenv ("G_MESSAGES_DEBUG");
  g_autoptr (JsonNode) announcement = read_announcement (process);
  const char *uri = get_member (announcement, "uri");
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpuint (sign_in (announcement), ==, 201);
  g_assert_cmpuint (get (uri, "recover/the-code-of-a-mail"), !=, 0);
  g_assert_cmpuint (get (uri, "v1/attempts?cursor=the-cursor"), ==, 401);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, NULL);

  g_assert_cmpstr (output, ==, "");
  g_assert_nonnull (strstr (errors, "POST /v1/sessions: 201"));
  g_assert_nonnull (strstr (errors, "GET /v1/attempts: 401"));
  g_assert_null (strstr (errors, get_member (announcement, "password")));
  g_assert_null (strstr (errors, get_member (announcement, "user_name")));
  g_assert_null (strstr (errors, "the-code"));
  g_assert_null (strstr (errors, "the-cursor"));
}

/* Without being asked it says nothing at all. */
static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = start (fixture, "serve --data-dir DIR --demo");
  g_autoptr (JsonNode) announcement = read_announcement (process);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpuint (sign_in (announcement), ==, 201);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, NULL);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpstr (output, ==, "");
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/commands/serve", test_serve);
  add ("/commands/without-mail", test_without_mail);
  add ("/commands/signals", test_signals);
  add ("/commands/exit-with-stdin", test_exit_with_stdin);
  add ("/commands/demo", test_demo);
  add ("/commands/demo/port-taken", test_demo_port_taken);
  g_test_add ("/commands/demo/of-another", Fixture, "small", set_up, test_demo_of_another,
              tear_down);
  g_test_add ("/commands/demo/of-another/with-its-id", Fixture, "symantec-sample", set_up,
              test_demo_of_another, tear_down);
  add ("/commands/second", test_second);
  add ("/commands/usage", test_usage);
  add ("/commands/help", test_help);
  add ("/commands/refusals", test_refusals);
  add ("/commands/secret-files", test_secret_files);
  add ("/commands/no-data", test_no_data);
  add ("/commands/no-database", test_no_database);
  add ("/commands/import", test_import);
  add ("/commands/no-memory", test_no_memory);
  add ("/commands/log", test_log);
  add ("/commands/quiet", test_quiet);

  return g_test_run ();
}
