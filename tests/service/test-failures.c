/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: when the service itself is in trouble it says so, and keeps what it has. */
#include <string.h>

#include "exchange.h"

static Exchange *
refresh (RealService *service, const char *token)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", token);

  return exchange_run (service, NULL, "POST", "/v1/sessions/refresh", body, NULL);
}

/* On a full disk nothing can be changed, but everything can be read; and when there is room
 * again, what was refused can be done. */
static void
test_full_disk (void)
{
  g_autoptr (RealService) service = real_service_new ();
  g_autoptr (Exchange) session
      = exchange_run (service, NULL, "POST", "/v1/sessions",
                      "{\"user_name\":\"zofia\",\"password\":\"sample-candidate\"}", NULL);
  const char *access = exchange_get_string (session, "access_token");
  g_autofree char *token = g_strdup (exchange_get_string (session, "refresh_token"));
  guint status = 200;

  real_service_execute (service, "PRAGMA max_page_count = 1");

  for (guint i = 0; i < 500 && status == 200; i++)
    {
      g_autoptr (Exchange) exchange = refresh (service, token);

      status = exchange->status;
      if (status == 200)
        g_set_str (&token, exchange_get_string (exchange, "refresh_token"));
      else
        exchange_assert_problem (exchange, 503, NULL);
    }
  g_assert_cmpuint (status, ==, 503);

  real_service_pass_time (service, 120);
  g_autoptr (Exchange) account = exchange_get (service, access, "/v1/account");
  g_assert_cmpuint (account->status, ==, 200);

  real_service_execute (service, "PRAGMA max_page_count = 1000000");
  g_autoptr (Exchange) again = refresh (service, token);
  g_assert_cmpuint (again->status, ==, 200);
}

/* Damage in one place is said there, and does not spread. */
static void
test_damaged_row (void)
{
  g_autoptr (RealService) service = real_service_new ();
  g_autofree char *token = exchange_sign_in (service);

  real_service_execute (service, "UPDATE attempts SET sections = '[{'");
  g_autoptr (Exchange) attempts = exchange_get (service, token, "/v1/attempts");
  g_autoptr (Exchange) account = exchange_get (service, token, "/v1/account");

  exchange_assert_problem (attempts, 500, NULL);
  g_assert_null (strstr (exchange_get_string (attempts, "detail"), "sections"));
  g_assert_cmpuint (account->status, ==, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  /* The service warns its people, as it should. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/failures/full-disk", test_full_disk);
  g_test_add_func ("/failures/damaged-row", test_damaged_row);

  return g_test_run ();
}
