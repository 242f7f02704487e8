/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: an event reaches the candidate once, in whatever order it comes, and none is lost. */
#include "model/ct-time.h"
#include "service/delivery/ct-delivery-import.h"
#include "world.h"

#define ATTEMPTS \
  "SELECT exam_code || ' ' || result || ' ' || coalesce (held_result, '-') || ' ' ||" \
  " coalesce (registration_id, '-') FROM attempts ORDER BY account_id, exam_code"
#define CREDENTIALS \
  "SELECT achievement_id || ' ' || state || ' ' || coalesce (revoked_at, '-') FROM credentials" \
  " ORDER BY account_id, achievement_id"
#define APPOINTMENTS \
  "SELECT state || ' ' || starts_at || ' ' || time_zone || ' ' || mode || ' ' ||" \
  " coalesce (place, '-') || ' ' || coalesce (number, '-') FROM appointments ORDER BY changed_at"

#define RESULT(id, registration, grade) \
  "{\"eventID\":\"" id "\",\"eventType\":\"RESULT_AVAILABLE\",\"clientCandidateID\":\"CT000001\"," \
  "\"authorization\":{\"clientAuthorizationID\":\"X1\"},\"registrationID\":\"" registration "\"," \
  "\"exams\":{\"exam\":[{\"examSeriesCode\":\"250-428\",\"examDate\":\"2026-04-04T09:30:00Z\"," \
  "\"examResult\":{\"grade\":\"" grade "\",\"score\":84,\"passingScore\":70}}]}}"
#define ABOUT(id, registration) \
  "{\"eventID\":\"" id "\",\"clientCandidateID\":\"CT000001\",\"registrationID\":\"" registration \
  "\"," \
  "\"authorization\":{\"clientAuthorizationID\":\"X1\"}}"
#define SEAT(id, registration, start, place) \
  "{\"eventID\":\"" id "\",\"clientCandidateID\":\"CT000001\",\"registrationID\":\"" registration \
  "\"," \
  "\"authorization\":{\"clientAuthorizationID\":\"X1\"},\"appointment\":{" \
  "\"startDateTime\":\"" start "\",\"timeZone\":\"Europe/Dublin\",\"minutes\":120," \
  "\"deliveryMode\":\"TEST_CENTER\",\"testCenter\":{\"name\":\"" place "\"}}}"

static void
assert_receives (World *world,
                 CtVueEventKind kind,
                 const char *json,
                 const char *now,
                 const char *expected)
{
  g_autofree char *words = world_receive (world, kind, json, now);

  g_assert_cmpstr (words, ==, expected);
}

static World *
world_new_with_one (void)
{
  World *world = world_new ();

  world_authorize (world, "X1", "c1", "250-428");
  return world;
}

/* The members that were seen in public code are enough. */
static void
test_seen_members (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (world, CT_VUE_EVENT_RESULT,
                   "{\"eventType\":\"RESULT_AVAILABLE\",\"clientCandidateID\":\"CT000001\","
                   "\"authorization\":{\"clientAuthorizationID\":\"X1\"},"
                   "\"exams\":{\"exam\":[{\"examResult\":{\"passingScore\":70,\"score\":84}}]}}",
                   "2026-04-05T00:00:00Z", "applied");
  world_assert (world, ATTEMPTS, "250-428 passed - -");
  world_assert (world, CREDENTIALS, "scs-428 active -");
  world_assert (world, "SELECT state FROM authorizations", "used");
}

static void
test_once (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e1", "3101", "pass"),
                   "2026-04-05T00:00:00Z", "applied");
  world_execute (world, "UPDATE attempts SET result = 'failed'");
  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e1", "3101", "pass"),
                   "2026-04-06T00:00:00Z", "applied");
  world_assert (world, ATTEMPTS, "250-428 failed - 3101");
  world_assert (world, "SELECT count (*) FROM vue_events", "1");
}

