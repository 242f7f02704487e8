/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: nobody can keep the service from others by being slow, silent or many. */
#include <string.h>
#include <sys/socket.h>

#include "exchange.h"
#include "service/http/ct-peer.h"
#include "service/incidents/ct-attachment-table.h"
#include "service/store/ct-statement.h"

#define SLOW_REQUEST "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
#define REQUEST "GET /v1 HTTP/1.1\r\nHost: x\r\n\r\n"

typedef struct
{
  CtConnectionLimits limits;
  RealService *service;
} Fixture;

/* A limit that is to be met is short, the others stay as they are. */
static void
set_up (Fixture *fixture)
{
  fixture->service
      = real_service_new_with_options (&(RealServiceOptions) { .limits = &fixture->limits });
}

static void
assert_timed_out (Fixture *fixture, const char *bytes)
{
  g_autoptr (GSocketConnection) connection = raw_connect (fixture->service);
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, bytes, strlen (bytes));
  exchange = raw_receive (connection, NULL, NULL);
  exchange_assert_problem (exchange, 408, NULL);
  g_assert_cmpstr (exchange_get_header (exchange, "Connection"), ==, "close");
}

static void
test_slow_request (void)
{
  Fixture fixture = { .limits = ct_connection_limits };

  fixture.limits.request_timeout = 200;
  set_up (&fixture);
  assert_timed_out (&fixture, "");
  assert_timed_out (&fixture, "\r\n\r\n");
  assert_timed_out (&fixture, "GET /v1 HTT");
  assert_timed_out (&fixture, "GET /v1 HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  assert_timed_out (&fixture, SLOW_REQUEST);
  assert_timed_out (&fixture, "POST /v1/sessions HTTP/1.1\r\nHost: x\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
  real_service_free (fixture.service);
}

#define UPLOAD "POST /v1/attachments HTTP/1.1\r\nHost: x\r\nContent-Length: "
#define SLOW_UPLOAD UPLOAD "100000\r\nExpect: 100-continue\r\n\r\n"

static Exchange *
upload (Fixture *fixture, GSocketConnection *connection, const char *rest)
{
  g_autofree char *bytes = g_strconcat (UPLOAD, rest, NULL);

  raw_send (connection, bytes, strlen (bytes));
  return raw_receive (connection, "POST", "/v1/attachments");
}

/* Files have more time and more room, but only a few at once, and not for ever. */
static void
test_uploads (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) slow = NULL;
  g_autoptr (GSocketConnection) second = NULL;
  g_autoptr (GSocketConnection) third = NULL;
  g_autofree char *head = NULL;
  g_autoptr (Exchange) refused = NULL;
  g_autoptr (Exchange) timed_out = NULL;
  g_autoptr (Exchange) taken = NULL;
  g_autoptr (Exchange) too_large = NULL;

  fixture.limits.request_timeout = 100;
  fixture.limits.upload_timeout = 1500;
  fixture.limits.max_upload = 200 * 1024;
  fixture.limits.max_uploads = 1;
  set_up (&fixture);

  /* The service says that it goes on, so it has seen this one before the next. */
  slow = raw_connect (fixture.service);
  raw_send (slow, SLOW_UPLOAD, strlen (SLOW_UPLOAD));
  head = raw_receive_head (slow);
  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 100 "));
  second = raw_connect (fixture.service);
  refused = upload (&fixture, second, "3\r\n\r\nabc");
  exchange_assert_problem (refused, 503, NULL);

  timed_out = raw_receive (slow, NULL, NULL);
  exchange_assert_problem (timed_out, 408, NULL);
  third = raw_connect (fixture.service);
  taken = upload (&fixture, third, "3\r\n\r\nabc");
  exchange_assert_problem (taken, 401, NULL);
  too_large = upload (&fixture, third, "204801\r\n\r\n");
  exchange_assert_problem (too_large, 413, NULL);
  real_service_free (fixture.service);
}

/* The time is that of the whole request: each new byte does not begin it anew. */
static void
test_trickle (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (Exchange) exchange = NULL;
  guint n_sent = 0;

  fixture.limits.request_timeout = 500;
  set_up (&fixture);
  connection = raw_connect (fixture.service);
  socket = g_object_ref (g_socket_connection_get_socket (connection));
  raw_send (connection, SLOW_REQUEST, strlen (SLOW_REQUEST));

  /* A byte every 50 ms, until something comes back. */
  while (!g_socket_condition_timed_wait (socket, G_IO_IN, 50 * 1000, NULL, NULL))
    {
      raw_send (connection, " ", 1);
      g_assert_cmpuint (++n_sent, <, 50);
    }
  g_assert_cmpuint (n_sent, >, 2);
  exchange = raw_receive (connection, NULL, NULL);
  exchange_assert_problem (exchange, 408, NULL);
  g_assert_true (raw_is_closed (connection));
  real_service_free (fixture.service);
}

static void
test_second_request_is_slow (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (Exchange) first = NULL;
  g_autoptr (Exchange) second = NULL;

  fixture.limits.request_timeout = 200;
  set_up (&fixture);
  connection = raw_connect (fixture.service);
  raw_send (connection, REQUEST "GET /v1 HTTP/1.1\r\nHost", strlen (REQUEST) + 22);
  first = raw_receive (connection, "GET", "/v1");
  g_assert_cmpuint (first->status, ==, 200);
  second = raw_receive (connection, NULL, NULL);
  exchange_assert_problem (second, 408, NULL);
  real_service_free (fixture.service);
}

static void
test_idle (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) connection = NULL;

  fixture.limits.idle_timeout = 200;
  set_up (&fixture);
  connection = raw_connect (fixture.service);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (Exchange) exchange = NULL;

      raw_send (connection, REQUEST, strlen (REQUEST));
      exchange = raw_receive (connection, "GET", "/v1");
      g_assert_cmpuint (exchange->status, ==, 200);
    }
  g_assert_true (raw_is_closed (connection));
  real_service_free (fixture.service);
}

