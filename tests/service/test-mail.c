/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Mail leaves through a real SMTP server: aiosmtpd, as smtp-server.py runs it. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "service/mail/ct-outbox.h"
#include "service/mail/ct-postman.h"

typedef struct
{
  char *directory;
  GSubprocess *server;
  GDataInputStream *said; /* what the SMTP server got, a line of JSON each */
  CtStore *store;
  CtClock *clock;
  CtSmtp *smtp;
} Fixture;

static char *
read_line (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (fixture->said, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "support", "smtp-server.py", NULL);

  fixture->directory = g_dir_make_tmp ("certtracker-mail-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->server
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                          script, NULL);
  g_assert_no_error (error);
  fixture->said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->server));

  g_autofree char *port = read_line (fixture);
  g_autofree char *uri = g_strdup_printf ("smtp://127.0.0.1:%s", port);
  fixture->store = ct_store_open (fixture->directory, &error);
  g_assert_no_error (error);
  fixture->clock = ct_clock_new ();
  fixture->smtp = ct_smtp_new (uri, NULL, NULL, "program@example.com", "Sample \"Program\"");
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_unlink (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->said);
  g_subprocess_force_exit (fixture->server);
  g_subprocess_wait (fixture->server, NULL, NULL);
  g_clear_object (&fixture->server);
  g_assert_finalize_object (g_steal_pointer (&fixture->smtp));
  ct_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
  remove_directory (fixture->directory);
  g_free (fixture->directory);
}

typedef struct
{
  CtMail *mail;
  GDateTime *now;
} Addition;

static gpointer
add_mail (CtDatabase *database, gpointer data, GError **error)
{
  Addition *addition = data;

  ct_outbox_add (database, addition->mail, addition->now, error);
  return NULL;
}

static void
put (Fixture *fixture, CtMail *mail)
{
  g_autoptr (GDateTime) now = ct_clock_now (fixture->clock);
  g_autoptr (GError) error = NULL;
  Addition addition = { mail, now };

  ct_store_run (fixture->store, CT_STORE_WRITE, add_mail, &addition, &error);
  g_assert_no_error (error);
}

static gpointer
get_mail (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mail (database, data, error);
}

static CtMail *
look_up (Fixture *fixture, CtMail *mail)
{
  g_autoptr (GError) error = NULL;
  CtMail *found = ct_store_run (fixture->store, CT_STORE_READ, get_mail,
                                (gpointer) ct_resource_get_id (CT_RESOURCE (mail)), &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
  return found;
}

/* Puts a mail into the outbox and waits until it was tried and that was noted. */
static CtMail *
deliver (Fixture *fixture, CtMail *mail)
{
  CtMail *found = NULL;

  put (fixture, mail);
  g_autoptr (CtPostman) postman = ct_postman_new (fixture->store, fixture->clock, fixture->smtp);
  do
    {
      g_clear_object (&found);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
      found = look_up (fixture, mail);
    }
  while (found->state == CT_MAIL_STATE_WAITING && found->failure == NULL);

  g_assert_finalize_object (g_steal_pointer (&postman));
  return found;
}

static void
test_arrives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) mail
      = ct_mail_new ("zoë@example.org", "Zoë Łącka-żółć 木村",
                     "Your result — 合格, and so much to say of it that it takes "
                     "many encoded words\r\nBcc: evil@example.org");

  ct_mail_add_paragraph (mail, "You passed <b>both</b>.\n.\nA line of one dot stays.");
  ct_mail_add_code (mail, "ABCD-EFGH");
  ct_mail_add_link (mail, "Open", "https://example.com/x?a=1&b=2");
  g_object_set (mail, "unsubscribe-uri", "https://example.com/u/1", NULL);

  g_autoptr (CtMail) sent = deliver (fixture, mail);
  g_assert_cmpint (sent->state, ==, CT_MAIL_STATE_SENT);
  g_assert_null (sent->failure);

  /* The codes and links that open something stay with whom they were sent to. */
  g_assert_null (sent->blocks);
  g_assert_null (sent->unsubscribe_uri);

  g_autofree char *line = read_line (fixture);
  g_assert_nonnull (strstr (line, "\"to\": [\"zo\\u00eb@example.org\"]"));
  g_assert_nonnull (strstr (
      line,
      "\"subject\": \"Your result \\u2014 \\u5408\\u683c, and so much to say of it that it takes "
      "many encoded words  Bcc: evil@example.org\""));
  g_assert_nonnull (strstr (line, "\"Zo\\u00eb \\u0141\\u0105cka-\\u017c\\u00f3\\u0142\\u0107 "
                                  "\\u6728\\u6751 <zo\\u00eb@example.org>\""));
  g_assert_null (strstr (line, "\"bcc\": \"evil"));
  g_assert_nonnull (strstr (line, "You passed <b>both</b>.\\n.\\nA line"));
  g_assert_nonnull (strstr (line, "You passed &lt;b&gt;both&lt;/b&gt;.<br>.<br>"));
  g_assert_nonnull (strstr (line, "href=\\\"https://example.com/x?a=1&amp;b=2\\\""));
  g_assert_nonnull (strstr (line, "\"unsubscribe\": \"<https://example.com/u/1>\""));
}