/* The nightly file after the event is the same attempt, now with its number. */
static void
test_file_after_event (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (
      world, CT_VUE_EVENT_RESULT,
      "{\"clientCandidateID\":\"CT000001\",\"authorization\":"
      "{\"clientAuthorizationID\":\"X1\"},\"exams\":{\"exam\":{\"examResult\":"
      "{\"grade\":\"pass\",\"sections\":{\"section\":[{\"name\":\"One\",\"score\":80}]}}}}}",
      "2026-04-05T00:00:00Z", "applied");
  g_autofree char *path = world_write (
      world, "exam-1.dat",
      "RegistrationID\tClientCandidateID\tExamSeriesCode\tExamDate\tGrade\tScore\tPassingScore\t"
      "ClientAuthorizationID\n3101\tCT000001\t250-428\t2026/04/04 09:30:00\tpass\t84\t70\tX1\n",
      -1);
  g_autofree char *report = world_import (world, path, "2026-04-06T00:00:00Z");

  g_assert_cmpstr (report, ==, "exam-1.dat: 1 row taken, 0 known already, 0 faults\n");
  world_assert (world, ATTEMPTS, "250-428 passed - 3101");
  world_assert (world, "SELECT taken_at || ' ' || score || ' ' || sections FROM attempts",
                "2026-04-04T09:30:00Z 84.0 [{\"title\":\"One\",\"score\":80.0}]");
  world_assert (world, CREDENTIALS, "scs-428 active -");
}

/* What the log says next, and nothing before it. */
static void
expect_log (const char *pattern)
{
  g_test_expect_message ("certtracker", G_LOG_LEVEL_MESSAGE, pattern);
}

/* What of it is left out is written down, of each of its results and with its exam. */
static void
test_left_out (void)
{
  g_autoptr (World) world = world_new_with_one ();

  expect_log ("An event from Pearson VUE, resultNotification-e1, was taken, but: 250-428: 1 of *");
  assert_receives (
      world, CT_VUE_EVENT_RESULT,
      "{\"eventID\":\"e1\",\"clientCandidateID\":\"CT000001\",\"exams\":{\"exam\":["
      "{\"registrationID\":\"3101\",\"examSeriesCode\":\"250-428\",\"examResult\":{\"grade\":"
      "\"pass\",\"score\":84,\"sections\":{\"section\":[{\"name\":\"One\",\"score\":80},"
      "{\"name\":\"Two\",\"score\":840}]}}},"
      "{\"registrationID\":\"3102\",\"examSeriesCode\":\"250-438\",\"examResult\":{\"grade\":"
      "\"fail\",\"score\":510,\"sections\":{\"section\":[{\"name\":\"One\",\"score\":500},"
      "{\"name\":\"Two\"}]}}}]}}",
      "2026-04-05T00:00:00Z",
      "250-428: 1 of its sections has no name or no percentage and was left out, the rest taken; "
      "250-438: its scores are no percentages and were left out, the rest taken; "
      "250-438: 2 of its sections have no name or no percentage and were left out, the rest taken");
  g_test_assert_expected_messages ();
  world_assert (world,
                "SELECT coalesce (score, '-') || ' ' || coalesce (sections, '-')"
                " FROM attempts ORDER BY exam_code",
                "84.0 [{\"title\":\"One\",\"score\":80.0}]; - -");
  world_assert (world, "SELECT outcome FROM vue_events WHERE applied_at IS NOT NULL",
                "250-428: 1 of its sections has no name or no percentage and was left out, the "
                "rest taken; "
                "250-438: its scores are no percentages and were left out, the rest taken; "
                "250-438: 2 of its sections have no name or no percentage and were left out, the "
                "rest taken");
}

/* A hold that comes before its results says of each what was left out, as they would. */
static void
test_held_left_out (void)
{
  g_autoptr (World) world = world_new ();

  assert_receives (world, CT_VUE_EVENT_PLACE_HOLD,
                   "{\"eventID\":\"e1\",\"clientCandidateID\":\"CT000001\",\"exams\":{\"exam\":["
                   "{\"registrationID\":\"3101\",\"examSeriesCode\":\"250-428\",\"examResult\":"
                   "{\"score\":840}},{\"registrationID\":\"3102\",\"examSeriesCode\":\"250-438\","
                   "\"examResult\":{\"score\":510}}]}}",
                   "2026-04-05T00:00:00Z",
                   "250-428: its scores are no percentages and were left out, the rest taken; "
                   "250-438: its scores are no percentages and were left out, the rest taken");
  world_assert (world, ATTEMPTS, "250-428 pending pending 3101; 250-438 pending pending 3102");
}

