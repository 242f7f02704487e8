/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-transport.h"
#include "model/ct-error.h"

typedef struct
{
  const char *typed;
  const char *address; /* NULL: refused */
} Case;

static const Case cases[] = {
  { "tracker.example.org", "https://tracker.example.org" },
  { "  tracker.example.org\n", "https://tracker.example.org" },
  { "tracker.example.org/", "https://tracker.example.org" },
  { "tracker.example.org:8443", "https://tracker.example.org:8443" },
  { "tracker.example.org/certs/", "https://tracker.example.org/certs" },
  { "https://tracker.example.org", "https://tracker.example.org" },
  { "https://tracker.example.org:443/", "https://tracker.example.org" },
  { "HTTPS://Tracker.Example.ORG", "https://tracker.example.org" },
  { "https://tracker.example.org/a/b///", "https://tracker.example.org/a/b" },
  { "https://192.0.2.7", "https://192.0.2.7" },
  { "[2001:db8::1]:444", "https://[2001:db8::1]:444" },
  { "bücher.example", "https://xn--bcher-kva.example" },
  { "localhost", "https://localhost" },

  /* Plain http: only to this computer. */
  { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
  { "http://127.0.0.1:80/", "http://127.0.0.1" },
  { "http://127.8.9.10:1", "http://127.8.9.10:1" },
  { "http://[::1]:8080/", "http://[::1]:8080" },
  { "http://localhost:8080", "http://localhost:8080" },
  { "http://tracker.example.org", NULL },
  { "http://localhost.example.org", NULL },
  { "http://127.0.0.1.example.org", NULL },
  { "http://127.1", NULL },
  { "http://0.0.0.0", NULL },
  { "http://10.0.0.1", NULL },
  { "http://[::ffff:10.0.0.1]", NULL },

  /* Other schemes. */
  { "ftp://tracker.example.org", NULL },
  { "file:///etc/passwd", NULL },
  { "javascript://tracker.example.org", NULL },
  { "://tracker.example.org", NULL },

  /* What must not be in it. */
  { "https://me@tracker.example.org", NULL },
  { "https://me:secret@tracker.example.org", NULL },
  { "me@tracker.example.org", NULL },
  { "https://tracker.example.org/?a=b", NULL },
  { "https://tracker.example.org/#top", NULL },

  /* What is no host. */
  { "", NULL },
  { "   ", NULL },
  { "https://", NULL },
  { "https:///path", NULL },
  { "https://tracker example.org", NULL },
  { "https://tracker.example.org:port", NULL },
  { "https://tracker.example.org:99999", NULL },
  { "https://tracker.example.org:0", NULL },
  { "https://[::1", NULL },
  { "https://a%2fb", NULL },
  { "https://a\\b", NULL },
};

static void
test_address (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = ct_transport_check_address (item->typed, &error);

  if (item->address == NULL)
    {
      g_assert_null (uri);
      g_assert_error (error, CT_ERROR, CT_ERROR_BAD_ADDRESS);
      g_assert_cmpstr (error->message, !=, "");
      return;
    }

  g_assert_no_error (error);
  g_autofree char *text = g_uri_to_string (uri);
  g_assert_cmpstr (text, ==, item->address);

  /* What was remembered is taken again, and is the same. */
  g_autoptr (GUri) again = ct_transport_check_address (text, &error);
  g_assert_no_error (error);
  g_autofree char *text_again = g_uri_to_string (again);
  g_assert_cmpstr (text_again, ==, text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = g_uri_escape_string (cases[i].typed, ":[]@?#", FALSE);
      g_autofree char *path = g_strdup_printf ("/address/%02" G_GSIZE_FORMAT "-%s", i, escaped);

      g_test_add_data_func (path, &cases[i], test_address);
    }

  return g_test_run ();
}
