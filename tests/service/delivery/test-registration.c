/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a candidate gets from the application to a seat, and the result comes back by
 * itself; nobody else gets anywhere with what a browser shows. */
#include <string.h>

#include "exchange.h"
#include "service/delivery/ct-vue-settings.h"

#define FORM "application/x-www-form-urlencoded"
#define REGISTER "{\"exam_code\":\"250-447\"}"

static RealService *
demo_new (void)
{
  return real_service_new_with_options (&(RealServiceOptions) { .is_demo = TRUE });
}

static char *
get_text (Exchange *exchange)
{
  return g_strndup (g_bytes_get_data (exchange->body, NULL), g_bytes_get_size (exchange->body));
}

/* Registers the demo's candidate. Returns: (transfer full): the id of the registration */
static char *
authorize (RealService *service, const char *token)
{
  g_autoptr (Exchange) made = exchange_run (service, token, "POST", "/v1/authorizations", REGISTER,
                                            "Idempotency-Key", "\"first\"", NULL);

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (made, "exam_code"), ==, "250-447");
  return g_strdup (exchange_get_string (made, "id"));
}

/* Returns: (transfer full): the path by which a browser is handed over */
static char *
open_hand_over (RealService *service, const char *token, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/authorizations/%s/hand-over", id);
  g_autoptr (Exchange) made = exchange_run (service, token, "POST", path, NULL, NULL);
  const char *uri;

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (exchange_get_header (made, "Cache-Control"), ==, "no-store");
  uri = exchange_get_string (made, "uri");
  g_assert_true (g_str_has_prefix (uri, real_service_get_uri (service)));
  return g_strdup (uri + strlen (real_service_get_uri (service)) - 1);
}

static void
assert_state (RealService *service, const char *token, const char *path, const char *state)
{
  g_autoptr (Exchange) one = exchange_get (service, token, path);

  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (one, "state"), ==, state);
}

