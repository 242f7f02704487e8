/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-credential.h"
#include "model/ct-time.h"
#include "service/rules/ct-credential-rules.h"

#include "history.h"

static void
test_expiry (void)
{
  static const struct
  {
    const char *protects;
    const char *issued_at;
    int months;
    const char *expected;
  } cases[] = {
    { "the same day and second, months later", "2024-03-04T15:16:17Z", 24, "2026-03-04T15:16:17Z" },
    { "the last day of a shorter month", "2024-01-31", 1, "2024-02-29T00:00:00Z" },
    { "no leap day where there is none", "2023-01-31", 1, "2023-02-28T00:00:00Z" },
    { "a leap day has no anniversary", "2024-02-29T23:59:59Z", 12, "2025-02-28T23:59:59Z" },
    { "a leap day to a leap day", "2024-02-29", 48, "2028-02-29T00:00:00Z" },
    { "over the end of a year", "2023-12-31", 2, "2024-02-29T00:00:00Z" },
    { "months are counted in UTC, where it is March already", "2024-02-29T23:30:00-05:00", 12,
      "2025-03-01T04:30:00Z" },
    { "months are counted in UTC, where it is still February", "2024-03-01T01:00:00+09:00", 12,
      "2025-02-28T16:00:00Z" },
    { "unset is for ever", "2024-03-04", -1, NULL },
    { "nothing ends as it begins", "2024-03-04", 0, NULL },
    { "beyond the calendar is for ever", "2024-03-04", 120000, NULL },
    { "a hostile number is for ever", "2024-03-04", G_MAXINT, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) issued_at = history_parse_time (cases[i].issued_at);
      g_autoptr (GDateTime) time = ct_credential_rules_get_expiry (issued_at, cases[i].months);
      g_autofree char *text = time != NULL ? ct_time_format (time) : NULL;

      g_test_message ("%s", cases[i].protects);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_state (void)
{
  static const struct
  {
    const char *protects;
    const char *history;
    const char *now;
    CtCredentialState expected;
  } cases[] = {
    { "valid until the last second", "credential one 2024-01-10 2026-01-10", "2026-01-09T23:59:59Z",
      CT_CREDENTIAL_STATE_ACTIVE },
    { "over at the very second", "credential one 2024-01-10 2026-01-10", "2026-01-10T00:00:00Z",
      CT_CREDENTIAL_STATE_EXPIRED },
    { "the same second in another zone", "credential one 2024-01-10 2026-01-10",
      "2026-01-10T05:30:00+05:30", CT_CREDENTIAL_STATE_EXPIRED },
    { "for ever", "credential one 2024-01-10", "9000-01-01", CT_CREDENTIAL_STATE_ACTIVE },
    { "before it was taken back", "credential one 2024-01-10; revoke one 2025-01-01",
      "2024-12-31T23:59:59Z", CT_CREDENTIAL_STATE_ACTIVE },
    { "at the second it was taken back", "credential one 2024-01-10; revoke one 2025-01-01",
      "2025-01-01", CT_CREDENTIAL_STATE_REVOKED },
    { "taken back outlasts expiry", "credential one 2024-01-10 2025-01-10; revoke one 2025-01-01",
      "2026-01-01", CT_CREDENTIAL_STATE_REVOKED },
    { "taken back after its end", "credential one 2024-01-10 2025-01-10; revoke one 2025-06-01",
      "2025-03-01", CT_CREDENTIAL_STATE_EXPIRED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (History) history = history_new (cases[i].history);
      g_autoptr (GDateTime) now = history_parse_time (cases[i].now);

      g_test_message ("%s", cases[i].protects);
      g_assert_cmpint (ct_credential_rules_get_state (history->credentials->pdata[0], now), ==,
                       cases[i].expected);
    }
}

/* "2024-01-10T00:00:00Z/2026-01-10T00:00:00Z expired, …" for one achievement */
static char *
describe (GPtrArray *credentials, const char *achievement_id)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];

      if (g_strcmp0 (credential->achievement_id, achievement_id) != 0)
        continue;

      g_autofree char *from = ct_time_format (credential->issued_at);
      g_autofree char *to = credential->expires_at != NULL ? ct_time_format (credential->expires_at)
                                                           : g_strdup ("ever");
      const char *state
          = g_enum_get_value (g_type_class_get (CT_TYPE_CREDENTIAL_STATE), credential->state)
                ->value_nick;

      /* Midnights are most, and are left away. */
      if (g_str_has_suffix (from, "T00:00:00Z"))
        from[10] = '\0';
      if (g_str_has_suffix (to, "T00:00:00Z"))
        to[10] = '\0';
      g_string_append_printf (words, "%s%s/%s %s", words->len > 0 ? ", " : "", from, to, state);
    }

  return g_string_free_and_steal (g_steal_pointer (&words));
}

