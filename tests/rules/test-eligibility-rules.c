/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-attempt.h"
#include "model/ct-time.h"
#include "service/rules/ct-eligibility-rules.h"

#include "history.h"

static const char program[]
    = "{\"program\":{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"P\",\"support_email\":\"h@example."
      "com\","
      "\"agreements\":[{\"id\":\"terms\",\"title\":\"Terms\",\"version\":\"2\",\"text\":\"T\"}]},"
      "\"exams\":["
      "{\"id\":\"plain\",\"title\":\"No limits\",\"kind\":\"exam\"},"
      "{\"id\":\"home\",\"title\":\"At home\",\"kind\":\"assessment\"},"
      "{\"id\":\"old\",\"title\":\"Retires\",\"kind\":\"exam\",\"lead_hours\":48,"
      "\"retired_at\":\"2026-06-01T00:00:00Z\",\"replaced_by\":\"plain\"},"
      "{\"id\":\"wait\",\"title\":\"Waits\",\"kind\":\"exam\",\"retake_days\":14,"
      "\"later_retake_days\":60,\"repeat_months\":18},"
      "{\"id\":\"again\",\"title\":\"At any time\",\"kind\":\"exam\",\"repeat_months\":0,"
      "\"lead_hours\":0,\"retake_days\":7},"
      "{\"id\":\"year\",\"title\":\"Three a year\",\"kind\":\"exam\",\"attempts_per_year\":3},"
      "{\"id\":\"bound\",\"title\":\"Agreement\",\"kind\":\"exam\",\"agreement_id\":\"terms\"}],"
      "\"achievements\":[]}";

/* The answer in words: each obstacle with its time and what it is about. */
static char *
describe (CtEligibility *eligibility)
{
  GString *words = g_string_new (NULL);
  GListModel *obstacles = (GListModel *) eligibility->obstacles;

  g_type_ensure (CT_TYPE_INELIGIBILITY);
  for (guint i = 0; obstacles != NULL && i < g_list_model_get_n_items (obstacles); i++)
    {
      g_autoptr (CtObstacle) obstacle = g_list_model_get_item (obstacles, i);
      g_autofree char *until = obstacle->until != NULL ? ct_time_format (obstacle->until) : NULL;

      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "",
                              g_enum_get_value (g_type_class_get (CT_TYPE_INELIGIBILITY),
                                                obstacle->reason)
                                  ->value_nick);
      if (until != NULL)
        g_string_append_printf (words, " until %s", until);
      if (obstacle->ref != NULL)
        g_string_append_printf (words, " (%s)", obstacle->ref);
      if (obstacle->detail != NULL)
        g_string_append_printf (words, ": %s", obstacle->detail);
    }

  g_assert_true (eligibility->eligible == (words->len == 0));
  return g_string_free_and_steal (words);
}

static char *
check (const char *exam_code,
       const char *history,
       CtTestingProfileState profile_state,
       GPtrArray *authorizations,
       const char *at)
{
  g_autoptr (CtCatalog) catalog = catalog_new_from_json (program);
  g_autoptr (History) candidate = history_new (history);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GDateTime) now = history_parse_time (at);
  g_autoptr (CtTestingProfile) profile
      = g_object_new (CT_TYPE_TESTING_PROFILE, "state", profile_state, "reason",
                      profile_state == CT_TESTING_PROFILE_STATE_REFUSED ? "Invalid name" : NULL,
                      NULL);
  g_autoptr (CtEligibility) eligibility
      = ct_eligibility_rules_check (catalog, ct_catalog_get_exam (catalog, exam_code),
                                    candidate->account, profile, candidate->attempts,
                                    authorizations != NULL ? authorizations : none, now);

  g_assert_cmpstr (ct_resource_get_id (CT_RESOURCE (eligibility)), ==, exam_code);
  return describe (eligibility);
}