/* Asks once on a connection of its own. Returns: 0 if that was closed at once */
static guint
ask (Fixture *fixture)
{
  g_autoptr (GSocketConnection) connection = raw_connect (fixture->service);
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, REQUEST, strlen (REQUEST));
  exchange = raw_receive (connection, "GET", "/v1");
  return exchange->status;
}

/* Who asks for much and takes nothing of it is left, so that others have the place. */
static void
test_slow_reader (void)
{
  static const char request[] = "GET /v1/program HTTP/1.1\r\nHost: x\r\n\r\n";
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) connection = NULL;

  fixture.limits.answer_timeout = 200;
  fixture.limits.max_connections = 1;
  set_up (&fixture);
  connection = raw_connect (fixture.service);

  /* So many answers don't fit into the buffers between the two. */
  for (guint i = 0; i < 5000; i++)
    raw_send (connection, request, strlen (request));
  while (ask (&fixture) != 200)
    ;
  real_service_free (fixture.service);
}

/* More than fits into the buffers between the two. */
#define LARGE (12 * 1024 * 1024)

/* Returns: the path where the only one who is signed in can have it */
static gpointer
put_file (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GBytes) content = g_bytes_new_take (g_strnfill (LARGE, ' '), LARGE);
  g_autoptr (CtStatement) session = ct_statement_new (database, "SELECT account_id FROM sessions");
  g_autoptr (CtAttachment) file = NULL;

  g_assert_true (ct_statement_next (session, error));
  file = ct_attachment_table_add (database, ct_statement_get_text (session, "account_id"), "a.pdf",
                                  "application/pdf", content, now, error);
  return file != NULL
             ? g_strconcat ("/v1/attachments/", ct_resource_get_id (CT_RESOURCE (file)), NULL)
             : NULL;
}