static const struct
{
  const char *protects;
  const char *achievement;
  const char *history;
  const char *since;
  const char *until;
  const char *expected;
} earnings[] = {
  /* Passes. */
  { "nothing comes from nothing", "basic", "", NULL, "2024-06-01", "" },
  { "a pass earns, on its day", "basic", "passed A1 2024-01-10", NULL, "2024-06-01",
    "2024-01-10/ever active" },
  { "a pass counts from its own second", "basic", "passed A1 2024-01-10", NULL, "2024-01-10",
    "2024-01-10/ever active" },
  { "the future is not seen", "basic", "passed A1 2024-01-10", NULL, "2024-01-09T23:59:59Z", "" },
  { "only a pass counts", "basic",
    "failed A1 2024-01-10; pending A1 2024-01-11; no-show A1 2024-01-12; revoked A1 2024-01-13",
    NULL, "2024-06-01", "" },
  { "a fail before does no harm", "basic", "failed A1 2024-01-10; passed A1 2024-01-24", NULL,
    "2024-06-01", "2024-01-24/ever active" },
  { "a fail after does no harm", "basic", "passed A1 2024-01-10; failed A1 2024-01-24", NULL,
    "2024-06-01", "2024-01-10/ever active" },
  { "another exam does not count", "basic", "passed A2 2024-01-10; passed X9 2024-01-10", NULL,
    "2024-06-01", "" },
  { "the first of two passes earns, whatever the order", "basic",
    "passed A1 2024-03-01; passed A1 2024-01-10", NULL, "2024-06-01", "2024-01-10/ever active" },
  { "what is held for ever is not earned again", "basic",
    "passed A1 2020-01-10; passed A1 2024-01-10", NULL, "2024-06-01", "2020-01-10/ever active" },

  /* Agreements. */
  { "a pass alone is no certification", "one", "passed E1 2024-01-10", NULL, "2024-06-01", "" },
  { "an agreement alone is none either", "one", "accepted terms/2 2024-01-10", NULL, "2024-06-01",
    "" },
  { "it is earned when the later of both is there", "one",
    "passed E1 2024-01-10; accepted terms/2 2024-02-01", NULL, "2024-06-01",
    "2024-02-01/2026-02-01 active" },
  { "an agreement from before counts", "one", "accepted terms/2 2023-02-01; passed E1 2024-01-10",
    NULL, "2024-06-01", "2024-01-10/2026-01-10 active" },
  { "an older version of the agreement does not count", "one",
    "accepted terms/1 2023-02-01; passed E1 2024-01-10", NULL, "2024-06-01", "" },
  { "another agreement does not count", "one",
    "accepted manners/2 2023-02-01; passed E1 2024-01-10", NULL, "2024-06-01", "" },

  /* Validity. */
  { "expired at the very second of its end", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10", NULL, "2026-01-10",
    "2024-01-10/2026-01-10 expired" },
  { "active the second before", "one", "accepted terms/2 2023-01-01; passed E1 2024-01-10", NULL,
    "2026-01-09T23:59:59Z", "2024-01-10/2026-01-10 active" },
  { "a pass of a leap day, taken west of Greenwich", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-02-29T22:00:00-08:00", NULL, "2024-06-01",
    "2024-03-01T06:00:00Z/2026-03-01T06:00:00Z active" },
  { "a pass does not earn twice", "one", "accepted terms/2 2023-01-01; passed E1 2024-01-10", NULL,
    "2030-01-01", "2024-01-10/2026-01-10 expired" },
  { "a pass after the end earns again", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; passed E1 2027-05-06", NULL, "2028-01-01",
    "2024-01-10/2026-01-10 expired, 2027-05-06/2029-05-06 active" },
  { "a pass before the end follows on without a gap", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; passed E1 2025-12-01", NULL, "2026-06-01",
    "2024-01-10/2026-01-10 expired, 2026-01-10/2028-01-10 active" },
  { "a pass before the end earns nothing yet", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; passed E1 2025-12-01", NULL, "2026-01-01",
    "2024-01-10/2026-01-10 active" },
  { "each end needs a pass of its own", "month",
    "passed E3 2024-01-31; passed E3 2024-02-10; passed E3 2024-02-11", NULL, "2024-12-01",
    "2024-01-31/2024-02-29 expired, 2024-02-29/2024-03-29 expired" },

  /* Max ages. */
  { "passes within the year count together", "fresh", "passed E1 2024-01-10; passed E2 2024-12-10",
    NULL, "2025-06-01", "2024-12-10/ever active" },
  { "a pass is too old at the very second", "fresh", "passed E1 2024-01-10; passed E2 2025-01-10",
    NULL, "2025-06-01", "" },
  { "a pass counts in its last second", "fresh",
    "passed E1 2024-01-10; passed E2 2025-01-09T23:59:59Z", NULL, "2025-06-01",
    "2025-01-09T23:59:59Z/ever active" },
  { "an old pass comes to count by a newer one", "fresh",
    "passed E1 2023-01-10; passed E2 2024-12-10; passed E1 2025-02-01", NULL, "2025-06-01",
    "2025-02-01/ever active" },
  { "what was earned stays, though its passes grow old", "fresh",
    "passed E1 2024-01-10; passed E2 2024-02-10", NULL, "2030-01-01", "2024-02-10/ever active" },

  /* Prerequisites. */
  { "a chain is earned in one instant, whatever the order of the program", "plus",
    "passed A2 2024-01-01; passed A1 2024-01-10", NULL, "2024-06-01",
    "2024-01-10/2025-01-10 active" },
  { "the prerequisite is earned with it", "basic", "passed A2 2024-01-01; passed A1 2024-01-10",
    NULL, "2024-06-01", "2024-01-10/ever active" },
  { "without the prerequisite nothing", "plus", "passed A2 2024-01-01", NULL, "2024-06-01", "" },
  { "a prerequisite for ever serves again, the assessment does not", "plus",
    "passed A1 2024-01-01; passed A2 2024-01-10; passed A2 2026-01-01", NULL, "2026-06-01",
    "2024-01-10/2025-01-10 expired, 2026-01-01/2027-01-01 active" },
  { "two of three", "master",
    "accepted terms/2 2024-01-01; passed E3 2024-01-10; passed E1 2024-02-10", NULL, "2024-06-01",
    "2024-02-10/2025-02-10 active" },
  { "one of three is not enough", "master", "accepted terms/2 2024-01-01; passed E3 2024-01-10",
    NULL, "2024-06-01", "" },
  { "all three earn it no earlier than two", "master",
    "accepted terms/2 2024-01-01; passed E1 2024-01-10; passed E2 2024-02-10; passed E3 2024-03-10",
    NULL, "2024-06-01", "2024-02-10/2025-02-10 active" },
  { "an agreement late earns everything at once", "master",
    "passed E1 2024-01-10; passed E2 2024-02-10; accepted terms/2 2024-05-05", NULL, "2024-06-01",
    "2024-05-05/2025-05-05 active" },
  { "prerequisites that were never held together are not enough", "master",
    "accepted terms/2 2020-01-01; passed E1 2020-01-10; passed E2 2022-01-10", NULL, "2024-06-01",
    "" },
  { "what rests on what is held goes on as long as that", "master",
    "accepted terms/2 2020-01-01; passed E1 2020-01-10; passed E2 2020-01-10", NULL, "2024-06-01",
    "2020-01-10/2021-01-10 expired, 2021-01-10/2022-01-10 expired" },

  /* Retirement. */
  { "a retired exam still counts", "either", "passed OLD 2021-06-01", NULL, "2024-06-01",
    "2021-06-01/ever active" },
  { "also if it is found out only later", "either", "passed OLD 2021-06-01", "2024-05-01",
    "2024-06-01", "2024-05-01/ever active" },
  { "a retired achievement stays", "gone", "passed E2 2021-12-31T23:59:59Z", NULL, "2024-06-01",
    "2021-12-31T23:59:59Z/ever active" },
  { "from the second of its retirement it is not earned", "gone", "passed E2 2022-01-01", NULL,
    "2024-06-01", "" },

  /* Taken back. */
  { "what was taken back is not earned by the old pass", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; credential one 2024-01-10 2026-01-10; "
    "revoke one 2024-05-01",
    NULL, "2025-01-01", "" },
  { "nor by a pass between", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; passed E1 2024-04-01; "
    "credential one 2024-01-10 2026-01-10; revoke one 2024-05-01",
    NULL, "2030-01-01", "" },
  { "nor by a pass in that very second", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-05-01; "
    "credential one 2024-01-10 2026-01-10; revoke one 2024-05-01",
    NULL, "2030-01-01", "" },
  { "but by a pass after that", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; passed E1 2024-06-01; "
    "credential one 2024-01-10 2026-01-10; revoke one 2024-05-01",
    NULL, "2025-01-01", "2024-06-01/2026-06-01 active" },
  { "what was taken back does not come again by what is still held", "master",
    "credential one 2024-01-10; credential two 2024-01-10; credential master 2024-01-10 2025-01-10;"
    "revoke master 2024-05-01",
    NULL, "2026-01-01", "" },
  { "but by something earned since", "master",
    "credential one 2024-01-10; credential two 2024-01-10; credential master 2024-01-10 2025-01-10;"
    "revoke master 2024-05-01; accepted terms/2 2024-01-01; passed E3 2024-06-01",
    NULL, "2026-01-01", "2024-06-01/2025-06-01 expired, 2025-06-01/2026-06-01 active" },
  { "a prerequisite that was taken back does not count", "plus",
    "credential basic 2024-01-10; revoke basic 2024-02-01; passed A2 2024-03-01", NULL,
    "2025-01-01", "" },
  { "also not for the time before", "plus",
    "credential basic 2024-01-10; revoke basic 2024-05-01; passed A2 2024-03-01", NULL,
    "2025-01-01", "" },

  /* What exists already. */
  { "what exists is not earned again", "one",
    "accepted terms/2 2023-01-01; passed E1 2024-01-10; credential one 2024-01-10 2026-01-10", NULL,
    "2025-01-01", "" },
  { "nothing is put in before what exists", "one",
    "accepted terms/2 2023-01-01; passed E1 2020-01-10; passed E1 2024-01-10; "
    "credential one 2024-01-10 2026-01-10",
    NULL, "2025-01-01", "" },
  { "only what came since is looked at", "basic", "passed A1 2020-01-10; passed A1 2024-01-10",
    "2023-01-01", "2024-06-01", "2023-01-01/ever active" },
};

