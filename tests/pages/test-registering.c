/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate finds an exam, is told what is in the way and how to get on, registers once however
 * often the answer is lost, and keeps the appointment. */

#include <string.h>

#include "page-fixture.h"
#include "pages/ct-appointment-page.h"
#include "pages/ct-exam-page.h"
#include "pages/ct-exams-page.h"
#include "pages/ct-overview-page.h"
#include "support/waiting.h"

#define REGISTER "POST /v1/authorizations"
#define CREATED \
  "{\"id\":\"z1\",\"exam_code\":\"E1\",\"exam_title\":\"Endpoint\",\"state\":\"pending\"," \
  "\"first_day\":\"2026-01-02T00:00:00Z\",\"last_day\":\"2027-01-02T00:00:00Z\"," \
  "\"created_at\":\"2026-01-02T00:00:00Z\",\"changed_at\":\"2026-01-02T00:00:00Z\"}"
#define HAND_OVER "POST /v1/authorizations/z1/hand-over"

#define EXAM(id, title, rest) \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"kind\":\"exam\",\"minutes\":90,\"price\":150," \
  "\"currency\":\"USD\"," rest "}"
#define OPEN "\"eligible\":true,\"first_appointment\":\"2026-12-02T12:00:00Z\""
#define CLOSED(obstacle) "\"eligible\":false,\"obstacles\":[{" obstacle "}]"
#define AUTHORIZATION(state, rest) \
  "\"authorization\":{\"id\":\"z1\",\"exam_code\":\"E1\",\"exam_title\":\"Endpoint\",\"state\":" \
  "\"" state "\",\"first_day\":\"2026-12-02T00:00:00Z\",\"last_day\":\"2027-05-31T00:00:00Z\"," \
  "\"created_at\":\"2026-12-01T12:00:00Z\",\"changed_at\":\"2026-12-01T12:00:00Z\"" rest "}"
#define APPOINTMENT(zone, mode, rest) \
  "\"appointment\":{\"id\":\"p1\",\"authorization_id\":\"z1\",\"exam_code\":\"E1\"," \
  "\"exam_title\":\"Endpoint\",\"state\":\"scheduled\",\"starts_at\":\"2027-03-03T15:30:00Z\"," \
  "\"time_zone\":\"" zone "\",\"minutes\":90,\"mode\":\"" mode "\",\"number\":\"4711\"," \
  "\"changed_at\":\"2026-12-01T12:00:00Z\"" rest "}"
#define REGISTERED(state) "\"eligible\":false," AUTHORIZATION (state, "")
#define BOOKED \
  REGISTERED ("accepted") \
  "," APPOINTMENT ("America/New_York", "test-center", \
                   ",\"place\":\"Center <1>\",\"address\":\"3 Avenue\\nNew York\"")

/* The computer stands in Stockholm. */
#define BY_THEIR_CLOCK "Wednesday, 3 March 2027 at 10:30 (New York, UTC-05:00)"
#define BY_OUR_CLOCK "Wednesday, 3 March 2027 at 16:30"

#define PROGRESS(id, title, state, requirement) \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"short_title\":\"S\",\"kind\":\"certification\"," \
  "\"summary\":\"\",\"field\":\"F\",\"state\":\"" state "\",\"fraction\":0,\"done\":0," \
  "\"total\":1,\"requirement\":" requirement "}"
#define LEAF(kind, ref, state) "{\"kind\":\"" kind "\",\"ref\":\"" ref "\",\"state\":\"" state "\"}"

static void
answer (PageFixture *self, const char *items)
{
  page_fixture_answer (self, "v1/eligibility", items);
  page_fixture_refresh (self);
}

static CtEligibility *
first_standing (PageFixture *self)
{
  g_autoptr (CtEligibility) first
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_eligibility (self->client)), 0);

  g_assert_nonnull (first);
  return first;
}