static void
test_hold (void)
{
  g_autoptr (World) world = world_new_with_one ();

  /* Before the result is there: it is kept back until it is released. */
  assert_receives (world, CT_VUE_EVENT_PLACE_HOLD, ABOUT ("e1", "3101"), "2026-04-05T00:00:00Z",
                   "applied");
  world_assert (world, ATTEMPTS, "250-428 pending pending 3101");
  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e2", "3101", "pass"),
                   "2026-04-05T01:00:00Z", "applied");
  world_assert (world, ATTEMPTS, "250-428 pending passed 3101");
  world_assert (world, CREDENTIALS, "");
  assert_receives (world, CT_VUE_EVENT_RELEASE_HOLD, ABOUT ("e3", "3101"), "2026-04-06T00:00:00Z",
                   "applied");
  world_assert (world, ATTEMPTS, "250-428 passed - 3101");
  world_assert (world, CREDENTIALS, "scs-428 active -");

  /* After it, and a release without a hold. */
  assert_receives (world, CT_VUE_EVENT_PLACE_HOLD, ABOUT ("e4", "3101"), "2026-04-07T00:00:00Z",
                   "applied");
  world_assert (world, ATTEMPTS, "250-428 pending passed 3101");
  assert_receives (world, CT_VUE_EVENT_RELEASE_HOLD, ABOUT ("e5", "3101"), "2026-04-08T00:00:00Z",
                   "applied");
  assert_receives (world, CT_VUE_EVENT_RELEASE_HOLD, ABOUT ("e6", "3101"), "2026-04-08T00:00:00Z",
                   "applied");
  world_assert (world, ATTEMPTS, "250-428 passed - 3101");
}

static void
test_revoke (void)
{
  g_autoptr (World) world = world_new_with_one ();

  /* What somebody else gave stays. */
  world_execute (
      world, "INSERT INTO credentials (id, account_id, number, achievement_id, title, kind, name,"
             " state, issued_at, verification_code) VALUES ('k', 'c1', 'N', 'scs-438', 'B',"
             " 'certification', 'Z', 'active', '2026-03-05T00:00:00Z', 'V')");
  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e1", "3101", "pass"),
                   "2026-04-05T00:00:00Z", "applied");
  world_assert (world, CREDENTIALS, "scs-428 active -; scs-438 active -");

  assert_receives (world, CT_VUE_EVENT_REVOKE_RESULT, ABOUT ("e2", "3101"), "2026-04-06T00:00:00Z",
                   "applied");
  world_assert (world, ATTEMPTS, "250-428 revoked passed 3101");
  world_assert (world, CREDENTIALS, "scs-428 revoked 2026-04-06T00:00:00Z; scs-438 active -");

  /* Neither the same result again nor a hold brings it back. */
  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e3", "3101", "pass"),
                   "2026-04-07T00:00:00Z", "applied");
  assert_receives (world, CT_VUE_EVENT_PLACE_HOLD, ABOUT ("e4", "3101"), "2026-04-07T00:00:00Z",
                   "applied");
  assert_receives (world, CT_VUE_EVENT_RELEASE_HOLD, ABOUT ("e5", "3101"), "2026-04-07T00:00:00Z",
                   "applied");
  world_assert (world, ATTEMPTS, "250-428 revoked passed 3101");
  world_assert (world, CREDENTIALS, "scs-428 revoked 2026-04-06T00:00:00Z; scs-438 active -");

  assert_receives (world, CT_VUE_EVENT_UNREVOKE_RESULT, ABOUT ("e6", "3101"),
                   "2026-04-08T00:00:00Z", "applied");
  world_assert (world, ATTEMPTS, "250-428 passed - 3101");
  world_assert (world, CREDENTIALS, "scs-428 active -; scs-438 active -");
}

