/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: whoever opens an address of the service in a browser reads where they are and where a
 * credential is verified, and programs still get a problem that they understand. */
#include <libsoup/soup.h>
#include <string.h>

#include "support/real-service.h"

#define BROWSER "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

typedef struct
{
  RealService *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
}

/* Returns: (transfer full): the body */
static char *
get (Fixture *fixture, const char *path, const char *accept, guint status, const char *type)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autofree char *uri = g_strconcat (real_service_get_uri (fixture->service), path + 1, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GError) error = NULL;

  if (accept != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Accept", accept);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", path);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, type);
  if (g_str_equal (type, "text/html"))
    g_assert_nonnull (soup_message_headers_get_one (headers, "Content-Security-Policy"));
  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
test_front (Fixture *fixture, gconstpointer data)
{
  g_autofree char *front = get (fixture, "/", BROWSER, 200, "text/html");
  g_autofree char *problem = get (fixture, "/", "*/*", 404, "application/problem+json");

  g_assert_nonnull (strstr (front, "<a class=\"button quiet\" href=\"/verify\">"));
  g_assert_nonnull (strstr (front, "CertTracker application"));
  g_assert_nonnull (strstr (problem, "There is nothing here."));
}

static void
test_nothing_here (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/favicon.ico", "/share", "/verify/a/b", "/<script>", "//" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *page = get (fixture, paths[i], BROWSER, 404, "text/html");
      g_autofree char *problem = get (fixture, paths[i], NULL, 404, "application/problem+json");

      g_assert_nonnull (strstr (page, "There Is Nothing Here"));
      g_assert_nonnull (strstr (page, "href=\"/verify\""));
      g_assert_null (strstr (page, "<script>"));
      g_assert_nonnull (strstr (problem, "There is nothing here."));
    }
}

/* An address as people type it. */
static void
test_slash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *form = get (fixture, "/verify", BROWSER, 200, "text/html");
  g_autofree char *same = get (fixture, "/verify/", BROWSER, 200, "text/html");

  g_assert_cmpstr (same, ==, form);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/front/page", test_front);
  add ("/front/nothing-here", test_nothing_here);
  add ("/front/slash", test_slash);

  return g_test_run ();
}