static void
test_authorization (void)
{
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);
  g_autoptr (Exchange) before = exchange_get (service, token, "/v1/exams/250-447/eligibility");

  assert_state (service, token, "/v1/testing-profile", "pending");
  g_assert_true (json_object_get_boolean_member (json_node_get_object (before->json), "eligible"));

  g_autofree char *id = authorize (service, token);
  g_autofree char *path = g_strconcat ("/v1/authorizations/", id, NULL);
  assert_state (service, token, path, "accepted");
  assert_state (service, token, "/v1/testing-profile", "accepted");

  /* The same write again is the same registration; another is one too many. */
  g_autofree char *again = authorize (service, token);
  g_assert_cmpstr (again, ==, id);
  g_autoptr (Exchange) second = exchange_run (service, token, "POST", "/v1/authorizations",
                                              REGISTER, "Idempotency-Key", "\"second\"", NULL);
  exchange_assert_problem (second, 403, "not-eligible");
  g_autoptr (Exchange) keyless
      = exchange_run (service, token, "POST", "/v1/authorizations", REGISTER, NULL);
  exchange_assert_problem (keyless, 400, NULL);
  g_autoptr (Exchange) list = exchange_get (service, token, "/v1/authorizations");
  g_assert_cmpuint (json_array_get_length (exchange_get_items (list)), ==, 1);
  g_autoptr (Exchange) after = exchange_get (service, token, "/v1/exams/250-447/eligibility");
  g_assert_false (json_object_get_boolean_member (json_node_get_object (after->json), "eligible"));

  /* Taken back, it can be done anew. */
  g_autoptr (Exchange) cancelled = exchange_run (service, token, "DELETE", path, NULL, NULL);
  g_assert_cmpuint (cancelled->status, ==, 204);
  assert_state (service, token, path, "cancelled");
  g_autoptr (Exchange) events = exchange_get (service, token, "/v1/events");
  g_autofree char *history = json_to_string (events->json, FALSE);
  g_assert_nonnull (strstr (history, "\"exam-authorized\""));
  g_assert_nonnull (strstr (history, "\"exam-cancelled\""));
  g_autoptr (Exchange) too_late = exchange_run (service, token, "DELETE", path, NULL, NULL);
  exchange_assert_problem (too_late, 409, NULL);
  g_autoptr (Exchange) anew = exchange_run (service, token, "POST", "/v1/authorizations", REGISTER,
                                            "Idempotency-Key", "\"third\"", NULL);
  g_assert_cmpuint (anew->status, ==, 201);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
    guint status;
    const char *type;
  } cases[] = {
    { "GET", "/v1/exams/none/eligibility", NULL, 404, NULL },
    { "POST", "/v1/authorizations", "{\"exam_code\":\"none\"}", 404, NULL },
    { "POST", "/v1/authorizations", "{}", 422, "invalid" },
    { "POST", "/v1/authorizations", "{\"exam_code\":7}", 422, "invalid" },
    { "POST", "/v1/authorizations", "[]", 422, "invalid" },
    { "POST", "/v1/authorizations", "{\"exam_code\":\"250-315\"}", 403, "not-eligible" },
    { "GET", "/v1/authorizations/none", NULL, 404, NULL },
    { "DELETE", "/v1/authorizations/none", NULL, 404, NULL },
    { "POST", "/v1/authorizations/none/hand-over", NULL, 404, NULL },
    { "GET", "/v1/appointments/none", NULL, 404, NULL },
  };
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Exchange) refused
          = exchange_run (service, token, cases[i].method, cases[i].path, cases[i].body,
                          "Idempotency-Key", "\"key\"", NULL);
      g_autoptr (Exchange) unknown
          = exchange_run (service, NULL, cases[i].method, cases[i].path, cases[i].body,
                          "Idempotency-Key", "\"key\"", NULL);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      exchange_assert_problem (refused, cases[i].status, cases[i].type);
      exchange_assert_problem (unknown, 401, NULL);
    }

  /* Another candidate's registration is as if it were not there. */
  real_service_execute (
      service,
      "INSERT INTO authorizations (id, account_id, exam_code, exam_title, state, first_day, "
      "last_day,"
      " created_at, changed_at) VALUES ('OTHER', (SELECT id FROM accounts WHERE id != 'zofia' LIMIT"
      " 1), 'x', 'X', 'pending', '2026-01-01T00:00:00Z', '2099-01-01T00:00:00Z',"
      " '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')");
  g_autoptr (Exchange) other = exchange_get (service, token, "/v1/authorizations/OTHER");
  exchange_assert_problem (other, 404, NULL);
  g_autoptr (Exchange) taken
      = exchange_run (service, token, "DELETE", "/v1/authorizations/OTHER", NULL, NULL);
  exchange_assert_problem (taken, 404, NULL);
}

/* What the list says of an exam. */
static JsonObject *
find_listed (Exchange *list, const char *code)
{
  JsonArray *items = exchange_get_items (list);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      if (g_str_equal (json_object_get_string_member (item, "id"), code))
        return item;
    }
  g_assert_not_reached ();
}

/* One question tells where the candidate stands with every exam. */
static void
test_list (void)
{
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);
  g_autoptr (Exchange) exams = exchange_get (service, token, "/v1/exams?limit=500");
  g_autoptr (Exchange) before = exchange_get (service, token, "/v1/eligibility?limit=500");
  JsonObject *open = find_listed (before, "250-447");
  JsonObject *retired = find_listed (before, "250-315");

  g_assert_cmpuint (json_array_get_length (exchange_get_items (before)), ==,
                    json_array_get_length (exchange_get_items (exams)));
  g_assert_true (json_object_get_boolean_member (open, "eligible"));
  g_assert_false (json_object_has_member (open, "authorization"));
  g_assert_cmpint (json_object_get_int_member (open, "minutes"), ==, 90);
  g_assert_false (json_object_get_boolean_member (retired, "eligible"));
  g_assert_cmpstr (
      json_object_get_string_member (
          json_array_get_object_element (json_object_get_array_member (retired, "obstacles"), 0),
          "reason"),
      ==, "retired");

  g_autofree char *id = authorize (service, token);
  g_autofree char *insert = g_strdup_printf (
      "INSERT INTO appointments (id, account_id, authorization_id, exam_code, exam_title, state,"
      " starts_at, time_zone, mode, changed_at) VALUES ('p', 'zofia', '%s', '250-447', 'X',"
      " 'scheduled', '2099-04-04T08:00:00Z', 'Europe/Dublin', 'online', '2026-04-02T00:00:00Z')",
      id);
  real_service_execute (service, insert);
  g_autoptr (Exchange) after = exchange_get (service, token, "/v1/eligibility?limit=500");
  JsonObject *registered = find_listed (after, "250-447");
  JsonObject *authorization = json_object_get_object_member (registered, "authorization");

  g_assert_false (json_object_get_boolean_member (registered, "eligible"));
  g_assert_cmpstr (json_object_get_string_member (authorization, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (authorization, "state"), ==, "accepted");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (registered,
                                                                                 "appointment"),
                                                  "time_zone"),
                   ==, "Europe/Dublin");

  /* A registration that was refused says why, and does not stand in the way of another. */
  real_service_execute (service, "UPDATE authorizations SET state = 'refused', reason = 'Invalid'");
  g_autoptr (Exchange) last = exchange_get (service, token, "/v1/eligibility?limit=500");
  JsonObject *refused = find_listed (last, "250-447");

  g_assert_true (json_object_get_boolean_member (refused, "eligible"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (refused,
                                                                                 "authorization"),
                                                  "reason"),
                   ==, "Invalid");
  g_assert_false (json_object_has_member (refused, "appointment"));
}