static void
test_modify_result (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e1", "3101", "fail"),
                   "2026-04-05T00:00:00Z", "applied");
  world_assert (world, CREDENTIALS, "");
  assert_receives (world, CT_VUE_EVENT_MODIFY_RESULT, RESULT ("e2", "3101", "pass"),
                   "2026-04-06T00:00:00Z", "applied");
  world_assert (world, ATTEMPTS, "250-428 passed - 3101");
  world_assert (world, CREDENTIALS, "scs-428 active -");
}

static void
test_appointment (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (world, CT_VUE_EVENT_MODIFY_APPOINTMENT,
                   SEAT ("e1", "3101", "2026-04-20T08:00:00Z", "Cork"), "2026-04-05T00:00:00Z",
                   "applied");
  world_assert (world, APPOINTMENTS,
                "scheduled 2026-04-20T08:00:00Z Europe/Dublin test-center Cork 3101");
  assert_receives (world, CT_VUE_EVENT_MODIFY_APPOINTMENT,
                   SEAT ("e2", "3101", "2026-04-20T08:00:00Z", "Cork"), "2026-04-05T01:00:00Z",
                   "applied");
  world_assert (world, APPOINTMENTS,
                "scheduled 2026-04-20T08:00:00Z Europe/Dublin test-center Cork 3101");
  assert_receives (world, CT_VUE_EVENT_MODIFY_APPOINTMENT,
                   SEAT ("e3", "3101", "2026-04-21T08:00:00Z", "Galway"), "2026-04-06T00:00:00Z",
                   "applied");
  world_assert (world, APPOINTMENTS,
                "rescheduled 2026-04-21T08:00:00Z Europe/Dublin test-center Galway 3101");
  assert_receives (world, CT_VUE_EVENT_CANCEL_APPOINTMENT, ABOUT ("e4", "3101"),
                   "2026-04-07T00:00:00Z", "applied");
  assert_receives (world, CT_VUE_EVENT_MODIFY_APPOINTMENT,
                   SEAT ("e5", "3102", "2026-04-25T08:00:00Z", "Sligo"), "2026-04-08T00:00:00Z",
                   "applied");
  world_assert (world, APPOINTMENTS,
                "cancelled 2026-04-21T08:00:00Z Europe/Dublin test-center Galway 3101; "
                "scheduled 2026-04-25T08:00:00Z Europe/Dublin test-center Sligo 3102");

  /* Taken there, the attempt says where. */
  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e6", "3102", "pass"),
                   "2026-04-26T00:00:00Z", "applied");
  world_assert (world, "SELECT place FROM attempts", "Sligo");
  world_assert (world, "SELECT state FROM appointments ORDER BY number", "cancelled; taken");
}