static void
test_earn (void)
{
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();

  for (gsize i = 0; i < G_N_ELEMENTS (earnings); i++)
    {
      g_autoptr (History) history = history_new (earnings[i].history);
      g_autoptr (GDateTime) until = history_parse_time (earnings[i].until);
      g_autoptr (GDateTime) since
          = earnings[i].since != NULL ? history_parse_time (earnings[i].since) : NULL;
      g_autoptr (GPtrArray) earned
          = ct_credential_rules_earn (catalog, history->account, history->attempts,
                                      history->credentials, since, until);
      g_autofree char *words = describe (earned, earnings[i].achievement);

      g_test_message ("%s", earnings[i].protects);
      g_assert_cmpstr (words, ==, earnings[i].expected);

      /* Never twice: with what it found, it finds nothing more. */
      g_ptr_array_extend (earned, history->credentials, (GCopyFunc) g_object_ref, NULL);
      g_autoptr (GPtrArray) again
          = ct_credential_rules_earn (catalog, history->account, history->attempts, earned, since,
                                      until);
      g_assert_cmpuint (again->len, ==, 0);
    }
}

/* What a credential says is the candidate's and the program's, as it was when it was issued. */
static void
test_snapshot (void)
{
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();
  g_autoptr (History) history = history_new ("passed A1 2024-01-10");
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
  g_autoptr (GPtrArray) earned
      = ct_credential_rules_earn (catalog, history->account, history->attempts,
                                  history->credentials, NULL, now);

  g_assert_cmpuint (earned->len, ==, 1);
  CtCredential *credential = earned->pdata[0];
  g_object_set (history->account, "name", "Grace", NULL);
  g_assert_cmpstr (credential->name, ==, "Ada");
  g_assert_cmpstr (credential->title, ==, "For ever");
  g_assert_cmpint (credential->kind, ==, CT_ACHIEVEMENT_KIND_ACCREDITATION);
  g_assert_null (credential->number);
  g_assert_null (credential->verification_code);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credential-rules/expiry", test_expiry);
  g_test_add_func ("/credential-rules/state", test_state);
  g_test_add_func ("/credential-rules/earn", test_earn);
  g_test_add_func ("/credential-rules/snapshot", test_snapshot);
  return g_test_run ();
}