/* What has not changed is not sent again. */
static void
test_unchanged (void)
{
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);
  g_autofree char *id = authorize (service, token);
  g_autofree char *own = g_strconcat ("/v1/authorizations/", id, NULL);
  const char *const paths[]
      = { "/v1/testing-profile", "/v1/authorizations", own,
          "/v1/appointments",    "/v1/appointments/p", "/v1/exams/250-447/eligibility",
          "/v1/eligibility" };

  real_service_execute (
      service,
      "INSERT INTO appointments (id, account_id, authorization_id, exam_code, exam_title,"
      " state, starts_at, time_zone, mode, changed_at) VALUES ('p', 'zofia', 'x', 'x', 'X',"
      " 'scheduled', '2026-04-04T08:00:00Z', 'Europe/Dublin', 'online',"
      " '2026-04-02T00:00:00Z')");
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      guint status = 0;

      for (guint tries = 0; tries < 10 && status != 304; tries++)
        {
          g_autoptr (Exchange) first = exchange_get (service, token, paths[i]);
          g_autoptr (Exchange) again
              = exchange_run (service, token, "GET", paths[i], NULL, "If-None-Match",
                              exchange_get_header (first, "ETag"), NULL);
          status = again->status;
        }
      g_assert_cmpuint (status, ==, 304);

      g_autoptr (Exchange) nobody = exchange_get (service, NULL, paths[i]);
      exchange_assert_problem (nobody, 401, NULL);
    }
}

/* Without the stand-in, Pearson VUE is told by files, and what is not confirmed is not used. */
static void
test_not_confirmed (void)
{
  g_autoptr (CtVueSettings) settings = ct_vue_settings_new_for_demo ("https://vue.example.com/sso");
  g_autoptr (RealService) service
      = real_service_new_with_options (&(RealServiceOptions) { .vue = settings });
  g_autofree char *token = exchange_sign_in (service);
  g_autofree char *id = authorize (service, token);
  g_autofree char *path = g_strdup_printf ("/v1/authorizations/%s", id);
  g_autofree char *hand_over = g_strconcat (path, "/hand-over", NULL);

  assert_state (service, token, path, "pending");
  g_autoptr (Exchange) too_early = exchange_run (service, token, "POST", hand_over, NULL, NULL);
  exchange_assert_problem (too_early, 403, "not-ready");

  real_service_execute (service, "UPDATE authorizations SET state = 'accepted'");
  g_autoptr (Exchange) no_profile = exchange_run (service, token, "POST", hand_over, NULL, NULL);
  exchange_assert_problem (no_profile, 403, "not-ready");

  real_service_execute (service,
                        "INSERT INTO testing_profiles (id, state, sent_at) SELECT id, 'accepted',"
                        " '2099-01-01T00:00:00Z' FROM accounts");
  g_autofree char *page = open_hand_over (service, token, id);
  g_autoptr (Exchange) shown = exchange_get (service, NULL, page);
  const char *policy = exchange_get_header (shown, "Content-Security-Policy");
  g_autofree char *html = get_text (shown);

  g_assert_nonnull (strstr (policy, "default-src 'none'"));
  g_assert_nonnull (strstr (policy, "form-action https://vue.example.com "));
  g_assert_null (strstr (policy, "unsafe"));
  g_assert_nonnull (strstr (html, "action=\"https://vue.example.com/sso\""));
  g_assert_null (strstr (html, settings->passphrase));
}