/* What cannot be applied yet waits, and what comes later lets it in. */
static void
test_waiting (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (world, CT_VUE_EVENT_CANCEL_APPOINTMENT, ABOUT ("e1", "3101"),
                   "2026-04-05T00:00:00Z", "there is no such appointment");
  assert_receives (world, CT_VUE_EVENT_REVOKE_RESULT, ABOUT ("e2", "3101"), "2026-04-05T00:00:00Z",
                   "there is no such result yet");
  assert_receives (
      world, CT_VUE_EVENT_RESULT,
      "{\"clientCandidateID\":\"CT000077\",\"registrationID\":\"3177\",\"exams\":{\"exam\":"
      "[{\"examSeriesCode\":\"250-438\",\"examResult\":{\"grade\":\"pass\"}}]}}",
      "2026-04-05T00:00:00Z",
      "no candidate has the ID CT000077: it is kept until somebody claims it");
  assert_receives (world, CT_VUE_EVENT_RESULT, "{}", "2026-04-05T00:00:00Z",
                   "it tells of no result");
  assert_receives (world, CT_VUE_EVENT_MODIFY_APPOINTMENT, ABOUT ("e5", "3101"),
                   "2026-04-05T00:00:00Z", "it does not say when");
  assert_receives (world, CT_VUE_EVENT_RESULT, RESULT ("e6", "3101", "pass"),
                   "2026-04-06T00:00:00Z", "applied");
  assert_receives (world, CT_VUE_EVENT_MODIFY_APPOINTMENT,
                   SEAT ("e7", "3101", "2026-04-20T08:00:00Z", "Cork"), "2026-04-06T00:00:00Z",
                   "applied");
  world_assert (world, CREDENTIALS, "scs-428 active -");
  world_execute (world, "UPDATE accounts SET candidate_id = 'CT000077' WHERE id = 'c2'");

  g_autofree char *path
      = world_write (world, "vcdc-1.dat", "ClientCandidateID\tStatus\nCT000003\tAccepted\n", -1);
  g_autofree char *report = world_import (world, path, "2026-04-07T00:00:00Z");
  g_assert_cmpstr (report, ==,
                   "vcdc-1.dat: 0 rows taken, 0 known already, 1 fault\n"
                   "  line 2: candidate CT000003 was never sent\n");

  world_assert (world, ATTEMPTS, "250-428 revoked passed 3101; 250-438 passed - 3177");
  world_assert (world, CREDENTIALS, "scs-428 revoked 2026-04-07T00:00:00Z; scs-438 active -");
  world_assert (world, "SELECT state FROM appointments", "cancelled");
  world_assert (world, "SELECT outcome FROM vue_events WHERE applied_at IS NULL ORDER BY sequence",
                "it tells of no result; it does not say when");
}

/* The log says once why it waits, and in the end what of it was left out. */
static void
test_waiting_log (void)
{
  g_autoptr (World) world = world_new ();
  const char *answer = "ClientCandidateID\tStatus\nCT000003\tAccepted\n";
  g_autofree char *path = world_write (world, "vcdc-1.dat", answer, -1);

  expect_log ("An event from Pearson VUE, resultNotification-e1, waits: no candidate has the ID "
              "CT000077: *.");
  assert_receives (
      world, CT_VUE_EVENT_RESULT,
      "{\"eventID\":\"e1\",\"clientCandidateID\":\"CT000077\",\"registrationID\":\"3177\","
      "\"exams\":{\"exam\":[{\"examSeriesCode\":\"250-438\",\"examResult\":"
      "{\"grade\":\"pass\",\"score\":840}}]}}",
      "2026-04-05T00:00:00Z",
      "no candidate has the ID CT000077: it is kept until somebody claims it");
  g_test_assert_expected_messages ();

  expect_log ("An event from Pearson VUE, resultNotification-e1, was taken, but: 250-438: its "
              "scores *.");
  g_autofree char *first = world_import (world, path, "2026-04-06T00:00:00Z");
  world_execute (world, "UPDATE accounts SET candidate_id = 'CT000077' WHERE id = 'c2'");
  g_autofree char *second = world_import (world, path, "2026-04-07T00:00:00Z");
  g_test_assert_expected_messages ();
  world_assert (world, ATTEMPTS, "250-438 passed - 3177");
}

/* What is undone because a later event fails is not said to be taken. */
static void
test_undone_log (void)
{
  g_autoptr (World) world = world_new ();
  const char *answer = "ClientCandidateID\tStatus\nCT000003\tAccepted\n";
  g_autofree char *path = world_write (world, "vcdc-1.dat", answer, -1);
  g_autoptr (GDateTime) now = ct_time_parse ("2026-04-06T00:00:00Z");
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"eventID\":\"e%d\",\"clientCandidateID\":\"CT000077\",\"registrationID\":\"310%d\","
          "\"exams\":{\"exam\":[{\"examSeriesCode\":\"250-438\",\"examDate\":"
          "\"2026-04-0%dT09:30:00Z\",\"examResult\":{\"grade\":\"fail\",\"score\":840}}]}}",
          i, i, i);

      expect_log ("An event from Pearson VUE, resultNotification-e*, waits: *.");
      assert_receives (world, CT_VUE_EVENT_RESULT, json, "2026-04-05T00:00:00Z",
                       "no candidate has the ID CT000077: it is kept until somebody claims it");
    }

  world_execute (world, "UPDATE accounts SET candidate_id = 'CT000077' WHERE id = 'c2'");
  world_execute (world, "CREATE TRIGGER fault BEFORE UPDATE ON vue_events WHEN new.id LIKE '%-e2'"
                        " BEGIN SELECT raise (ABORT, 'no'); END");
  expect_log ("Nothing was said before this");
  g_assert_null (ct_delivery_import (world->store, path, now, &error));
  g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT);
  g_log ("certtracker", G_LOG_LEVEL_MESSAGE, "Nothing was said before this");
  g_test_assert_expected_messages ();
  world_assert (world, "SELECT count (*) FROM vue_events WHERE applied_at IS NULL", "2");

  world_execute (world, "DROP TRIGGER fault");
  expect_log ("An event from Pearson VUE, resultNotification-e1, was taken, but: *.");
  expect_log ("An event from Pearson VUE, resultNotification-e2, was taken, but: *.");
  g_autofree char *done = world_import (world, path, "2026-04-07T00:00:00Z");
  g_test_assert_expected_messages ();
}