static GtkWidget *
show_exam (PageFixture *self, const char *members)
{
  g_autofree char *items = g_strdup_printf (
      "{\"id\":\"E1\",\"title\":\"Endpoint\",\"kind\":\"exam\",\"price\":150,\"currency\":\"USD\","
      "%s}",
      members);
  GtkWidget *page;

  answer (self, items);
  page = GTK_WIDGET (ct_exam_page_new (self->client, first_standing (self)));
  page_fixture_show (self, page);
  return page;
}

static GtkWidget *
get_alert (PageFixture *self)
{
  return GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
}

static void
see_alert (PageFixture *self, const char *words)
{
  wait_until (get_alert (self) != NULL && is_said (get_alert (self), words));
}

static void
close_alert (PageFixture *self)
{
  adw_dialog_force_close (ADW_DIALOG (get_alert (self)));
  wait_until (get_alert (self) == NULL);
}

static void
choose (GtkWidget *page, const char *name)
{
  adw_toggle_group_set_active_name (find_widget (page, ADW_TYPE_TOGGLE_GROUP, 0), name);
}

static void
test_list (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (
      self, "v1/progress",
      PROGRESS ("held", "Held", "held", LEAF ("exam", "E1", "met")) "," PROGRESS (
          "far", "Far", "not-started",
          "{\"kind\":\"all-of\",\"state\":\"open\",\"requirements\":[" LEAF (
              "achievement", "held",
              "met") "," LEAF ("achievement", "near",
                               "open") "]}") "," PROGRESS ("near", "Near", "not-started",
                                                           LEAF ("exam", "E2", "open")));
  answer (self, EXAM ("E1", "Endpoint", OPEN) "," EXAM (
                    "E2", "Gateway",
                    CLOSED ("\"reason\":\"retake-wait\",\"until\":"
                            "\"2026-12-24T12:00:00Z\"")) "," EXAM ("E3", "Storage", BOOKED));
  page = GTK_WIDGET (ct_exams_page_new (self->client));
  page_fixture_show (self, page);

  assert_shows (page, "E1 · 1 hour 30 minutes · USD 150");
  assert_shows (page, "Too soon to try again");
  assert_shows (page, "E2 · again from 24 December 2026");
  assert_shows (page, "E3 · " BY_THEIR_CLOCK " · Center <1>");
  assert_usable (page);

  click (page, "Search");
  type_text (page, "e2");
  assert_hides (page, "Endpoint");
  assert_shows (page, "Gateway");
  type_text (page, "nothing of the kind");
  assert_shows (page, "Nothing Found");
  click (page, "_Show Everything");
  assert_shows (page, "Endpoint");

  /* What is still needed; and what counts, also by way of another achievement. */
  choose (page, "needed");
  assert_hides (page, "Endpoint");
  assert_shows (page, "Gateway");
  choose (page, "all");
  click (page, "Search");
  type_text (page, "Far");
  assert_shows (page, "Endpoint");
  assert_shows (page, "Gateway");
  assert_hides (page, "Storage");

  activate_row (page, "Gateway");
  wait_until (is_said (self->view, "You can register again from 24 December"));
}

#define ENDING(id, exam) \
  PROGRESS (id, "Held", "held", \
            LEAF ("exam", exam, "met") ",\"valid_until\":\"%s\",\"renewal\":" LEAF ("exam", exam, \
                                                                                    "lapsed"))

#define WAITING \
  "{\"kind\":\"any-of\",\"state\":\"pending\",\"requirements\":[" LEAF ( \
      "exam", "E3", "pending") "," LEAF ("exam", "E4", "open") "]}"

/* Also needed is what renews a credential that expires soon. What waits for its result is not, nor
 * another way to the same. */
