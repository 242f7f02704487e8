/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service/delivery/ct-vue-event.h"
#include "service/delivery/ct-vue-time.h"

static CtVueEvent *
read_text (CtVueEventKind kind, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  return ct_vue_event_read (kind, bytes, error);
}

static void
test_names (void)
{
  CtVueEventKind kind;

  for (kind = CT_VUE_EVENT_RESULT; kind <= CT_VUE_EVENT_CANCEL_APPOINTMENT; kind++)
    {
      CtVueEventKind found = -1;

      g_assert_true (ct_vue_event_find_kind (ct_vue_event_get_name (kind), &found));
      g_assert_cmpint (found, ==, kind);
    }
  g_assert_false (ct_vue_event_find_kind ("ResultNotification", &kind));
  g_assert_false (ct_vue_event_find_kind ("", &kind));
  g_assert_false (ct_vue_event_find_kind (NULL, &kind));
}

/* Exactly the members that were seen in public code. */
static void
test_seen_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtVueEvent) event = read_text (
      CT_VUE_EVENT_RESULT,
      "{\"eventType\":\"RESULT_AVAILABLE\",\"clientCandidateID\":\"CT000001\","
      "\"candidate\":{\"candidateName\":{\"firstName\":\"Zo\xc3\xab\",\"lastName\":\"O'Brien\"}},"
      "\"authorization\":{\"clientAuthorizationID\":\"CTA0000000001\"},"
      "\"exams\":{\"exam\":[{\"examResult\":{\"passingScore\":70,\"score\":84.5}},"
      "{\"examResult\":{\"passingScore\":\"70\",\"score\":\"51\"}}]}}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (event->type, ==, "RESULT_AVAILABLE");
  g_assert_cmpstr (event->candidate_id, ==, "CT000001");
  g_assert_cmpstr (event->given_name, ==, "Zoë");
  g_assert_cmpstr (event->family_name, ==, "O'Brien");
  g_assert_cmpstr (event->authorization_id, ==, "CTA0000000001");
  g_assert_null (event->seat);
  g_assert_cmpuint (event->results->len, ==, 2);

  CtVueResult *first = event->results->pdata[0];
  CtVueResult *second = event->results->pdata[1];
  g_assert_cmpfloat (first->score, ==, 84.5);
  g_assert_cmpfloat (first->passing_score, ==, 70);
  g_assert_cmpint (first->result, ==, CT_RESULT_PASSED);
  g_assert_cmpstr (first->authorization_id, ==, "CTA0000000001");
  g_assert_cmpint (second->result, ==, CT_RESULT_FAILED);
}