static void
test_wrong_address_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) mail = ct_mail_new ("nobody@example.org", NULL, "Hello");
  g_autoptr (CtMail) failed = deliver (fixture, mail);

  g_assert_cmpint (failed->state, ==, CT_MAIL_STATE_FAILED);
  g_assert_nonnull (strstr (failed->failure, "No such user here"));
}

static void
test_busy_server_is_tried_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) mail = ct_mail_new ("busy@example.org", NULL, "Hello");
  g_autoptr (CtMail) waiting = deliver (fixture, mail);

  g_assert_cmpint (waiting->state, ==, CT_MAIL_STATE_WAITING);
  g_assert_cmpint (waiting->tries, ==, 1);
  g_assert_cmpint (g_date_time_compare (waiting->due_at, waiting->created_at), >, 0);
}

static void
test_dead_server_loses_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) mail = ct_mail_new ("zoe@example.org", NULL, "Hello");

  g_subprocess_force_exit (fixture->server);
  g_subprocess_wait (fixture->server, NULL, NULL);

  g_autoptr (CtMail) waiting = deliver (fixture, mail);
  g_assert_cmpint (waiting->state, ==, CT_MAIL_STATE_WAITING);
  g_assert_nonnull (waiting->failure);
}

static gpointer
execute (CtDatabase *database, gpointer sql, GError **error)
{
  ct_database_execute (database, sql, error);
  return NULL;
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ct_store_run (fixture->store, CT_STORE_WRITE, execute, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static void
assert_arrived (Fixture *fixture, const char *recipient)
{
  g_autofree char *line = read_line (fixture);

  if (strstr (line, recipient) == NULL)
    g_error ("not to %s: %s", recipient, line);
}

/* One round, in which what goes out first cannot be noted as sent. */
static void
deliver_in_vain (Fixture *fixture, CtMail *mail)
{
  g_test_expect_message ("certtracker", G_LOG_LEVEL_WARNING, "*outbox cannot be worked on*");
  g_autoptr (CtPostman) postman = ct_postman_new (fixture->store, fixture->clock, fixture->smtp);
  assert_arrived (fixture, "first@");
  ct_postman_stop (postman);
  g_test_assert_expected_messages ();
  g_assert_finalize_object (g_steal_pointer (&postman));

  g_autoptr (CtMail) waiting = look_up (fixture, mail);
  g_assert_cmpint (waiting->state, ==, CT_MAIL_STATE_WAITING);
}

/* It was taken, and that could not be noted: it goes out again, and later each time. */
static void
test_sent_and_not_noted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) first = ct_mail_new ("first@example.org", NULL, "Hello");
  g_autoptr (CtMail) second = ct_mail_new ("second@example.org", NULL, "Hello");
  g_autoptr (CtMail) third = ct_mail_new ("third@example.org", NULL, "Hello");

  run_sql (fixture, "CREATE TRIGGER lost BEFORE UPDATE ON mails"
                    " WHEN NEW.state = 'sent' AND NEW.recipient LIKE 'first@%'"
                    " BEGIN SELECT RAISE (ABORT, 'lost'); END");
  put (fixture, first);
  deliver_in_vain (fixture, first);

  g_autoptr (CtMail) other = deliver (fixture, second);
  assert_arrived (fixture, "second@");

  g_object_set (fixture->clock, "offset", 61, NULL);
  deliver_in_vain (fixture, first);

  /* What is due goes out by its time: the first would come before the third. */
  g_object_set (fixture->clock, "offset", 61 + 61, NULL);
  g_autoptr (CtMail) another = deliver (fixture, third);
  assert_arrived (fixture, "third@");

  run_sql (fixture, "DROP TRIGGER lost");
  g_object_set (fixture->clock, "offset", 61 + 301, NULL);
  g_autoptr (CtPostman) later = ct_postman_new (fixture->store, fixture->clock, fixture->smtp);
  assert_arrived (fixture, "first@");
  g_assert_finalize_object (g_steal_pointer (&later));
}