static void
test_needed_to_renew (PageFixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, 30);
  g_autoptr (GDateTime) later = g_date_time_add_years (now, 2);
  g_autofree char *soon_text = g_date_time_format_iso8601 (soon);
  g_autofree char *later_text = g_date_time_format_iso8601 (later);
  g_autofree char *items
      = g_strdup_printf (ENDING ("p1", "E1") "," ENDING ("p2", "E2") "," PROGRESS ("p3", "Taken",
                                                                                   "in-progress",
                                                                                   WAITING),
                         soon_text, later_text);
  GtkWidget *page;

  page_fixture_answer (self, "v1/progress", items);
  answer (self, EXAM ("E1", "Endpoint", OPEN) "," EXAM ("E2", "Gateway", OPEN) "," EXAM (
                    "E3", "Storage", OPEN) "," EXAM ("E4", "Backup", OPEN));
  page = GTK_WIDGET (ct_exams_page_new (self->client));
  page_fixture_show (self, page);

  g_assert_false (is_said (page, "Renew Expiring Credentials"));
  choose (page, "needed");
  assert_shows (page, "Renew Expiring Credentials");
  assert_shows (page, "Endpoint");
  assert_hides (page, "Gateway");
  assert_hides (page, "Storage");
  assert_hides (page, "Backup");
  assert_hides (page, "Open for Registration");

  choose (page, "all");
  assert_shows (page, "Gateway");
  assert_hides (page, "Renew Expiring Credentials");
}

static void
test_obstacles (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    const char *words;
    const char *way; /* nullable */
  } cases[] = {
    { CLOSED ("\"reason\":\"retired\",\"ref\":\"E2\""), "Another exam has taken its place",
      "Show the _Successor" },
    { CLOSED ("\"reason\":\"lead-time\""), "before the first appointment", NULL },
    { CLOSED ("\"reason\":\"already-passed\",\"until\":\"2028-03-03T12:00:00Z\",\"ref\":\"a1\""),
      "from 3 March 2028 on", "Show the _Result" },
    { CLOSED ("\"reason\":\"result-pending\",\"ref\":\"a1\""), "has not arrived yet",
      "Show the _Result" },
    { CLOSED ("\"reason\":\"attempts-a-year\",\"until\":\"2027-03-03T12:00:00Z\""),
      "register again from 3 March 2027", NULL },
    { CLOSED ("\"reason\":\"agreement-missing\",\"ref\":\"g1\""), "accept the agreement",
      "_Read the Agreement" },
    { CLOSED ("\"reason\":\"profile-incomplete\""), "name, address and phone",
      "_Correct Contact Information…" },
    { CLOSED ("\"reason\":\"profile-refused\",\"detail\":\"Bad <name>\""),
      "Pearson VUE says: Bad <name>.", "_Correct Contact Information…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *page = show_exam (self, cases[i].members);

      g_test_message ("%s", cases[i].words);
      assert_shows (page, cases[i].words);
      g_assert_null (find_shown (page, GTK_TYPE_BUTTON, "_Register"));
      if (cases[i].way != NULL)
        g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, cases[i].way));
      adw_navigation_view_pop (self->view);
    }
}

/* What Pearson VUE misses is named, and no longer once it is there. */
static void
test_faults (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  scripted_server_answer_json (self->server, "GET /v1/testing-profile",
                               "{\"id\":\"c1\",\"state\":\"incomplete\",\"faults\":[{\"detail\":"
                               "\"The city is missing\",\"pointer\":\"#/city\"}]}");
  page = show_exam (self, CLOSED ("\"reason\":\"profile-incomplete\""));
  assert_shows (page, "• The city is missing");

  scripted_server_answer_json (self->server, "GET /v1/testing-profile",
                               "{\"id\":\"c1\",\"state\":\"incomplete\",\"faults\":[{\"detail\":"
                               "\"The phone number is missing\",\"pointer\":\"#/phone\"}]}");
  page_fixture_refresh (self);
  assert_hides (page, "The city is missing");
  assert_shows (page, "• The phone number is missing");
}

/* What was corrected is looked at anew, without another word. */
static void
test_corrected (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, CLOSED ("\"reason\":\"profile-incomplete\""));

  page_fixture_answer (self, "v1/eligibility", EXAM ("E1", "Endpoint", OPEN));
  scripted_server_answer_json (
      self->server, "GET /v1/account",
      "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\","
      "\"city\":\"G\",\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:00Z\"}");
  ct_collection_refresh (ct_client_get_account (self->client));
  wait_until (find_shown (page, GTK_TYPE_BUTTON, "_Register") != NULL);
}

