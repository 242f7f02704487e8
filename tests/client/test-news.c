/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a candidate waits for is told once, when it arrives, and nothing else is. */

#include <time.h>

#include "client/ct-client.h"
#include "model/ct-attempt.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/waiting.h"

#define ATTEMPTS "GET /v1/attempts?limit=500"
#define CREDENTIALS "GET /v1/credentials?limit=500"
#define ELIGIBILITY "GET /v1/eligibility?limit=500"

#define ATTEMPT(id, result) \
  "{\"id\":\"" id "\",\"exam_code\":\"e\",\"exam_title\":\"E\",\"kind\":\"exam\"," \
  "\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"" result "\"}"
#define CREDENTIAL(id, state) \
  "{\"id\":\"" id "\",\"number\":\"N\",\"achievement_id\":\"x\",\"title\":\"T\"," \
  "\"short_title\":\"S\",\"kind\":\"certification\",\"field\":\"F\",\"name\":\"Jane\"," \
  "\"state\":\"" state "\",\"issued_at\":\"2024-02-03T12:00:00Z\",\"verification_code\":\"V\"}"
#define STANDING(state) \
  "{\"id\":\"e\",\"title\":\"E\",\"kind\":\"exam\",\"eligible\":false,\"authorization\":{" \
  "\"id\":\"z\",\"exam_code\":\"e\",\"exam_title\":\"E\",\"state\":\"" state "\"," \
  "\"first_day\":\"2026-01-01T00:00:00Z\",\"last_day\":\"2027-01-01T00:00:00Z\"," \
  "\"created_at\":\"2026-01-01T00:00:00Z\",\"changed_at\":\"2026-01-01T00:00:00Z\"}}"

#define CALM (5 * G_TIME_SPAN_MINUTE)
#define MOMENT (5 * G_TIME_SPAN_SECOND)

/* What the clock of the application shows; 0 while it goes as others do. */
static gint64 stopped_at;

/* Instead of GLib's. */
gint64
g_get_monotonic_time (void)
{
  struct timespec now;

  if (stopped_at != 0)
    return stopped_at;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

/* What the application does every few seconds, instead of GLib's, so that no test waits for it. */
static GSourceFunc tick;
static gpointer ticking;

guint
g_timeout_add_seconds (guint interval, GSourceFunc function, gpointer data)
{
  tick = function;
  ticking = data;
  return g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, interval, function, data, NULL);
}

typedef struct
{
  ScriptedServer *server;
  CtClient *client;
  GString *told; /* the ids of what arrived, each with a space behind it */
} Fixture;

static void
on_arrived (CtNews *news, CtResource *thing, Fixture *self)
{
  g_string_append_printf (self->told, "%s ", ct_resource_get_id (thing));
}

