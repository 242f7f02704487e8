/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what is of no use any more goes by itself, without anybody signing in or writing. */
#include "exchange.h"
#include "service/ct-chores.h"
#include "service/store/ct-statement.h"
#include "support/waiting.h"

#define DAY (24 * 60 * 60)

static gpointer
count_rows (CtDatabase *database, gpointer table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) AS n FROM %s", (const char *) table);
  g_autoptr (CtStatement) statement = ct_statement_new (database, sql);

  g_assert_true (ct_statement_next (statement, error));
  return g_strdup (ct_statement_get_text (statement, "n"));
}

static void
assert_count (CtStore *store, const char *table, const char *expected)
{
  g_autofree char *n = ct_store_run (store, CT_STORE_READ, count_rows, (gpointer) table, NULL);

  g_test_message ("%s", table);
  g_assert_cmpstr (n, ==, expected);
}

static void
done (gboolean *is_done)
{
  *is_done = TRUE;
}

/* Does the chores as they are done @seconds from now. */
static void
do_chores (CtStore *store, int seconds)
{
  g_autoptr (CtClock) clock = g_object_new (CT_TYPE_CLOCK, "offset", seconds, NULL);
  gboolean is_done = FALSE;

  g_autoptr (CtChores) chores = ct_chores_new (store, clock, "https://example.org/");
  g_signal_connect_swapped (chores, "done", G_CALLBACK (done), &is_done);
  wait_until (is_done);
}

static void
test_tidy (void)
{
  g_autoptr (RealService) service = real_service_new ();
  CtStore *store = real_service_get_store (service);
  g_autofree char *token = exchange_sign_in (service);
  g_autoptr (Exchange) written
      = exchange_run (service, token, "POST", "/v1/emails", "{\"address\":\"zofia@example.org\"}",
                      "Idempotency-Key", "\"1\"", NULL);

  g_assert_cmpuint (written->status, ==, 201);
  do_chores (store, DAY - 60);
  assert_count (store, "idempotency_keys", "1");
  do_chores (store, DAY + 60);
  assert_count (store, "idempotency_keys", "0");

  do_chores (store, 60 * DAY - 60);
  assert_count (store, "sessions", "1");
  do_chores (store, 60 * DAY + 60);
  assert_count (store, "sessions", "0");
  assert_count (store, "access_tokens", "0");
  assert_count (store, "refresh_tokens", "0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  g_test_add_func ("/chores/tidy", test_tidy);

  return g_test_run ();
}
