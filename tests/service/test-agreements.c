/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: accepting an agreement, once, in its present version; and that what waited only
 * for it is earned at once. */
#include "exchange.h"

typedef struct
{
  RealService *service;
  char *token;
} Fixture;

/* The sample candidate whose passed exams wait for the agreement. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();

  g_autofree char *body = g_strdup_printf ("{\"user_name\":\"ananya\",\"password\":\"%s\"}",
                                           real_service_get_password (fixture->service));
  g_autoptr (Exchange) exchange
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", body, NULL);
  fixture->token = g_strdup (exchange_get_string (exchange, "access_token"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->token);
  real_service_free (fixture->service);
}

static JsonObject *
get_agreement (Exchange *program)
{
  JsonObject *object = json_node_get_object (program->json);

  return json_array_get_object_element (json_object_get_array_member (object, "agreements"), 0);
}

static char *
write_acceptance (Fixture *fixture, const char *version)
{
  g_autoptr (Exchange) program = exchange_get (fixture->service, NULL, "/v1/program");
  JsonObject *agreement = get_agreement (program);

  return g_strdup_printf ("{\"agreement_id\":\"%s\",\"version\":\"%s\"}",
                          json_object_get_string_member (agreement, "id"),
                          version != NULL ? version
                                          : json_object_get_string_member (agreement, "version"));
}

static Exchange *
accept (Fixture *fixture, const char *key, const char *body)
{
  return exchange_run (fixture->service, fixture->token, "POST", "/v1/account/acceptances", body,
                       "Idempotency-Key", key, NULL);
}

static guint
count (Fixture *fixture, const char *list)
{
  g_autoptr (Exchange) exchange = exchange_get (fixture->service, fixture->token, list);

  return json_array_get_length (exchange_get_items (exchange));
}

static void
test_earns_what_waited (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = write_acceptance (fixture, NULL);
  guint n_before = count (fixture, "/v1/credentials");
  guint n_events = count (fixture, "/v1/events");
  g_autoptr (Exchange) accepted = accept (fixture, "\"1\"", body);

  g_assert_cmpuint (accepted->status, ==, 201);
  guint n_after = count (fixture, "/v1/credentials");
  g_assert_cmpuint (n_after, >, n_before);

  /* The acceptance and each credential are in the account's history, and each has a mail. */
  g_assert_cmpuint (count (fixture, "/v1/events"), ==, n_events + 1 + n_after - n_before);
}

static void
test_twice_is_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = write_acceptance (fixture, NULL);
  g_autoptr (Exchange) first = accept (fixture, "\"1\"", body);
  guint n_credentials = count (fixture, "/v1/credentials");
  guint n_events = count (fixture, "/v1/events");
  g_autoptr (Exchange) again = accept (fixture, "\"1\"", body);
  g_autoptr (Exchange) other_key = accept (fixture, "\"2\"", body);

  g_assert_cmpuint (again->status, ==, 201);
  g_assert_true (g_bytes_equal (first->body, again->body));
  g_assert_cmpuint (other_key->status, ==, 201);
  g_assert_cmpuint (count (fixture, "/v1/credentials"), ==, n_credentials);
  g_assert_cmpuint (count (fixture, "/v1/events"), ==, n_events);
}

static void
test_old_version (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = write_acceptance (fixture, "0.0");
  g_autoptr (Exchange) exchange = accept (fixture, "\"1\"", body);

  exchange_assert_problem (exchange, 409, NULL);
  g_assert_cmpuint (count (fixture, "/v1/events"), ==, 1);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = write_acceptance (fixture, NULL);
  g_autoptr (Exchange) nothing
      = accept (fixture, "\"1\"", "{\"agreement_id\":\"none\",\"version\":\"1\"}");
  g_autoptr (Exchange) empty = accept (fixture, "\"2\"", "{}");
  g_autoptr (Exchange) unquoted = accept (fixture, "1", body);
  g_autoptr (Exchange) keyless = exchange_run (fixture->service, fixture->token, "POST",
                                               "/v1/account/acceptances", body, NULL);
  g_autoptr (Exchange) stranger
      = exchange_run (fixture->service, NULL, "POST", "/v1/account/acceptances", body, NULL);

  exchange_assert_problem (nothing, 404, NULL);
  exchange_assert_problem (empty, 422, "invalid");
  exchange_assert_problem (unquoted, 400, NULL);
  g_assert_nonnull (strstr (exchange_get_string (unquoted, "detail"), "in quotation marks"));
  exchange_assert_problem (keyless, 400, NULL);
  exchange_assert_problem (stranger, 401, NULL);
}

static void
test_key_of_another_request (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = write_acceptance (fixture, NULL);
  g_autoptr (Exchange) first = accept (fixture, "\"1\"", body);
  g_autoptr (Exchange) other
      = accept (fixture, "\"1\"", "{\"agreement_id\":\"none\",\"version\":\"1\"}");

  g_assert_cmpuint (first->status, ==, 201);
  exchange_assert_problem (other, 422, "key-reused");
}

#define ADD(name, function) \
  g_test_add ("/agreements/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("earns", test_earns_what_waited);
  ADD ("twice", test_twice_is_once);
  ADD ("old-version", test_old_version);
  ADD ("refusals", test_refusals);
  ADD ("key-reused", test_key_of_another_request);
  return g_test_run ();
}