static void
note_warning (const char *domain, GLogLevelFlags level, const char *words, gpointer warned)
{
  g_atomic_int_set ((int *) warned, TRUE);
}

/* Where nothing can be noted, nothing is sent; or it would be sent anew each minute. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) first = ct_mail_new ("first@example.org", NULL, "Hello");
  g_autoptr (CtMail) second = ct_mail_new ("second@example.org", NULL, "Hello");
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  int warned = FALSE;
  guint handler
      = g_log_set_handler ("certtracker", G_LOG_LEVEL_WARNING, note_warning, (gpointer) &warned);

  run_sql (fixture, "CREATE TRIGGER lost BEFORE UPDATE ON mails"
                    " BEGIN SELECT RAISE (ABORT, 'full'); END");
  put (fixture, first);
  g_autoptr (CtPostman) postman = ct_postman_new (fixture->store, fixture->clock, fixture->smtp);
  while (!g_atomic_int_get (&warned))
    g_thread_yield ();
  g_assert_finalize_object (g_steal_pointer (&postman));
  g_log_remove_handler ("certtracker", handler);
  g_log_set_always_fatal (fatal);

  run_sql (fixture, "DROP TRIGGER lost");
  put (fixture, second);
  g_autoptr (CtPostman) later = ct_postman_new (fixture->store, fixture->clock, fixture->smtp);
  g_autofree char *one = read_line (fixture);
  g_autofree char *other = read_line (fixture);
  g_assert_true ((strstr (one, "first@") != NULL) != (strstr (other, "first@") != NULL));
  g_assert_finalize_object (g_steal_pointer (&later));
}

/* What was sent when the service ended is known to be sent, and goes out once. */
static void
test_stop_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtMail) mail = ct_mail_new ("slow@example.org", NULL, "Hello");

  put (fixture, mail);
  g_autoptr (CtPostman) postman = ct_postman_new (fixture->store, fixture->clock, fixture->smtp);
  g_autofree char *line = read_line (fixture);
  g_assert_nonnull (strstr (line, "slow@example.org"));
  ct_postman_stop (postman);

  g_autoptr (CtMail) sent = look_up (fixture, mail);
  g_assert_cmpint (sent->state, ==, CT_MAIL_STATE_SENT);
  g_assert_cmpint (sent->tries, ==, 1);

  /* And nothing begins any more. */
  ct_postman_wake (postman);
  g_assert_finalize_object (g_steal_pointer (&postman));
}

static void
test_tries_end_after_five_days (void)
{
  g_autoptr (GDateTime) created = g_date_time_new_utc (2026, 3, 1, 12, 0, 0);
  g_autoptr (GDateTime) late = g_date_time_new_utc (2026, 3, 6, 11, 0, 0);
  g_autoptr (GDateTime) first = ct_postman_get_next_try (1, created, created);
  g_autoptr (GDateTime) last = ct_postman_get_next_try (40, created, late);

  g_assert_cmpint (g_date_time_difference (first, created), ==, G_TIME_SPAN_MINUTE);
  g_assert_null (last);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    gboolean valid;
  } cases[] = {
    { "a@example.org", TRUE },
    { "a.b+c@sub.example.org", TRUE },
    { "zoë@exämple.org", TRUE },
    { "root@localhost", TRUE },
    { "", FALSE },
    { "a", FALSE },
    { "@example.org", FALSE },
    { "a@", FALSE },
    { "a@b", FALSE },
    { "a@b@example.org", FALSE },
    { "a b@example.org", FALSE },
    { "a@example..org", FALSE },
    { "a@.example.org", FALSE },
    { "a@example.org.", FALSE },
    { "a@example.org\r\nBcc: x@example.org", FALSE },
    { "a@example.org>", FALSE },
    { "\xff@example.org", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ct_mail_address_is_valid (cases[i].address), ==, cases[i].valid);
}

#define ADD(name, function) g_test_add ("/mail/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/addresses", test_addresses);
  g_test_add_func ("/mail/tries-end", test_tries_end_after_five_days);
  ADD ("arrives", test_arrives);
  ADD ("wrong-address", test_wrong_address_comes_back);
  ADD ("busy-server", test_busy_server_is_tried_again);
  ADD ("stop-waits", test_stop_waits);
  ADD ("sent-and-not-noted", test_sent_and_not_noted);
  ADD ("full-disk", test_full_disk);
  ADD ("dead-server", test_dead_server_loses_nothing);
  return g_test_run ();
}