/* What comes from outside begins no line of the log. */
static void
test_log_lines (void)
{
  g_autoptr (World) world = world_new_with_one ();

  expect_log ("An event from Pearson VUE, cancelAppointment-e1 Signed in, was taken, but: *.");
  assert_receives (world, CT_VUE_EVENT_CANCEL_APPOINTMENT,
                   "{\"eventID\":\"e1\\nSigned in\",\"clientCandidateID\":\"CT000001\","
                   "\"authorization\":{\"clientAuthorizationID\":\"X1\"}}",
                   "2026-04-05T00:00:00Z", "there is no such appointment");
  g_test_assert_expected_messages ();
}

/* Without a number, a cancellation must not meet an appointment that is made later. */
static void
test_cancelled_without_number (void)
{
  g_autoptr (World) world = world_new_with_one ();

  expect_log ("An event from Pearson VUE, *, was taken, but: there is no such appointment.");
  assert_receives (world, CT_VUE_EVENT_CANCEL_APPOINTMENT,
                   "{\"clientCandidateID\":\"CT000001\","
                   "\"authorization\":{\"clientAuthorizationID\":\"X1\"}}",
                   "2026-04-05T00:00:00Z", "there is no such appointment");
  g_test_assert_expected_messages ();
  world_assert (world, "SELECT count (*) FROM vue_events WHERE applied_at IS NULL", "0");
}

/* One candidate's event cannot touch another's. */
static void
test_crossed (void)
{
  g_autoptr (World) world = world_new_with_one ();

  assert_receives (world, CT_VUE_EVENT_RESULT,
                   "{\"clientCandidateID\":\"CT000002\",\"authorization\":"
                   "{\"clientAuthorizationID\":\"X1\"},\"exams\":{\"exam\":[{\"examResult\":"
                   "{\"grade\":\"pass\"}}]}}",
                   "2026-04-05T00:00:00Z", "the authorization X1 is another candidate's");
  world_assert (world, ATTEMPTS, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-events/seen-members", test_seen_members);
  g_test_add_func ("/delivery-events/once", test_once);
  g_test_add_func ("/delivery-events/file-after-event", test_file_after_event);
  g_test_add_func ("/delivery-events/left-out", test_left_out);
  g_test_add_func ("/delivery-events/held-left-out", test_held_left_out);
  g_test_add_func ("/delivery-events/hold", test_hold);
  g_test_add_func ("/delivery-events/revoke", test_revoke);
  g_test_add_func ("/delivery-events/modify-result", test_modify_result);
  g_test_add_func ("/delivery-events/appointment", test_appointment);
  g_test_add_func ("/delivery-events/waiting", test_waiting);
  g_test_add_func ("/delivery-events/waiting-log", test_waiting_log);
  g_test_add_func ("/delivery-events/undone-log", test_undone_log);
  g_test_add_func ("/delivery-events/log-lines", test_log_lines);
  g_test_add_func ("/delivery-events/cancelled-without-number", test_cancelled_without_number);
  g_test_add_func ("/delivery-events/crossed", test_crossed);
  return g_test_run ();
}