static void
test_hand_over_once (void)
{
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);
  g_autofree char *id = authorize (service, token);
  g_autofree char *page = open_hand_over (service, token, id);

  g_autoptr (Exchange) peek = exchange_run (service, NULL, "HEAD", page, NULL, NULL);
  g_assert_cmpuint (peek->status, ==, 204);
  g_autoptr (Exchange) first = exchange_get (service, NULL, page);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpstr (exchange_get_header (first, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (exchange_get_header (first, "Referrer-Policy"), ==, "no-referrer");
  g_autoptr (Exchange) second = exchange_get (service, NULL, page);
  g_assert_cmpuint (second->status, ==, 410);
  g_autoptr (Exchange) made_up = exchange_get (service, NULL, "/vue/hand-over/nothing");
  g_assert_cmpuint (made_up->status, ==, 410);

  g_autofree char *late = open_hand_over (service, token, id);
  real_service_pass_time (service, 121);
  g_autoptr (Exchange) over = exchange_get (service, NULL, late);
  g_assert_cmpuint (over->status, ==, 410);
}

/* The form of a page as a browser sends it. */
static char *
encode_form (const char *html)
{
  g_autoptr (GRegex) regex = g_regex_new ("name=\"([A-Z_]+)\" value=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *form = g_string_new (NULL);

  for (g_regex_match (regex, html, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *value = g_match_info_fetch (match, 2);
      g_autofree char *escaped = g_uri_escape_string (value, NULL, TRUE);

      g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, escaped);
    }
  g_assert_cmpuint (form->len, >, 0);
  return g_string_free_and_steal (form);
}

/* What stands between @before and @after for the first time. */
static char *
cut (const char *text, const char *before, const char *after)
{
  const char *start = strstr (text, before);
  const char *end = start != NULL ? strstr (start + strlen (before), after) : NULL;

  g_assert_nonnull (end);
  start += strlen (before);
  return g_strndup (start, end - start);
}

/* Comes to the stand-in as a browser does. Returns: (transfer full): the path of the page */
static char *
enter (RealService *service, const char *token, const char *id, char **page)
{
  g_autofree char *hand_over = open_hand_over (service, token, id);
  g_autoptr (Exchange) shown = exchange_get (service, NULL, hand_over);
  g_autofree char *html = get_text (shown);
  g_autofree char *form = encode_form (html);
  g_autoptr (Exchange) entered
      = exchange_run (service, NULL, "POST", "/demo/testcenter", form, "Content-Type", FORM, NULL);

  g_assert_cmpuint (entered->status, ==, 200);
  *page = get_text (entered);
  return cut (*page, "<form method=\"post\" action=\"", "\"");
}

static void
act (RealService *service, const char *path, const char *id, const char *fields)
{
  g_autofree char *form = g_strdup_printf ("authorization=%s&%s", id, fields);
  g_autoptr (Exchange) done
      = exchange_run (service, NULL, "POST", path, form, "Content-Type", FORM, NULL);

  g_assert_cmpuint (done->status, ==, 200);
}

/* That there is one such appointment. */
static void
assert_appointment (RealService *service, const char *token, const char *state, const char *zone)
{
  g_autoptr (Exchange) list = exchange_get (service, token, "/v1/appointments");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (exchange_get_items (list)); i++)
    {
      JsonObject *item = json_array_get_object_element (exchange_get_items (list), i);
      g_autofree char *path
          = g_strconcat ("/v1/appointments/", json_object_get_string_member (item, "id"), NULL);
      g_autoptr (Exchange) one = exchange_get (service, token, path);

      n += g_str_equal (exchange_get_string (one, "state"), state)
           && g_str_equal (exchange_get_string (one, "time_zone"), zone);
    }
  g_assert_cmpuint (n, ==, 1);
}

/* From the registration to the credential, with all the ways round on it. */
static void
test_loop (void)
{
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);
  g_autofree char *id = authorize (service, token);
  g_autofree char *own = g_strconcat ("/v1/authorizations/", id, NULL);
  g_autofree char *html = NULL;
  g_autofree char *path = enter (service, token, id, &html);
  g_autofree char *day = cut (html, "<option value=\"2", "\"");
  g_autofree char *book = g_strdup_printf ("action=book&place=dublin&day=2%s&hour=11%%3A30", day);
  g_autofree char *move = g_strdup_printf ("action=book&place=new-york&day=2%s&hour=09%%3A00", day);

  act (service, path, id, "action=pass");
  assert_state (service, token, own, "accepted");

  act (service, path, id, book);
  assert_appointment (service, token, "scheduled", "Europe/Dublin");
  g_autoptr (Exchange) in_use = exchange_run (service, token, "DELETE", own, NULL, NULL);
  exchange_assert_problem (in_use, 409, NULL);
  act (service, path, id, move);
  assert_appointment (service, token, "rescheduled", "America/New_York");
  act (service, path, id, "action=cancel");
  assert_appointment (service, token, "cancelled", "America/New_York");
  act (service, path, id, book);
  assert_appointment (service, token, "scheduled", "Europe/Dublin");
  act (service, path, id, "action=book&place=dublin&day=2000-01-01&hour=09%3A00");
  act (service, path, id, "action=book&place=nowhere&day=2000-01-01&hour=09%3A00");
  assert_appointment (service, token, "scheduled", "Europe/Dublin");

  act (service, path, id, "action=pass");
  assert_appointment (service, token, "taken", "Europe/Dublin");
  assert_state (service, token, own, "used");
  g_autoptr (Exchange) attempts = exchange_get (service, token, "/v1/attempts?limit=1");
  JsonObject *attempt = json_array_get_object_element (exchange_get_items (attempts), 0);
  g_assert_cmpstr (json_object_get_string_member (attempt, "exam_code"), ==, "250-447");
  g_assert_cmpstr (json_object_get_string_member (attempt, "result"), ==, "passed");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (attempt, "sections")), >,
                    2);
  g_autoptr (Exchange) credentials = exchange_get (service, token, "/v1/credentials?limit=10");
  gboolean found = FALSE;
  for (guint i = 0; i < json_array_get_length (exchange_get_items (credentials)); i++)
    {
      JsonObject *item = json_array_get_object_element (exchange_get_items (credentials), i);
      found
          |= g_str_equal (json_object_get_string_member (item, "achievement_id"), "scs-management")
             && g_str_equal (json_object_get_string_member (item, "state"), "active");
    }
  g_assert_true (found);

  /* The session at the stand-in ends. */
  real_service_pass_time (service, 1801);
  g_autoptr (Exchange) over = exchange_get (service, NULL, path);
  g_autofree char *words = get_text (over);
  g_assert_nonnull (strstr (words, "Your Time at Pearson VUE Is Over"));
}

