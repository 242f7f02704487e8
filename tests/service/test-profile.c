/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: candidates keep their contact and demographic information current; what does not fit
 * at Pearson VUE is said where it is wrong; a change made elsewhere is not written over; and the
 * next file for Pearson VUE has what was changed. */
#include <string.h>

#include "exchange.h"

typedef struct
{
  RealService *service;
  char *token;
  char *etag;
} Fixture;

static void
load (Fixture *fixture)
{
  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");

  g_assert_cmpuint (account->status, ==, 200);
  g_set_str (&fixture->etag, exchange_get_header (account, "ETag"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);
  load (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
  g_free (fixture->etag);
}

static Exchange *
change (Fixture *fixture, const char *body)
{
  return exchange_run (fixture->service, fixture->token, "PATCH", "/v1/account", body, "If-Match",
                       fixture->etag, NULL);
}

static char *
get (Fixture *fixture, const char *member)
{
  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");
  JsonObject *object = json_node_get_object (account->json);

  return json_object_has_member (object, member)
             ? g_strdup (json_object_get_string_member (object, member))
             : NULL;
}

static void
assert_member (Fixture *fixture, const char *member, const char *expected)
{
  g_autofree char *value = get (fixture, member);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) changed = change (
      fixture,
      "{\"phone\":\" +49 89  1234567 \",\"country\":\"de\",\"address_1\":\"Hauptstraße 5\","
      "\"address_2\":null,\"postal_code\":\"80331\",\"city\":\"München\","
      "\"native_address\":\"Hauptstraße 5\\n 80331   München\\n\",\"language\":\"pt-BR\","
      "\"time_zone\":\"Europe/Berlin\",\"age\":\"from-35\",\"gender\":\"undisclosed\","
      "\"education\":\"master\",\"experience\":\"from-10\",\"muted\":[\"expiry\"]}");

  g_assert_cmpuint (changed->status, ==, 200);
  assert_member (fixture, "phone", "+49 89 1234567");
  assert_member (fixture, "country", "DE");
  assert_member (fixture, "native_address", "Hauptstraße 5\n80331 München");
  assert_member (fixture, "gender", "undisclosed");
  assert_member (fixture, "time_zone", "Europe/Berlin");

  /* What comes back is what a GET says, under the same ETag. */
  load (fixture);
  g_assert_cmpstr (exchange_get_header (changed, "ETag"), ==, fixture->etag);

  /* The candidate can see that it happened. */
  g_autoptr (Exchange) events = exchange_get (fixture->service, fixture->token, "/v1/events");
  JsonObject *event = json_array_get_object_element (exchange_get_items (events), 0);
  g_assert_cmpstr (json_object_get_string_member (event, "kind"), ==, "profile-changed");
}

static void
test_take_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) gone
      = change (fixture, "{\"phone\":null,\"city\":\"  \",\"age\":null,\"muted\":null}");

  g_assert_cmpuint (gone->status, ==, 200);
  assert_member (fixture, "phone", NULL);
  assert_member (fixture, "city", NULL);
  assert_member (fixture, "age", "unanswered");

  /* It may be left out; only registering for an exam needs it. */
  g_autoptr (Exchange) profile
      = exchange_get (fixture->service, fixture->token, "/v1/testing-profile");
  g_assert_cmpstr (exchange_get_string (profile, "state"), ==, "incomplete");
}

/* Pearson VUE gets what was changed, and is not bothered with the rest. */
static void
test_changed_at (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = get (fixture, "changed_at");

  real_service_pass_time (fixture->service, 60);
  g_autoptr (Exchange) other = change (fixture, "{\"time_zone\":\"Asia/Tokyo\"}");
  g_assert_cmpuint (other->status, ==, 200);
  assert_member (fixture, "changed_at", before);

  load (fixture);
  g_autoptr (Exchange) same = change (fixture, "{\"country\":\"SE\"}");
  g_assert_cmpuint (same->status, ==, 200);
  assert_member (fixture, "changed_at", before);

  /* Pearson VUE has the candidate as they are, and no longer once they have moved. */
  real_service_execute (
      fixture->service,
      "INSERT INTO testing_profiles (id, state, sent_at, decided_at) VALUES ('zofia', 'accepted',"
      " strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '+30 seconds'), '2026-01-01T00:00:00Z')"
      " ON CONFLICT (id) DO UPDATE SET state = excluded.state, sent_at = excluded.sent_at");
  g_autoptr (Exchange) known
      = exchange_get (fixture->service, fixture->token, "/v1/testing-profile");
  g_assert_cmpstr (exchange_get_string (known, "state"), ==, "accepted");

  load (fixture);
  g_autoptr (Exchange) moved = change (fixture, "{\"address_1\":\"Nygatan 2\"}");
  g_assert_cmpuint (moved->status, ==, 200);
  g_autofree char *after = get (fixture, "changed_at");
  g_assert_cmpstr (after, !=, before);
  g_autoptr (Exchange) pending
      = exchange_get (fixture->service, fixture->token, "/v1/testing-profile");
  g_assert_cmpstr (exchange_get_string (pending, "state"), ==, "pending");
}

