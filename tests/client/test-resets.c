/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a connection that is reset, at any moment, of any request, never crashes, never hangs,
 * and loses nothing. */
#include <string.h>

#include "client/ct-transport.h"
#include "model/ct-error.h"
#include "support/resetting-server.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define SEED 20261130

/* So many at once: more than there are connections. */
#define N_JOBS 9

/* In seconds: where a request that hangs is to be noticed, and not ended by its deadline. */
#define FOR_EVER 3600

static guint
count_resets (void)
{
  return g_getenv ("CERTTRACKER_LONG") != NULL ? 5000 : 200;
}

/* A candidate who makes a thing, looks at it and removes it, each until it was done. */
typedef struct
{
  guint n;
  guint step;
} Job;

typedef struct
{
  CtTransport *transport;
  guint n_begun;
  guint n_running;
  gboolean enough;
} Work;

static const struct
{
  const char *method;
  guint status;
} steps[] = { { "POST", 201 }, { "GET", 200 }, { "DELETE", 204 } };

static Work work;

static void send_step (Job *job);

static void
begin_job (void)
{
  Job *job = g_new0 (Job, 1);

  job->n = ++work.n_begun;
  work.n_running++;
  send_step (job);
}

static gboolean
is_worth_another_try (const GError *error)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_UNREACHABLE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER)
         || g_error_matches (error, CT_ERROR, CT_ERROR_TRY_LATER);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, NULL, &error);

  if (answer != NULL)
    {
      g_autofree char *expected = g_strdup_printf ("{\"n\":%u}", job->n);

      g_assert_cmpuint (answer->status, ==, steps[job->step].status);
      if (answer->status != 204)
        g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body),
                         expected, strlen (expected));
      job->step++;
    }
  else if (!is_worth_another_try (error))
    g_error ("%s of %u: %s", steps[job->step].method, job->n, error->message);

  if (job->step < G_N_ELEMENTS (steps))
    {
      send_step (job);
      return;
    }
  g_free (job);
  work.n_running--;
  if (!work.enough)
    begin_job ();
}

static void
send_step (Job *job)
{
  g_autofree char *path = g_strdup_printf (job->step == 1 ? "thing/%u" : "made/%u", job->n);
  g_autofree char *key = g_strdup_printf ("key-%u", job->n);

  ct_transport_send_async (work.transport,
                           &(CtCall) { .method = steps[job->step].method,
                                       .path = path,
                                       .key = job->step == 0 ? key : NULL,
                                       .status = steps[job->step].status },
                           NULL, NULL, on_answer, job);
}

/* Goes on until @count, of @counted, says that there were enough resets. */
static void
do_work (const char *address, GTlsDatabase *trust, guint (*count) (gpointer), gpointer counted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) base = ct_transport_check_address (address, &error);

  g_assert_no_error (error);
  work = (Work) { .transport = ct_transport_new (base, trust) };
  g_object_set (work.transport, "timeout", FOR_EVER, NULL);
  for (guint i = 0; i < N_JOBS; i++)
    begin_job ();
  wait_until (count (counted) >= count_resets ());
  work.enough = TRUE;
  wait_until (work.n_running == 0);
  g_test_message ("%u requests were done, in spite of %u resets",
                  work.n_begun * (guint) G_N_ELEMENTS (steps), count (counted));
  assert_finalized (work.transport);
}

static guint
count_of_server (gpointer server)
{
  return resetting_server_count_resets (server);
}

static guint
count_of_relay (gpointer relay)
{
  return resetting_relay_count_resets (relay);
}

static void
assert_nothing_lost (ResettingServer *server)
{
  g_assert_cmpuint (resetting_server_count_made (server), ==, work.n_begun);
  g_assert_cmpuint (resetting_server_count_things (server), ==, 0);
}

static void
test_http1 (void)
{
  g_autoptr (ResettingServer) server = resetting_server_new (SEED, count_resets ());
  g_autofree char *address
      = g_strdup_printf ("http://127.0.0.1:%u", resetting_server_get_port (server));

  do_work (address, NULL, count_of_server, server);
  assert_nothing_lost (server);
}

/* HTTP/2 is spoken where a front end does, as most that operators put before the service. */

static char *
find_certificate (void)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "good.pem", NULL);
}

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  return port;
}

static void
wait_for_port (GSubprocess *front, guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  for (;;)
    {
      g_autoptr (GSocketConnection) connection
          = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

      if (connection != NULL)
        return;
      g_assert_nonnull (g_subprocess_get_identifier (front));
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }
}

static GSubprocess *
start_front (guint16 port, guint16 target)
{
  g_autofree char *frontend = g_strdup_printf ("--frontend=127.0.0.1,%u", port);
  g_autofree char *backend = g_strdup_printf ("--backend=127.0.0.1,%u", target);
  g_autofree char *file = find_certificate ();
  g_autoptr (GError) error = NULL;
  GSubprocess *front
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, "nghttpx", "--conf=/dev/null", "--workers=1", frontend, backend,
                          "--backend-read-timeout=1h", "--accesslog-file=/dev/null",
                          "--errorlog-file=/dev/null", file, file, NULL);

  g_assert_no_error (error);
  wait_for_port (front, port);
  return front;
}

static void
stop_front (GSubprocess *front)
{
  g_subprocess_force_exit (front);
  g_assert_true (g_subprocess_wait (front, NULL, NULL));
  g_object_unref (front);
}

static GTlsDatabase *
load_trust (void)
{
  g_autofree char *file = find_certificate ();
  g_autoptr (GError) error = NULL;
  GTlsDatabase *trust = g_tls_file_database_new (file, &error);

  g_assert_no_error (error);
  return trust;
}

static gboolean
lacks_front (void)
{
  g_autofree char *program = g_find_program_in_path ("nghttpx");

  if (program == NULL)
    g_test_skip ("There is no nghttpx.");
  return program == NULL;
}

static void
test_http2 (void)
{
  if (lacks_front ())
    return;

  g_autoptr (ResettingServer) server = resetting_server_new (SEED, 0);
  guint16 port = find_port ();
  GSubprocess *front = start_front (port, resetting_server_get_port (server));
  g_autoptr (ResettingRelay) relay = resetting_relay_new (SEED, count_resets (), port);
  g_autofree char *address
      = g_strdup_printf ("https://127.0.0.1:%u", resetting_relay_get_port (relay));
  g_autoptr (GTlsDatabase) trust = load_trust ();

  do_work (address, trust, count_of_relay, relay);
  assert_nothing_lost (server);
  stop_front (front);
}

/* The front end resets nothing, but what is behind it does: it says 502. */
static void
test_behind_http2 (void)
{
  if (lacks_front ())
    return;

  g_autoptr (ResettingServer) server = resetting_server_new (SEED, count_resets ());
  guint16 port = find_port ();
  GSubprocess *front = start_front (port, resetting_server_get_port (server));
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr (GTlsDatabase) trust = load_trust ();

  do_work (address, trust, count_of_server, server);
  assert_nothing_lost (server);
  stop_front (front);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  use_scripted_network ();

  g_test_add_func ("/resets/http1", test_http1);
  g_test_add_func ("/resets/http2", test_http2);
  g_test_add_func ("/resets/behind-http2", test_behind_http2);

  return g_test_run ();
}