/* Only a form that the program signed a moment ago lets anybody in. */
static void
test_forged (void)
{
  g_autoptr (RealService) service = demo_new ();
  g_autofree char *token = exchange_sign_in (service);
  g_autofree char *id = authorize (service, token);
  g_autofree char *hand_over = open_hand_over (service, token, id);
  g_autoptr (Exchange) shown = exchange_get (service, NULL, hand_over);
  g_autofree char *html = get_text (shown);
  g_autofree char *form = encode_form (html);
  g_autofree char *candidate = cut (form, "CLIENT_CANDIDATE_ID=", "&");
  g_auto (GStrv) parts = g_strsplit (form, candidate, 2);
  g_autofree char *another = g_strjoinv ("SAM-000000", parts);
  const char *const forged[] = { "", "ACTION=scheduleExam", another };

  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autoptr (Exchange) refused = exchange_run (service, NULL, "POST", "/demo/testcenter",
                                                   forged[i], "Content-Type", FORM, NULL);
      g_assert_cmpuint (refused->status, ==, 403);
    }
  g_autoptr (Exchange) json = exchange_run (service, NULL, "POST", "/demo/testcenter", "{}", NULL);
  g_assert_cmpuint (json->status, ==, 403);

  real_service_pass_time (service, 301);
  g_autoptr (Exchange) old
      = exchange_run (service, NULL, "POST", "/demo/testcenter", form, "Content-Type", FORM, NULL);
  g_assert_cmpuint (old->status, ==, 403);
}