static void
test_obstacle_goes (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, CLOSED ("\"reason\":\"agreement-missing\",\"ref\":\"g1\""));

  click (page, "_Read the Agreement");
  wait_until (get_alert (self) != NULL);
  close_alert (self);
  answer (self, EXAM ("E1", "Endpoint", OPEN));
  g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, "_Register"));
  assert_hides (page, "Why You Can’t Register Yet");
}

#define CT_EXAM(id, kind, rest) \
  "{\"id\":\"" id "\",\"title\":\"Endpoint\",\"kind\":\"" kind "\",\"price\":150,\"currency\":" \
  "\"USD\"" rest "}"
#define ATTEMPT(id, exam) \
  "{\"id\":\"" id "\",\"exam_code\":\"" exam "\",\"exam_title\":\"Attempt " id "\",\"kind\":" \
  "\"exam\",\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"failed\"}"

/* What was tried before is on the exam's page, and leads to its report. */
static void
test_attempts (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/attempts", ATTEMPT ("a1", "E1") "," ATTEMPT ("a2", "E2"));
  page = show_exam (self, OPEN);
  assert_shows (page, "Your Attempts");
  assert_shows (page, "Attempt a1");
  assert_hides (page, "Attempt a2");
  assert_usable (page);
  activate_row (page, "Attempt a1");
  g_assert_cmpstr (self->asked, ==, "win.show ('history', 'a1')");
}

/* What can no longer be taken stands apart, and has no price. */
static void
test_retired (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/exams",
                       CT_EXAM ("E1", "exam", ",\"retired_at\":\"2020-01-01T00:00:00Z\""));
  page = show_exam (self, CLOSED ("\"reason\":\"retired\""));
  assert_hides (page, "USD 150");
  adw_navigation_view_pop (self->view);

  page = GTK_WIDGET (ct_exams_page_new (self->client));
  page_fixture_show (self, page);
  assert_shows (page, "They can no longer be taken.");
  assert_hides (page, "Not Available Yet");
  assert_hides (page, "USD 150");
}

/* An assessment can be started, prepared for, and looked into. */
static void
test_ways (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/exams",
                       CT_EXAM ("E1", "assessment",
                                ",\"start_uri\":\"https://example.com/start\",\"study_uri\":"
                                "\"https://example.com/study\",\"syllabus_uri\":"
                                "\"https://example.com/what\",\"syllabus\":\"Ask, and listen.\""));
  page_fixture_answer (self, "v1/eligibility",
                       "{\"id\":\"E1\",\"title\":\"Endpoint\",\"kind\":\"assessment\"," CLOSED (
                           "\"reason\":\"not-proctored\"") "}");
  page_fixture_refresh (self);
  page = GTK_WIDGET (ct_exam_page_new (self->client, first_standing (self)));
  page_fixture_show (self, page);
  g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, "_Start Assessment"));
  g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, "Study _Material"));
  g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, "S_yllabus"));
  assert_shows (page, "Ask, and listen.");
  assert_hides (page, "Why You Can’t Register Yet");
  assert_usable (page);
  adw_navigation_view_pop (self->view);

  page_fixture_answer (self, "v1/exams", CT_EXAM ("E1", "assessment", ""));
  page_fixture_refresh (self);
  page = GTK_WIDGET (ct_exam_page_new (self->client, first_standing (self)));
  page_fixture_show (self, page);
  g_assert_null (find_shown (page, GTK_TYPE_BUTTON, "_Start Assessment"));
  g_assert_null (find_shown (page, GTK_TYPE_BUTTON, "Study _Material"));
}