static void
test_table (void)
{
  static const struct
  {
    const char *protects;
    const char *exam;
    const char *history;
    const char *now;
    const char *expected;
  } cases[] = {
    { "nothing in the way", "plain", "", "2026-03-01", "" },
    { "assessments have no seats", "home", "", "2026-03-01", "not-proctored" },

    { "before the lead time", "old", "", "2026-05-29T23:59:59Z", "" },
    { "within the lead time of its end", "old", "", "2026-05-30T00:00:00Z", "lead-time (plain)" },
    { "the last second", "old", "", "2026-05-31T23:59:59Z", "lead-time (plain)" },
    { "retired", "old", "", "2026-06-01", "retired (plain)" },

    { "a pass stands for ever", "plain", "passed plain 2001-01-01", "2026-03-01",
      "already-passed (a1)" },
    { "a pass stands for a while", "wait", "passed wait 2025-01-10", "2026-07-09T23:59:59Z",
      "already-passed until 2026-07-10T00:00:00Z (a1)" },
    { "and then no more", "wait", "passed wait 2025-01-10", "2026-07-10", "" },
    { "the last pass counts", "wait", "passed wait 2025-06-01; passed wait 2022-01-10",
      "2026-07-10", "already-passed until 2026-12-01T00:00:00Z (a1)" },
    { "a fail behind a pass does not undo it", "wait",
      "passed wait 2025-06-01; failed wait 2026-01-10", "2026-07-10",
      "already-passed until 2026-12-01T00:00:00Z (a1)" },
    { "some can be repeated at once", "again", "passed again 2026-02-28", "2026-03-01", "" },
    { "a revoked pass is none", "plain", "revoked plain 2026-01-01", "2026-03-01", "" },
    { "another exam's pass", "plain", "passed wait 2026-01-01", "2026-03-01", "" },
    { "what has not happened yet", "plain", "passed plain 2026-04-01", "2026-03-01", "" },

    { "the first wait", "wait", "failed wait 2026-01-10T09:00:00Z", "2026-01-24T08:59:59Z",
      "retake-wait until 2026-01-24T09:00:00Z (a1)" },
    { "its end", "wait", "failed wait 2026-01-10T09:00:00Z", "2026-01-24T09:00:00Z", "" },
    { "the second wait", "wait", "failed wait 2026-01-10; failed wait 2025-12-01", "2026-01-20",
      "retake-wait until 2026-01-24T00:00:00Z (a1)" },
    { "the third wait is longer", "wait",
      "failed wait 2026-01-10; failed wait 2025-12-01; revoked wait 2025-11-01", "2026-02-01",
      "retake-wait until 2026-03-11T00:00:00Z (a1)" },
    { "a pass begins the count anew", "wait",
      "failed wait 2026-01-10; failed wait 2025-12-01; passed wait 2023-01-01; failed wait "
      "2022-12-01",
      "2026-01-30", "" },
    { "one wait for all if no other is set", "again",
      "failed again 2026-01-03; failed again 2026-01-02; failed again 2026-01-01", "2026-01-09",
      "retake-wait until 2026-01-10T00:00:00Z (a1)" },
    { "not to come is no try", "wait", "no-show wait 2026-01-10", "2026-01-11", "" },
    { "no wait where none is set", "plain", "failed plain 2026-01-10", "2026-01-10", "" },

    { "a result that is not there yet", "wait", "failed wait 2026-01-10; pending wait 2026-01-30",
      "2026-01-31", "result-pending (a2)" },

    { "two in a year", "year", "failed year 2026-01-10; failed year 2026-01-11", "2026-02-01", "" },
    { "three in a year", "year",
      "failed year 2025-03-01T10:00:00Z; failed year 2026-01-10; failed year 2026-01-11",
      "2026-03-01T09:59:59Z", "attempts-a-year until 2026-03-01T10:00:00Z" },
    { "three in more than a year", "year",
      "failed year 2025-03-01T10:00:00Z; failed year 2026-01-10; failed year 2026-01-11",
      "2026-03-01T10:00:00Z", "" },
    { "four in a year, were it so", "year",
      "failed year 2025-08-01; failed year 2025-09-01; failed year 2025-10-01; failed year "
      "2025-11-01",
      "2026-01-01", "attempts-a-year until 2026-09-01T00:00:00Z" },
    { "no-shows do not fill the year", "year",
      "failed year 2026-01-10; failed year 2026-01-11; no-show year 2026-01-12", "2026-02-01", "" },

    { "no agreement", "bound", "", "2026-03-01", "agreement-missing (terms)" },
    { "an old version of it", "bound", "accepted terms/1 2026-01-01", "2026-03-01",
      "agreement-missing (terms)" },
    { "the present version", "bound", "accepted terms/2 2026-01-01", "2026-03-01", "" },

    { "everything at once", "wait", "pending wait 2026-01-30; passed wait 2025-12-01", "2026-01-31",
      "already-passed until 2027-06-01T00:00:00Z (a2); result-pending (a1)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = check (cases[i].exam, cases[i].history,
                                      CT_TESTING_PROFILE_STATE_PENDING, NULL, cases[i].now);

      g_test_message ("%s", cases[i].protects);
      g_assert_cmpstr (words, ==, cases[i].expected);
    }
}