/* Reads slowly, but goes on. Returns: how much came */
static gsize
read_slowly (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autofree char *bytes = g_malloc (64 * 1024);
  gsize size = 0, n_read = 0;

  do
    {
      g_usleep (10 * 1000);
      g_input_stream_read_all (input, bytes, 64 * 1024, &n_read, NULL, NULL);
      size += n_read;
    }
  while (n_read > 0);
  return size;
}

/* Over a thin line a large file takes long. That is no reason to cut it off while it goes on. */
static void
test_thin_line (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *token = NULL, *path = NULL, *request = NULL;
  g_autoptr (GError) error = NULL;

  fixture.limits.answer_timeout = 1000;
  set_up (&fixture);
  token = exchange_sign_in (fixture.service);
  path = ct_store_run (real_service_get_store (fixture.service), CT_STORE_WRITE, put_file, NULL,
                       &error);
  g_assert_no_error (error);

  connection = raw_connect (fixture.service);
  g_socket_set_option (g_socket_connection_get_socket (connection), SOL_SOCKET, SO_RCVBUF,
                       64 * 1024, NULL);
  request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                             "Authorization: Bearer %s\r\n\r\n",
                             path, token);
  raw_send (connection, request, strlen (request));
  g_assert_cmpuint (read_slowly (connection), >, LARGE);
  real_service_free (fixture.service);
}

static void
test_many (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  GSocketConnection *connections[5];

  fixture.limits.max_connections = 4;
  set_up (&fixture);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (Exchange) exchange = NULL;

      connections[i] = raw_connect (fixture.service);
      raw_send (connections[i], REQUEST, strlen (REQUEST));
      exchange = raw_receive (connections[i], "GET", "/v1");
      g_assert_cmpuint (exchange->status, ==, 200);
    }

  connections[4] = raw_connect (fixture.service);
  g_assert_true (raw_is_closed (connections[4]));

  /* Once one has left there is room again. */
  g_io_stream_close (G_IO_STREAM (connections[0]), NULL, NULL);
  while (ask (&fixture) != 200)
    ;

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_object_unref (connections[i]);
  real_service_free (fixture.service);
}

static char *
get_any_peer (GSocketAddress *address)
{
  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Asks from @address, which is of this computer. Returns: (nullable): the connection, if it was
 * not closed at once */
static GSocketConnection *
ask_from (Fixture *fixture, const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) from = g_inet_socket_address_new_from_string (address, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (Exchange) exchange = NULL;

  g_socket_client_set_timeout (client, 10);
  g_socket_client_set_local_address (client, from);
  connection = g_socket_client_connect_to_uri (client, real_service_get_uri (fixture->service), 80,
                                               NULL, &error);
  g_assert_no_error (error);
  raw_send (connection, REQUEST, strlen (REQUEST));
  exchange = raw_receive (connection, "GET", "/v1");
  return exchange->status == 200 ? g_steal_pointer (&connection) : NULL;
}

/* One address has only so many connections, and leaves the rest to others. */
static void
test_many_of_one (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) second = NULL;
  g_autoptr (GSocketConnection) other = NULL;
  g_autoptr (GSocketConnection) later = NULL;

  fixture.limits.max_of_peer = 2;
  fixture.limits.get_peer = get_any_peer;
  set_up (&fixture);
  g_autoptr (GSocketConnection) first = ask_from (&fixture, "127.0.0.1");
  second = ask_from (&fixture, "127.0.0.1");
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_null (ask_from (&fixture, "127.0.0.1"));
  other = ask_from (&fixture, "127.0.0.2");
  g_assert_nonnull (other);

  /* Those that have ended count no more. */
  g_io_stream_close (G_IO_STREAM (first), NULL, NULL);
  while (later == NULL)
    later = ask_from (&fixture, "127.0.0.1");
  real_service_free (fixture.service);
}