static void
answer (Fixture *self, const char *what, const char *items)
{
  g_autofree char *json = g_strdup_printf ("{\"items\":[%s]}", items);

  scripted_server_answer_json (self->server, what, json);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = scripted_server_new ();
  self->told = g_string_new (NULL);
  let_sign_in (self->server);
  answer (self, ATTEMPTS, ATTEMPT ("old", "passed") "," ATTEMPT ("waiting", "pending"));
  answer (self, CREDENTIALS, CREDENTIAL ("held", "active"));
  answer (self, ELIGIBILITY, STANDING ("pending"));
  self->client = ct_client_new (NULL);
  g_signal_connect (ct_client_get_news (self->client), "arrived", G_CALLBACK (on_arrived), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sign_out_of (ct_client_get_session (self->client));
  assert_finalized (self->client);
  scripted_server_free (self->server);
  g_string_free (self->told, TRUE);
}

static gboolean
is_refreshing (Fixture *self)
{
  return ct_collection_is_refreshing (ct_client_get_attempts (self->client))
         || ct_collection_is_refreshing (ct_client_get_credentials (self->client))
         || ct_collection_is_refreshing (ct_client_get_eligibility (self->client));
}

static void
refresh (Fixture *self)
{
  wait_until (!is_refreshing (self));
  ct_client_refresh (self->client);
  wait_until (!is_refreshing (self));
}

static void
sign_in (Fixture *self)
{
  sign_in_at (ct_client_get_session (self->client), self->server);
  wait_until (!is_refreshing (self));
}

/* That these arrived since it was last asked. */
static void
assert_told (Fixture *self, const char *ids)
{
  g_assert_cmpstr (self->told->str, ==, ids);
  g_string_truncate (self->told, 0);
}

static void
test_results (Fixture *self, gconstpointer data)
{
  sign_in (self);
  refresh (self);
  assert_told (self, "");

  answer (self, ATTEMPTS,
          ATTEMPT ("new", "failed") "," ATTEMPT ("started", "pending") "," ATTEMPT (
              "old", "passed") "," ATTEMPT ("waiting", "passed"));
  refresh (self);
  assert_told (self, "new waiting ");
  refresh (self);
  assert_told (self, "");

  answer (self, ATTEMPTS, ATTEMPT ("old", "revoked") "," ATTEMPT ("waiting", "passed"));
  refresh (self);
  assert_told (self, "old ");
}

static void
test_credentials (Fixture *self, gconstpointer data)
{
  sign_in (self);
  answer (self, CREDENTIALS, CREDENTIAL ("earned", "active") "," CREDENTIAL ("held", "expired"));
  refresh (self);
  assert_told (self, "earned ");
}

static void
test_registrations (Fixture *self, gconstpointer data)
{
  sign_in (self);
  answer (self, ELIGIBILITY, STANDING ("sending"));
  refresh (self);
  assert_told (self, "");
  answer (self, ELIGIBILITY, STANDING ("accepted"));
  refresh (self);
  assert_told (self, "e ");
  answer (self, ELIGIBILITY, STANDING ("used"));
  refresh (self);
  assert_told (self, "");
}

/* What another candidate has is nobody's news, nor what comes after a failure. */
static void
test_baseline (Fixture *self, gconstpointer data)
{
  sign_in (self);
  sign_out_of (ct_client_get_session (self->client));
  answer (self, CREDENTIALS, CREDENTIAL ("another", "active"));
  sign_in (self);
  assert_told (self, "");

  scripted_server_answer (self->server, CREDENTIALS, 503, NULL, NULL);
  refresh (self);
  answer (self, CREDENTIALS, CREDENTIAL ("another", "active"));
  refresh (self);
  assert_told (self, "");
}

/* Who looks sees how it is, without asking twice within a moment. */
static void
test_looking (Fixture *self, gconstpointer data)
{
  CtNews *news;

  sign_in (self);
  /* An answer may take longer than a moment. */
  stopped_at = g_get_monotonic_time ();
  news = ct_news_new (self->client);
  ct_news_look (news);
  g_assert_false (is_refreshing (self));

  stopped_at += MOMENT;
  ct_news_look (news);
  g_assert_true (is_refreshing (self));
  wait_until (!is_refreshing (self));
  ct_news_look (news);
  g_assert_false (is_refreshing (self));

  assert_finalized (news);
  stopped_at = 0;
}

/* It asks by itself, unless the candidate has switched that off; whoever looks sees news in any
 * case. */
static void
test_asking_by_itself (Fixture *self, gconstpointer data)
{
  CtNews *news;

  sign_in (self);
  stopped_at = g_get_monotonic_time ();
  news = ct_news_new (self->client);
  g_assert_true (ticking == news);
  stopped_at += CALM;
  g_object_set (news, "active", FALSE, NULL);
  tick (ticking);
  g_assert_false (is_refreshing (self));

  g_object_set (news, "active", TRUE, NULL);
  tick (ticking);
  g_assert_true (is_refreshing (self));
  wait_until (!is_refreshing (self));

  stopped_at += MOMENT;
  g_object_set (news, "active", FALSE, NULL);
  ct_news_look (news);
  g_assert_true (is_refreshing (self));
  wait_until (!is_refreshing (self));
  assert_finalized (news);
  stopped_at = 0;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/news/results", test_results },
    { "/news/credentials", test_credentials },
    { "/news/registrations", test_registrations },
    { "/news/baseline", test_baseline },
    { "/news/looking", test_looking },
    { "/news/asking-by-itself", test_asking_by_itself },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_keyring ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}