static void
test_profile (void)
{
  static const char *const expected[]
      = { "profile-incomplete", "", "", "profile-refused: Invalid name" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *words = check ("plain", "", i, NULL, "2026-03-01");
      g_assert_cmpstr (words, ==, expected[i]);
    }

  /* Nobody is asked to put right what would help with nothing. */
  g_autofree char *retired
      = check ("old", "", CT_TESTING_PROFILE_STATE_INCOMPLETE, NULL, "2026-06-01");
  g_autofree char *online
      = check ("home", "", CT_TESTING_PROFILE_STATE_INCOMPLETE, NULL, "2026-03-01");
  g_assert_cmpstr (retired, ==, "retired (plain)");
  g_assert_cmpstr (online, ==, "not-proctored");
}

static void
test_authorizations (void)
{
  static const struct
  {
    const char *exam;
    CtAuthorizationState state;
    const char *now;
    const char *expected;
    CtAuthorizationState seen_as;
  } cases[] = {
    { "plain", CT_AUTHORIZATION_STATE_PENDING, "2026-03-01", "already-authorized (x1)",
      CT_AUTHORIZATION_STATE_PENDING },
    { "plain", CT_AUTHORIZATION_STATE_SENDING, "2026-03-01", "already-authorized (x1)",
      CT_AUTHORIZATION_STATE_SENDING },
    { "plain", CT_AUTHORIZATION_STATE_ACCEPTED, "2026-03-31T23:59:59Z", "already-authorized (x1)",
      CT_AUTHORIZATION_STATE_ACCEPTED },
    { "plain", CT_AUTHORIZATION_STATE_ACCEPTED, "2026-04-01", "", CT_AUTHORIZATION_STATE_EXPIRED },
    { "plain", CT_AUTHORIZATION_STATE_PENDING, "2026-04-01", "", CT_AUTHORIZATION_STATE_EXPIRED },
    { "plain", CT_AUTHORIZATION_STATE_REFUSED, "2026-04-01", "", CT_AUTHORIZATION_STATE_REFUSED },
    { "plain", CT_AUTHORIZATION_STATE_USED, "2026-04-01", "", CT_AUTHORIZATION_STATE_USED },
    { "plain", CT_AUTHORIZATION_STATE_NO_SHOW, "2026-03-01", "", CT_AUTHORIZATION_STATE_NO_SHOW },
    { "plain", CT_AUTHORIZATION_STATE_CANCELLED, "2026-03-01", "",
      CT_AUTHORIZATION_STATE_CANCELLED },
    { "wait", CT_AUTHORIZATION_STATE_ACCEPTED, "2026-03-01", "", CT_AUTHORIZATION_STATE_ACCEPTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) authorizations = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GDateTime) last_day = history_parse_time ("2026-03-31");
      g_autoptr (GDateTime) now = history_parse_time (cases[i].now);
      CtAuthorization *authorization
          = g_object_new (CT_TYPE_AUTHORIZATION, "id", "x1", "exam-code", cases[i].exam, "state",
                          cases[i].state, "last-day", last_day, NULL);

      g_ptr_array_add (authorizations, authorization);
      g_autofree char *words
          = check ("plain", "", CT_TESTING_PROFILE_STATE_ACCEPTED, authorizations, cases[i].now);
      g_assert_cmpstr (words, ==, cases[i].expected);
      g_assert_cmpint (ct_eligibility_rules_get_state (authorization, now), ==, cases[i].seen_as);
    }
}

static void
test_first_appointment (void)
{
  static const struct
  {
    const char *exam;
    const char *expected;
  } cases[] = {
    { "plain", "2026-03-02T12:00:00Z" },
    { "old", "2026-03-03T12:00:00Z" },
    { "again", "2026-03-01T12:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CtCatalog) catalog = catalog_new_from_json (program);
      g_autoptr (History) candidate = history_new ("");
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autoptr (GDateTime) now = history_parse_time ("2026-03-01T12:00:00Z");
      g_autoptr (CtTestingProfile) profile = g_object_new (CT_TYPE_TESTING_PROFILE, NULL);
      g_autoptr (CtEligibility) eligibility
          = ct_eligibility_rules_check (catalog, ct_catalog_get_exam (catalog, cases[i].exam),
                                        candidate->account, profile, none, none, now);
      g_autofree char *first = ct_time_format (eligibility->first_appointment);

      g_assert_cmpstr (first, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eligibility-rules/table", test_table);
  g_test_add_func ("/eligibility-rules/profile", test_profile);
  g_test_add_func ("/eligibility-rules/authorizations", test_authorizations);
  g_test_add_func ("/eligibility-rules/first-appointment", test_first_appointment);
  return g_test_run ();
}