static void
test_pages (void)
{
  static const char *const paths[] = { "/vue/return", "/vue/error", "/vue/timeout", "/vue/logout" };
  g_autoptr (RealService) service = real_service_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Exchange) page = exchange_get (service, NULL, paths[i]);

      g_assert_cmpuint (page->status, ==, 200);
      g_assert_nonnull (exchange_get_header (page, "Content-Security-Policy"));
    }

  /* What stands in for Pearson VUE is nowhere but in the demo. */
  g_autoptr (Exchange) absent
      = exchange_run (service, NULL, "POST", "/demo/testcenter", "a=b", "Content-Type", FORM, NULL);
  exchange_assert_problem (absent, 404, NULL);
}

static void
test_events (void)
{
  g_autoptr (CtVueSettings) settings = ct_vue_settings_new_for_demo ("https://vue.example.com/sso");
  g_autoptr (RealService) service
      = real_service_new_with_options (&(RealServiceOptions) { .vue = settings });
  g_autoptr (RealService) without = real_service_new ();
  const char *path = "/v1/vue/events/resultNotification";
  const char *event
      = "{\"eventID\":\"e1\",\"clientCandidateID\":\"SAM-100417\",\"registrationID\":\"3101\","
        "\"exams\":{\"exam\":[{\"examSeriesCode\":\"250-447\",\"examDate\":\"2026-04-04T09:30:"
        "00Z\","
        "\"examResult\":{\"grade\":\"pass\"}}]}}";
  const char *secret = settings->event_secret;

  g_autoptr (Exchange) nobody = exchange_run (service, NULL, "POST", path, event, NULL);
  exchange_assert_problem (nobody, 401, NULL);
  g_autoptr (Exchange) wrong = exchange_run (service, "not the secret", "POST", path, event, NULL);
  exchange_assert_problem (wrong, 401, NULL);
  g_autofree char *token = exchange_sign_in (service);
  g_autoptr (Exchange) candidate = exchange_run (service, token, "POST", path, event, NULL);
  exchange_assert_problem (candidate, 401, NULL);
  g_autoptr (Exchange) other
      = exchange_run (service, secret, "POST", "/v1/vue/events/other", event, NULL);
  exchange_assert_problem (other, 404, NULL);
  g_autoptr (Exchange) closed = exchange_run (without, secret, "POST", path, event, NULL);
  exchange_assert_problem (closed, 404, NULL);
  g_autoptr (Exchange) broken = exchange_run (service, secret, "POST", path, "[]", NULL);
  exchange_assert_problem (broken, 400, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Exchange) taken = exchange_run (service, secret, "POST", path, event, NULL);
      g_autofree char *answer = get_text (taken);

      g_assert_cmpuint (taken->status, ==, 200);
      g_assert_cmpstr (answer, ==, "{}");
    }
  g_autoptr (Exchange) waits = exchange_run (service, secret, "POST", path, "{}", NULL);
  g_assert_cmpuint (waits->status, ==, 200);

  g_autoptr (Exchange) attempts = exchange_get (service, token, "/v1/attempts/vue-zofia-3101");
  g_assert_cmpstr (exchange_get_string (attempts, "result"), ==, "passed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  g_test_add_func ("/registration/authorization", test_authorization);
  g_test_add_func ("/registration/refusals", test_refusals);
  g_test_add_func ("/registration/list", test_list);
  g_test_add_func ("/registration/unchanged", test_unchanged);
  g_test_add_func ("/registration/not-confirmed", test_not_confirmed);
  g_test_add_func ("/registration/hand-over-once", test_hand_over_once);
  g_test_add_func ("/registration/loop", test_loop);
  g_test_add_func ("/registration/forged", test_forged);
  g_test_add_func ("/registration/pages", test_pages);
  g_test_add_func ("/registration/events", test_events);
  return g_test_run ();
}
