/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/ct-transport.h"
#include "model/ct-error.h"
#include "support/raw-server.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define ANSWER \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n" \
  "Connection: close\r\n\r\n{}"

typedef struct
{
  const char *name;
  const char *served;
  const char *trusted; /* NULL: only who the system trusts */
  const char *reason;  /* NULL: it is accepted */
} Case;

static const Case cases[] = {
  { "good", "good.pem", "good.pem", NULL },
  { "unknown-authority", "good.pem", NULL, "authority" },
  { "another-authority", "good.pem", "other-address.pem", "authority" },
  { "expired", "expired.pem", "expired.pem", "expired" },
  { "other-address", "other-address.pem", "other-address.pem", "another address" },
};

static char *
find_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
}

static GTlsDatabase *
load_trust (const char *name)
{
  g_autofree char *file = find_file (name);
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (file, &error);

  g_assert_no_error (error);
  return database;
}

static RawServer *
create_server (const char *name)
{
  g_autofree char *file = find_file (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (file, &error);

  g_assert_no_error (error);
  return raw_server_new (certificate, ANSWER, RAW_END_CLOSE);
}

static CtTransport *
create_transport (const char *address, GTlsDatabase *trust)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) base = ct_transport_check_address (address, &error);

  g_assert_no_error (error);
  return ct_transport_new (base, trust);
}

static CtAnswer *
send_secret (CtTransport *transport, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1/it" }, "secret",
                           NULL, take_result, &result);
  return ct_transport_send_finish (transport, wait_for_result (&result), NULL, error);
}

static void
test_certificate (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RawServer) server = create_server (item->served);
  g_autoptr (GTlsDatabase) trust = item->trusted != NULL ? load_trust (item->trusted) : NULL;
  CtTransport *transport = create_transport (raw_server_get_address (server), trust);
  g_autoptr (GError) error = NULL;

  g_autoptr (CtAnswer) answer = send_secret (transport, &error);

  if (item->reason == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, 200);
    }
  else
    {
      g_assert_error (error, CT_ERROR, CT_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, item->reason));
      g_assert_cmpuint (raw_server_count_heard (server), ==, 0);
    }

  assert_finalized (transport);
}

/* Somebody who speaks no TLS at the port where it is expected. */
static void
test_no_tls (void)
{
  g_autoptr (RawServer) server
      = raw_server_new (NULL, "HTTP/1.1 400 Bad Request\r\n\r\n", RAW_END_CLOSE);
  g_autofree char *address
      = g_strconcat ("https://", raw_server_get_address (server) + strlen ("http://"), NULL);
  CtTransport *transport = create_transport (address, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (send_secret (transport, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_TLS);
  assert_finalized (transport);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  use_scripted_network ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/tls/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_certificate);
    }
  g_test_add_func ("/tls/no-tls", test_no_tls);

  return g_test_run ();
}