/* To register again after the answer was lost is to register once. */
static void
test_registers (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, OPEN);
  g_autofree char *key = NULL;

  assert_shows (page, "2 December 2026 at");
  assert_shows (page, "the exam costs USD 150");
  scripted_server_answer (self->server, REGISTER, 503, NULL, NULL);
  click (page, "_Register");
  see_alert (self, "Try Again Later");
  close_alert (self);
  key = g_strdup (scripted_server_last_header (self->server, REGISTER, "Idempotency-Key"));
  g_assert_nonnull (key);

  scripted_server_answer (self->server, REGISTER, 201, "application/json", CREATED);
  page_fixture_answer (self, "v1/eligibility", EXAM ("E1", "Endpoint", REGISTERED ("pending")));
  click (page, "_Register");
  wait_until (is_said (page, "Your registration is on its way to Pearson VUE"));
  g_assert_cmpstr (scripted_server_last_header (self->server, REGISTER, "Idempotency-Key"), ==,
                   key);
  g_assert_cmpstr (scripted_server_last_body (self->server, REGISTER), ==,
                   "{\"exam_code\":\"E1\"}");
  g_assert_cmpstr (self->asked, ==, "win.toast 'Registered'");
  g_assert_null (find_shown (page, GTK_TYPE_BUTTON, "_Make an Appointment"));

  answer (self, EXAM ("E1", "Endpoint", REGISTERED ("accepted")));
  assert_shows (page, "from 2 December 2026 to 31 May 2027");
  g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, "_Make an Appointment"));
  assert_usable (page);
}

/* Another registration is another one. */
static void
test_refused (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, OPEN);
  g_autofree char *key = NULL;

  scripted_server_answer (self->server, REGISTER, 201, "application/json", CREATED);
  page_fixture_answer (self, "v1/eligibility",
                       EXAM ("E1", "Endpoint",
                             OPEN "," AUTHORIZATION ("refused", ",\"reason\":\"Bad <code>\"")));
  click (page, "_Register");
  wait_until (is_said (page, "did not accept your last registration: Bad <code>"));
  key = g_strdup (scripted_server_last_header (self->server, REGISTER, "Idempotency-Key"));

  click (page, "_Register");
  wait_until (scripted_server_count (self->server, REGISTER) == 2);
  g_assert_cmpstr (scripted_server_last_header (self->server, REGISTER, "Idempotency-Key"), !=,
                   key);
  page_fixture_refresh (self);
}

static void
test_came_in_the_way (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, OPEN);

  scripted_server_answer (self->server, REGISTER, 403, "application/problem+json",
                          "{\"type\":\"urn:certtracker:not-eligible\",\"status\":403}");
  page_fixture_answer (self, "v1/eligibility",
                       EXAM ("E1", "Endpoint", CLOSED ("\"reason\":\"retired\"")));
  click (page, "_Register");
  wait_until (is_said (page, "It can no longer be taken"));
  see_alert (self, "This page shows what is in the way.");
  close_alert (self);
}

static void
test_withdraws (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, REGISTERED ("pending"));

  scripted_server_answer (self->server, "DELETE /v1/authorizations/z1", 204, NULL, NULL);
  click (page, "_Withdraw…");
  wait_until (get_alert (self) != NULL);
  page_fixture_answer (self, "v1/eligibility", EXAM ("E1", "Endpoint", OPEN));
  g_signal_emit_by_name (get_alert (self), "response", "withdraw");
  close_alert (self);
  wait_until (find_shown (page, GTK_TYPE_BUTTON, "_Register") != NULL);
  g_assert_cmpstr (self->asked, ==, "win.toast 'Registration withdrawn'");
}

/* Nothing but a page is opened by what the service says. */
static void
test_hostile_hand_over (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, REGISTERED ("accepted"));

  scripted_server_answer (self->server, HAND_OVER, 201, "application/json",
                          "{\"uri\":\"file:///etc/passwd\"}");
  click (page, "_Make an Appointment");
  see_alert (self, "The Answer Cannot Be Read");
  close_alert (self);
}

