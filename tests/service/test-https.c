/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what is said to the service from elsewhere is encrypted, or not said. */
#include <glib/gstdio.h>
#include <string.h>

#include "exchange.h"

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "good.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (file, &error);

  g_assert_no_error (error);
  return certificate;
}

static RealService *
start (guint request_timeout)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate ();
  CtConnectionLimits limits = ct_connection_limits;

  limits.request_timeout = request_timeout;
  return real_service_new_with_options (
      &(RealServiceOptions) { .limits = &limits, .certificate = certificate });
}

static void
test_https (void)
{
  g_autoptr (RealService) service = start (ct_connection_limits.request_timeout);
  g_autofree char *token = exchange_sign_in (service);
  g_autoptr (Exchange) account = exchange_get (service, token, "/v1/account");
  g_autofree char *much = g_strnfill (100 * 1000, ' ');
  g_autoptr (Exchange) too_much = exchange_run (service, NULL, "POST", "/v1/sessions", much, NULL);

  g_assert_true (g_str_has_prefix (real_service_get_uri (service), "https://"));
  g_assert_cmpuint (account->status, ==, 200);
  exchange_assert_problem (too_much, 413, NULL);
}

/* Nobody holds a connection by not finishing the handshake, nor by not speaking TLS. */
static void
test_no_handshake (void)
{
  static const char *const starts[] = {
    "",
    "\x16\x03\x01",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "GET /v1 HTTP/1.1\r\n\r\n",
  };
  g_autoptr (RealService) service = start (300);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (GSocketConnection) connection = raw_connect (service);
      GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));

      raw_send (connection, starts[i], strlen (starts[i]));
      /* There may be an alert before it is closed. */
      while (g_input_stream_skip (input, 1, NULL, NULL) > 0)
        ;
    }

  g_autoptr (Exchange) exchange = exchange_get (service, NULL, "/v1");
  g_assert_cmpuint (exchange->status, ==, 200);
}

static gboolean
listen_on (const char *address, gboolean with_certificate, guint16 port, GError **error)
{
  g_autofree char *directory = g_dir_make_tmp ("certtracker-listen-XXXXXX", NULL);
  g_autoptr (CtStore) store = ct_store_open (directory, NULL);
  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (CtServer) server = ct_server_new (store, clock, NULL);
  g_autoptr (GTlsCertificate) certificate = with_certificate ? load_certificate () : NULL;
  gboolean listens = ct_server_listen (server, address, port, certificate, error);
  g_autofree char *file = g_build_filename (directory, "certtracker.db", NULL);
  g_autofree char *lock = g_build_filename (directory, "lock", NULL);

  ct_store_close (store);
  g_assert_no_errno (g_remove (file));
  g_assert_no_errno (g_remove (lock));
  g_assert_no_errno (g_rmdir (directory));
  return listens;
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    gboolean plain;
    gboolean with_certificate;
  } cases[] = {
    { "127.0.0.1", TRUE, TRUE },     { "localhost", TRUE, TRUE }, { "127.0.0.53", TRUE, TRUE },
    { "0.0.0.0", FALSE, TRUE },      { "::", FALSE, TRUE },       { "192.0.2.1", FALSE, FALSE },
    { "example.com", FALSE, FALSE }, { "", FALSE, FALSE },        { "127.0.0.1:80", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) plain_error = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", cases[i].address);
      g_assert_cmpint (listen_on (cases[i].address, FALSE, 0, &plain_error), ==, cases[i].plain);
      g_assert_true (cases[i].plain || plain_error != NULL);

      /* This computer may have no IPv6. */
      if (!listen_on (cases[i].address, TRUE, 0, &error))
        g_assert_true (!cases[i].with_certificate || strcmp (cases[i].address, "::") == 0);
    }
}

static void
test_port_in_use (void)
{
  g_autoptr (RealService) service = real_service_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (listen_on ("127.0.0.1", FALSE, real_service_get_port (service), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  g_test_add_func ("/https/https", test_https);
  g_test_add_func ("/https/no-handshake", test_no_handshake);
  g_test_add_func ("/https/addresses", test_addresses);
  g_test_add_func ("/https/port-in-use", test_port_in_use);

  return g_test_run ();
}