static void
test_result (void)
{
  static const struct
  {
    const char *exam;
    CtResult result;
  } cases[] = {
    { "{\"examResult\":{\"grade\":\"Pass\",\"score\":10,\"passingScore\":70}}", CT_RESULT_PASSED },
    { "{\"examResult\":{\"grade\":\"fail\"}}", CT_RESULT_FAILED },
    { "{\"examResult\":{\"grade\":\"distinction\",\"score\":99,\"passingScore\":70}}",
      CT_RESULT_PENDING },
    { "{\"examResult\":{\"noShow\":true}}", CT_RESULT_NO_SHOW },
    { "{\"examResult\":{\"noShow\":\"True\"}}", CT_RESULT_NO_SHOW },
    { "{\"examResult\":{\"score\":70,\"passingScore\":70}}", CT_RESULT_PASSED },
    { "{\"examResult\":{\"score\":70}}", CT_RESULT_PENDING },
    { "{\"examResult\":{\"score\":-1,\"passingScore\":\"x\"}}", CT_RESULT_PENDING },
    { "{\"examResult\":[]}", CT_RESULT_PENDING },
    { "{}", CT_RESULT_PENDING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("{\"exams\":{\"exam\":%s}}", cases[i].exam);
      g_autoptr (CtVueEvent) event = read_text (CT_VUE_EVENT_RESULT, text, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (event->results->len, ==, 1);
      g_assert_cmpint (((CtVueResult *) event->results->pdata[0])->result, ==, cases[i].result);
    }
}

static void
test_details (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtVueEvent) event = read_text (
      CT_VUE_EVENT_RESULT,
      "{\"registrationID\":310000001,\"exams\":{\"exam\":[{\"examSeriesCode\":\"250-428\","
      "\"examDate\":\"2026-04-04T09:30:00+02:00\",\"timeUsed\":71,\"testCenterID\":57123,"
      "\"examResult\":{\"grade\":\"pass\",\"sections\":{\"section\":["
      "{\"name\":\"Policies\",\"score\":80},{\"name\":\"Groups\",\"score\":\"75.5\"},"
      "{\"name\":\"Odd\",\"score\":850},{\"score\":3},7]}}}]}}",
      &error);

  g_assert_no_error (error);
  CtVueResult *result = event->results->pdata[0];
  g_autofree char *taken_at = ct_vue_time_format (result->taken_at);
  g_assert_cmpstr (result->registration_id, ==, "310000001");
  g_assert_cmpstr (result->exam_code, ==, "250-428");
  g_assert_cmpstr (taken_at, ==, "2026/04/04 07:30:00");
  g_assert_cmpint (result->minutes_used, ==, 71);
  g_assert_cmpstr (result->test_center, ==, "57123");
  g_assert_cmpuint (result->sections->len, ==, 2);
  g_assert_cmpstr (((CtSection *) result->sections->pdata[1])->title, ==, "Groups");
  g_assert_cmpfloat (((CtSection *) result->sections->pdata[1])->score, ==, 75.5);
  g_assert_cmpuint (result->n_sections_left_out, ==, 2);
}

/* What is no section with a percentage is left out, and counted. */
static void
test_sections (void)
{
  static const struct
  {
    const char *sections;
    guint n_read;
    guint n_left_out;
  } cases[] = {
    { "[{\"name\":\"A\",\"score\":0},{\"name\":\"B\",\"score\":100}]", 2, 0 },
    { "{\"name\":\"A\",\"score\":100.5}", 0, 1 },
    { "[{\"name\":\"A\",\"score\":-1},{\"name\":\"B\",\"score\":50}]", 1, 1 },
    { "[{\"name\":\"A\",\"score\":\"n/a\"},{\"name\":\"B\"},{\"name\":\" \",\"score\":5}]", 0, 3 },
    { "[]", 0, 0 },
    { "null", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf (
          "{\"exams\":{\"exam\":{\"examResult\":{\"sections\":{\"section\":%s}}}}}",
          cases[i].sections);
      g_autoptr (CtVueEvent) event = read_text (CT_VUE_EVENT_RESULT, text, &error);

      g_assert_no_error (error);
      CtVueResult *result = event->results->pdata[0];
      g_assert_cmpuint (result->sections != NULL ? result->sections->len : 0, ==, cases[i].n_read);
      g_assert_cmpuint (result->n_sections_left_out, ==, cases[i].n_left_out);
    }
}

static void
test_appointment (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtVueEvent) event = read_text (
      CT_VUE_EVENT_MODIFY_APPOINTMENT,
      "{\"eventID\":\"e-17\",\"registrationID\":\"310000001\",\"appointment\":{"
      "\"startDateTime\":\"2026-04-20T14:00:00Z\",\"timeZone\":\"America/New_York\","
      "\"minutes\":120,\"deliveryMode\":\"TEST_CENTER\",\"testCenter\":{\"name\":\"Boston\","
      "\"address\":\"1 Beacon Street\"}}}",
      &error);

  g_assert_no_error (error);
  g_autofree char *starts_at = ct_vue_time_format (event->seat->starts_at);
  g_assert_cmpstr (event->id, ==, "modifyAppointment-e-17");
  g_assert_cmpstr (event->registration_id, ==, "310000001");
  g_assert_cmpstr (starts_at, ==, "2026/04/20 14:00:00");
  g_assert_cmpstr (event->seat->time_zone, ==, "America/New_York");
  g_assert_cmpint (event->seat->minutes, ==, 120);
  g_assert_cmpint (event->seat->mode, ==, CT_APPOINTMENT_MODE_TEST_CENTER);
  g_assert_cmpstr (event->seat->place, ==, "Boston");

  g_autoptr (CtVueEvent) odd
      = read_text (CT_VUE_EVENT_MODIFY_APPOINTMENT,
                   "{\"appointment\":{\"startDateTime\":\"04/20/2026 14:00:00\",\"timeZone\":"
                   "\"../../etc/passwd\",\"minutes\":1e30,\"deliveryMode\":\"ONLINE\"}}",
                   &error);
  g_assert_no_error (error);
  g_assert_nonnull (odd->seat->starts_at);
  g_assert_cmpstr (odd->seat->time_zone, ==, "UTC");
  g_assert_cmpint (odd->seat->minutes, ==, -1);
  g_assert_cmpint (odd->seat->mode, ==, CT_APPOINTMENT_MODE_ONLINE);
}

/* GLib opens whatever path a time zone names, also where that leads to one. */
static void
test_time_zones (void)
{
  static const char *const paths[] = {
    "../zoneinfo/Europe/Dublin",
    "/usr/share/zoneinfo/Europe/Dublin",
    "Europe/../../zoneinfo/Europe/Dublin",
    "../../../etc/localtime",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("{\"appointment\":{\"timeZone\":\"%s\"}}", paths[i]);
      g_autoptr (CtVueEvent) event = read_text (CT_VUE_EVENT_MODIFY_APPOINTMENT, text, &error);

      g_assert_no_error (error);
      g_test_message ("%s", paths[i]);
      g_assert_cmpstr (event->seat->time_zone, ==, "UTC");
    }
}

/* The same event is known again, and two that differ are not mixed up. */
static void
test_identity (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtVueEvent) one = read_text (CT_VUE_EVENT_PLACE_HOLD, "{\"a\":1}", &error);
  g_autoptr (CtVueEvent) again = read_text (CT_VUE_EVENT_PLACE_HOLD, "{\"a\":1}", &error);
  g_autoptr (CtVueEvent) other = read_text (CT_VUE_EVENT_PLACE_HOLD, "{\"a\":2}", &error);
  g_autoptr (CtVueEvent) kind = read_text (CT_VUE_EVENT_RELEASE_HOLD, "{\"a\":1}", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (one->id, ==, again->id);
  g_assert_cmpstr (one->id, !=, other->id);
  g_assert_cmpstr (one->id, !=, kind->id);
}

static void
test_hostile (void)
{
  static const char *const refused[] = { "", "[]", "null", "7", "{", "\xff", "<html>" };
  static const char *const odd[] = {
    "{}",
    "{\"exams\":[]}",
    "{\"exams\":{\"exam\":[null,7,[],\"x\"]}}",
    "{\"clientCandidateID\":{},\"candidate\":7,\"authorization\":[[]]}",
    "{\"clientCandidateID\":\"  \",\"appointment\":\"now\"}",
    "{\"appointment\":{\"testCenter\":7,\"timeZone\":5,\"minutes\":true}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtVueEvent) event = read_text (CT_VUE_EVENT_RESULT, refused[i], &error);

      g_assert_null (event);
      g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_BAD_EVENT);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtVueEvent) event = read_text (CT_VUE_EVENT_RESULT, odd[i], &error);

      g_assert_no_error (error);
      g_assert_null (event->candidate_id);
      g_assert_cmpuint (event->results->len, ==, 0);
    }

  g_autoptr (GError) error = NULL;
  g_autofree char *huge = g_strnfill (1024 * 1024 + 1, ' ');
  g_autoptr (CtVueEvent) event = read_text (CT_VUE_EVENT_RESULT, huge, &error);
  g_assert_null (event);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vue-event/names", test_names);
  g_test_add_func ("/vue-event/seen-members", test_seen_members);
  g_test_add_func ("/vue-event/result", test_result);
  g_test_add_func ("/vue-event/details", test_details);
  g_test_add_func ("/vue-event/sections", test_sections);
  g_test_add_func ("/vue-event/appointment", test_appointment);
  g_test_add_func ("/vue-event/time-zones", test_time_zones);
  g_test_add_func ("/vue-event/identity", test_identity);
  g_test_add_func ("/vue-event/hostile", test_hostile);
  return g_test_run ();
}