static void
test_appointment (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  scripted_server_answer_json (
      self->server, "GET /v1/account",
      "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\","
      "\"given_name\":\"Jane\",\"family_name\":\"O'Doe\",\"time_zone\":\"Asia/Tokyo\","
      "\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:00Z\"}");
  answer (self, EXAM ("E1", "Endpoint", BOOKED));
  page = GTK_WIDGET (ct_appointment_page_new (self->client, first_standing (self)));
  page_fixture_show (self, page);

  assert_shows (page, "At the test center: New York, UTC-05:00");
  assert_shows (page, "Wednesday, 3 March 2027 at 10:30");
  assert_shows (page, "Where you are: Stockholm, UTC+01:00");
  assert_shows (page, BY_OUR_CLOCK);
  assert_shows (page, "Center <1>");
  assert_shows (page, "was given, “Jane O'Doe”");
  assert_usable (page);

  /* Moved to where the clocks are the same, there is one time. */
  answer (self,
          EXAM ("E1", "Endpoint",
                REGISTERED ("accepted") "," APPOINTMENT ("Europe/Berlin", "test-center", "")));
  assert_shows (page, "At the test center: Berlin, UTC+01:00");
  assert_shows (page, BY_OUR_CLOCK);
  assert_hides (page, "Where you are");

  /* What is taken online is taken where one is, wherever the appointment was made. */
  answer (self, EXAM ("E1", "Endpoint",
                      REGISTERED ("accepted") "," APPOINTMENT ("Asia/Tokyo", "online", "")));
  assert_shows (page, "Stockholm, UTC+01:00");
  assert_shows (page, BY_OUR_CLOCK);
  assert_hides (page, "Where you are");
  assert_hides (page, "Tokyo");
  assert_shows (page, "Online, proctored");
  assert_shows (page, "A room to yourself");

  answer (self, EXAM ("E1", "Endpoint", "\"eligible\":false," AUTHORIZATION ("used", "")));
  assert_shows (page, "No Appointment Any More");
}

/* The exam's page says the same time as the list of exams and the appointment. */
static void
test_appointment_of_exam (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self, BOOKED);

  assert_shows (page, BY_THEIR_CLOCK);

  answer (self, EXAM ("E1", "Endpoint",
                      REGISTERED ("accepted") "," APPOINTMENT ("Asia/Tokyo", "online", "")));
  assert_shows (page, BY_OUR_CLOCK);
  assert_hides (page, "Tokyo");
}

static void
test_overview (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/attempts",
                       "{\"id\":\"a1\",\"exam_code\":\"E9\",\"exam_title\":\"Old\",\"kind\":"
                       "\"exam\",\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"passed\"}");
  page_fixture_answer (self, "v1/progress",
                       PROGRESS ("near", "Near", "not-started", LEAF ("exam", "E2", "open")));
  answer (self, EXAM ("E1", "Endpoint", OPEN));
  page = GTK_WIDGET (g_object_new (CT_TYPE_OVERVIEW_PAGE, "client", self->client, NULL));
  page_fixture_show (self, page);
  assert_hides (page, "Next Exam");

  answer (self, EXAM ("E1", "Endpoint", BOOKED));
  assert_shows (page, "Next Exam");
  activate_row (page, "Endpoint");
  g_assert_cmpstr (self->asked, ==, "win.show ('exams', 'E1')");
}

#define add(name, function) \
  g_test_add ("/registering/" name, PageFixture, NULL, page_fixture_set_up, function, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Stockholm", TRUE);
  page_test_init (&argc, &argv);

  add ("list", test_list);
  add ("needed-to-renew", test_needed_to_renew);
  add ("obstacles", test_obstacles);
  add ("faults", test_faults);
  add ("corrected", test_corrected);
  add ("obstacle-goes", test_obstacle_goes);
  add ("attempts", test_attempts);
  add ("retired", test_retired);
  add ("ways", test_ways);
  add ("registers", test_registers);
  add ("refused", test_refused);
  add ("came-in-the-way", test_came_in_the_way);
  add ("withdraws", test_withdraws);
  add ("hostile-hand-over", test_hostile_hand_over);
  add ("appointment", test_appointment);
  add ("appointment-of-exam", test_appointment_of_exam);
  add ("overview", test_overview);

  return page_test_run ();
}