/* Nothing is written over that was changed elsewhere meanwhile, and nothing without looking. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Exchange) blind = exchange_run (fixture->service, fixture->token, "PATCH",
                                             "/v1/account", "{\"city\":\"Lund\"}", NULL);
  g_autoptr (Exchange) first = change (fixture, "{\"city\":\"Lund\"}");
  g_autoptr (Exchange) second = change (fixture, "{\"city\":\"Malmö\"}");

  exchange_assert_problem (blind, 428, NULL);
  g_assert_cmpuint (first->status, ==, 200);
  exchange_assert_problem (second, 412, NULL);
  assert_member (fixture, "city", "Lund");
}

static void
assert_refused (Fixture *fixture, const char *body, const char *pointer, const char *words)
{
  g_autoptr (Exchange) refused = change (fixture, body);
  JsonArray *errors;

  exchange_assert_problem (refused, 422, "invalid");
  errors = json_object_get_array_member (json_node_get_object (refused->json), "errors");
  for (guint i = 0; i < json_array_get_length (errors); i++)
    {
      JsonObject *reason = json_array_get_object_element (errors, i);

      if (g_str_equal (json_object_get_string_member (reason, "pointer"), pointer)
          && strstr (json_object_get_string_member (reason, "detail"), words) != NULL)
        return;
    }
  g_error ("%s: nothing says “%s” of %s", body, words, pointer);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *pointer;
    const char *words;
  } cases[] = {
    { "{\"address_1\":\"12345678901234567890123456789012345678901\"}", "#/address_1",
      "at most 40" },
    { "{\"address_2\":\"ul. Łąkowa 3\"}", "#/address_2", "Western European" },
    { "{\"city\":\"東京\"}", "#/city", "Western European" },
    { "{\"postal_code\":\"12345678901234567\"}", "#/postal_code", "at most 16" },
    { "{\"phone\":\"031 4960517\"}", "#/phone", "start with +" },
    { "{\"phone\":\"+46 31 none\"}", "#/phone", "no digit" },
    { "{\"country\":\"XX\"}", "#/country", "no such country" },
    { "{\"country\":\"US\",\"region\":\"Texas\"}", "#/region", "two-letter" },
    { "{\"time_zone\":\"../../../etc/passwd\"}", "#/time_zone", "no such time zone" },
    { "{\"time_zone\":\"Europe/Atlantis\"}", "#/time_zone", "no such time zone" },
    { "{\"language\":\"Svenska\"}", "#/language", "language tag" },
    { "{\"gender\":\"blue\"}", "#/gender", "choices" },
    { "{\"muted\":[\"expiry\",\"weather\"]}", "#/muted/1", "kind of notice" },
    { "{\"name\":\"Somebody Else\"}", "#/name", "Program Support Team" },
    { "{\"company\":\"Another\"}", "#/company", "Program Support Team" },
    { "{\"candidate_id\":\"1\"}", "#/candidate_id", "cannot be changed" },
    { "{\"city\":7}", "#/city", "string" },
    { "{\"email\":\"not-mine@example.com\"}", "#/email", "Add this address" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (fixture, cases[i].body, cases[i].pointer, cases[i].words);

  /* All of it is said at once, and none of it is done. */
  assert_refused (fixture, "{\"city\":\"東京\",\"phone\":\"7\",\"time_zone\":\"Asia/Tokyo\"}",
                  "#/phone", "start with +");
  assert_member (fixture, "time_zone", "Europe/Stockholm");
}

/* What was imported and does not fit is no obstacle to changing something else. */
static void
test_old_fault (Fixture *fixture, gconstpointer data)
{
  real_service_execute (fixture->service, "UPDATE accounts SET city = 'Łódź' WHERE id = 'zofia'");
  load (fixture);

  g_autoptr (Exchange) changed = change (fixture, "{\"language\":\"pl\"}");
  g_assert_cmpuint (changed->status, ==, 200);
}

#define ADD(name, function) \
  g_test_add ("/profile/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("change", test_change);
  ADD ("take-away", test_take_away);
  ADD ("changed-at", test_changed_at);
  ADD ("stale", test_stale);
  ADD ("faults", test_faults);
  ADD ("old-fault", test_old_fault);
  return g_test_run ();
}