/* A reverse proxy on this computer has the connections of everybody. */
static void
test_many_of_proxy (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  GSocketConnection *connections[3];

  fixture.limits.max_of_peer = 1;
  set_up (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    {
      connections[i] = ask_from (&fixture, "127.0.0.1");
      g_assert_nonnull (connections[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_object_unref (connections[i]);
  real_service_free (fixture.service);
}

static void
test_peers (void)
{
  static const struct
  {
    const char *address;
    const char *name;
  } cases[] = {
    { "192.0.2.1", "192.0.2.1" },
    { "::ffff:192.0.2.1", "192.0.2.1" },
    { "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::" },
    { "2001:db8:1:2::", "2001:db8:1:2::" },
    { "127.0.0.1", NULL },
    { "127.8.0.1", NULL },
    { "::1", NULL },
    { "::ffff:127.0.0.1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketAddress) address
          = g_inet_socket_address_new_from_string (cases[i].address, 4711);
      g_autofree char *name = ct_peer_get_name (address);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
  g_assert_null (ct_peer_get_name (NULL));
}

/* A connection that says nothing is no reason to wait when the service ends. */
static void
test_stop_with_idle_connections (void)
{
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) silent = NULL;
  g_autoptr (GSocketConnection) slow = NULL;
  gint64 began;

  set_up (&fixture);
  silent = raw_connect (fixture.service);
  slow = raw_connect (fixture.service);
  raw_send (slow, SLOW_REQUEST, strlen (SLOW_REQUEST));
  began = g_get_monotonic_time ();
  real_service_stop (fixture.service);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 4 * G_USEC_PER_SEC);
  g_assert_true (raw_is_closed (silent));
  g_assert_true (raw_is_closed (slow));
  real_service_free (fixture.service);
}

/* What was asked before the service ends is answered. */
static void
test_stop_answers_first (void)
{
  static const char body[] = "{\"user_name\":\"nobody\",\"password\":\"x\"}";
  Fixture fixture = { .limits = ct_connection_limits };
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *request = NULL;
  g_autofree char *go_on = NULL;
  g_autoptr (Exchange) exchange = NULL;

  set_up (&fixture);
  connection = raw_connect (fixture.service);
  request = g_strdup_printf ("POST /v1/sessions HTTP/1.1\r\nHost: x\r\n"
                             "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                             "Content-Length: %zu\r\n\r\n",
                             strlen (body));
  raw_send (connection, request, strlen (request));
  go_on = raw_receive_head (connection);
  raw_send (connection, body, strlen (body));

  /* The password is being checked; another request shows that this one has been read. */
  g_autoptr (Exchange) other = exchange_get (fixture.service, NULL, "/v1");
  real_service_stop (fixture.service);
  exchange = raw_receive (connection, "POST", "/v1/sessions");
  exchange_assert_problem (exchange, 401, "bad-credentials");
  real_service_free (fixture.service);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  g_test_add_func ("/limits/slow-request", test_slow_request);
  g_test_add_func ("/limits/uploads", test_uploads);
  g_test_add_func ("/limits/trickle", test_trickle);
  g_test_add_func ("/limits/second-request-is-slow", test_second_request_is_slow);
  g_test_add_func ("/limits/idle", test_idle);
  g_test_add_func ("/limits/slow-reader", test_slow_reader);
  g_test_add_func ("/limits/thin-line", test_thin_line);
  g_test_add_func ("/limits/many", test_many);
  g_test_add_func ("/limits/many/of-one", test_many_of_one);
  g_test_add_func ("/limits/many/of-proxy", test_many_of_proxy);
  g_test_add_func ("/limits/many/peers", test_peers);
  g_test_add_func ("/limits/stop/idle-connections", test_stop_with_idle_connections);
  g_test_add_func ("/limits/stop/answers-first", test_stop_answers_first);

  return g_test_run ();
}
