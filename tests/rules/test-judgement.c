/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Protects: no credential outlives what it rests on, none falls that something still holds up, and
 * which are valid follows from what is known, in whatever order it came. */
#include "service/rules/ct-judgement.h"

#include <stdlib.h>

#include "model/ct-attempt.h"
#include "model/ct-time.h"

#include "history.h"

/* A candidate whose credentials are judged again after each change. */
typedef struct
{
  CtCatalog *catalog;
  History *history;
  GPtrArray *bases;
} Case;

static void
case_clear (Case *self)
{
  g_clear_pointer (&self->catalog, ct_catalog_unref);
  g_clear_pointer (&self->history, history_free);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static CtCatalog *shared;

static Case
case_new (const char *history)
{
  return (Case) { ct_catalog_ref (shared), history_new (history),
                  g_ptr_array_new_with_free_func (g_object_unref) };
}

/* Takes @resource; what has its id is replaced. */
static void
put (GPtrArray *list, gpointer resource)
{
  for (guint i = 0; i < list->len; i++)
    {
      if (g_strcmp0 (ct_resource_get_id (list->pdata[i]), ct_resource_get_id (resource)) == 0)
        {
          g_object_unref (list->pdata[i]);
          list->pdata[i] = resource;
          return;
        }
    }
  g_ptr_array_add (list, resource);
}

static GPtrArray *
judge_at (Case *self, GDateTime *since, GDateTime *now)
{
  return ct_judgement_make (self->catalog, self->history->account, self->history->attempts,
                            self->history->credentials, self->bases, since, now);
}

/* Carries the verdicts out as ct_issuer_judge() does. Returns: how many say something new */
static guint
judge (Case *self, GDateTime *since, GDateTime *now)
{
  g_autoptr (GPtrArray) verdicts = judge_at (self, since, now);
  guint n_news = 0;

  for (guint i = 0; i < verdicts->len; i++)
    {
      CtVerdict *verdict = verdicts->pdata[i];

      n_news += verdict->kind != CT_VERDICT_KEPT;
      if (verdict->kind == CT_VERDICT_REVOKED)
        {
          g_autofree char *words = g_strdup_printf ("%d", verdict->reason);

          g_assert_cmpint (verdict->reason, !=, CT_VERDICT_REASON_NONE);
          g_object_set (verdict->credential, "revoked-at", now, "revocation-reason", words, NULL);
          g_object_set (verdict->basis, "is-fallen", TRUE, NULL);
        }
      put (self->history->credentials, g_object_ref (verdict->credential));
      put (self->bases, g_object_ref (verdict->basis));
    }
  return n_news;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* "one 2024-01-10/2026-01-10, …": those that are not revoked, or of one achievement all of them */
static char *
describe (GPtrArray *credentials, const char *achievement_id)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];
      g_autofree char *from = g_date_time_format (credential->issued_at, "%F");
      g_autofree char *to = credential->expires_at != NULL
                                ? g_date_time_format (credential->expires_at, "%F")
                                : g_strdup ("ever");

      if (achievement_id == NULL ? credential->revoked_at != NULL
                                 : g_strcmp0 (credential->achievement_id, achievement_id) != 0)
        continue;
      g_ptr_array_add (words, g_strdup_printf ("%s %s/%s%s%s", credential->achievement_id, from, to,
                                               credential->revoked_at != NULL ? " revoked " : "",
                                               credential->revoked_at != NULL
                                                   ? credential->revocation_reason
                                                   : ""));
    }

  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
assert_valid (Case *self, const char *achievement_id, const char *expected)
{
  g_autofree char *words = describe (self->history->credentials, achievement_id);

  g_assert_cmpstr (words, ==, expected);
}

/* "a1 failed", "a1 on 2024-02-01", "a1 as E2", "a1 away", "passed E1 2024-01-10" */
static void
change (Case *self, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  GPtrArray *attempts = self->history->attempts;
  guint number;

  if (*parts[0] != 'a' || (number = strtoul (parts[0] + 1, NULL, 10)) == 0)
    {
      g_autoptr (History) more = history_new (words);

      for (guint i = 0; i < more->attempts->len; i++)
        {
          g_autofree char *id = g_strdup_printf ("a%u", attempts->len + 1);

          g_object_set (more->attempts->pdata[i], "id", id, NULL);
          g_ptr_array_add (attempts, g_object_ref (more->attempts->pdata[i]));
        }
      for (guint i = 0; more->account->acceptances != NULL
                        && i < g_list_model_get_n_items (G_LIST_MODEL (more->account->acceptances));
           i++)
        {
          g_autoptr (CtResource) acceptance
              = g_list_model_get_item (G_LIST_MODEL (more->account->acceptances), i);
          ct_resource_append (CT_RESOURCE (self->history->account), "acceptances", acceptance);
        }
      return;
    }

  CtAttempt *attempt = attempts->pdata[number - 1];
  if (g_str_equal (parts[1], "on"))
    {
      g_autoptr (GDateTime) time = history_parse_time (parts[2]);
      g_object_set (attempt, "taken-at", time, NULL);
    }
  else if (g_str_equal (parts[1], "as"))
    g_object_set (attempt, "exam-code", parts[2], NULL);
  else if (g_str_equal (parts[1], "away"))
    g_object_set (attempt, "exam-code", "elsewhere", NULL);
  else
    g_object_set (attempt, "result",
                  g_enum_get_value_by_nick (g_type_class_get (CT_TYPE_RESULT), parts[1])->value,
                  NULL);
}

#define TERMS "accepted terms/2 2023-01-01; "

static const struct
{
  const char *protects;
  const char *achievement;
  const char *history;
  const char *changes; /* judged after each */
  const char *expected;
} rows[] = {
  { "a pass that was corrected to a fail", "one", TERMS "passed E1 2024-01-10", "a1 failed",
    "one 2024-01-10/2026-01-10 revoked 3" },
  { "a revoked result", "one", TERMS "passed E1 2024-01-10", "a1 revoked",
    "one 2024-01-10/2026-01-10 revoked 1" },
  { "a result on hold", "one", TERMS "passed E1 2024-01-10", "a1 pending",
    "one 2024-01-10/2026-01-10 revoked 2" },
  { "a result that belongs to somebody else", "one", TERMS "passed E1 2024-01-10", "a1 away",
    "one 2024-01-10/2026-01-10 revoked 4" },
  { "a result of another exam", "one", TERMS "passed E1 2024-01-10", "a1 as E2",
    "one 2024-01-10/2026-01-10 revoked 4" },
  { "it comes back with its evidence", "one", TERMS "passed E1 2024-01-10", "a1 revoked; a1 passed",
    "one 2024-01-10/2026-01-10" },
  { "by whatever way the evidence comes back", "one", TERMS "passed E1 2024-01-10",
    "a1 revoked; a1 pending; a1 failed; a1 passed", "one 2024-01-10/2026-01-10" },
  { "another day of the exam", "one", TERMS "passed E1 2024-01-10", "a1 on 2024-01-20",
    "one 2024-01-20/2026-01-20" },
  { "another day while it is revoked", "one", TERMS "passed E1 2024-01-10",
    "a1 failed; a1 on 2024-01-20; a1 passed", "one 2024-01-20/2026-01-20" },
  { "it stays on another pass that there is", "one",
    TERMS "passed E1 2024-01-10; passed E1 2024-02-10", "a1 revoked", "one 2024-02-10/2026-02-10" },
  { "and goes back to the first", "one", TERMS "passed E1 2024-01-10; passed E1 2024-02-10",
    "a1 revoked; a1 passed", "one 2024-01-10/2026-01-10" },
  { "a later pass earns another one", "one", TERMS "passed E1 2024-01-10",
    "a1 revoked; passed E1 2024-03-10",
    "one 2024-01-10/2026-01-10 revoked 1, one 2024-03-10/2026-03-10" },
  { "which is not needed once the first is back", "one", TERMS "passed E1 2024-01-10",
    "a1 revoked; passed E1 2024-03-10; a1 passed",
    "one 2024-01-10/2026-01-10, one 2024-03-10/2026-03-10 revoked 6" },
  { "the next one stays when the first falls", "month",
    "passed E3 2023-05-01; passed E3 2023-05-20", "a1 revoked",
    "month 2023-05-01/2023-06-01 revoked 1, month 2023-05-20/2023-06-20" },
  { "what rests on a credential falls with it", "plus",
    "passed A1 2024-01-10; passed A2 2024-02-10", "a1 revoked",
    "plus 2024-02-10/2025-02-10 revoked 5" },
  { "and comes back with it", "plus", "passed A1 2024-01-10; passed A2 2024-02-10",
    "a1 revoked; a1 passed", "plus 2024-02-10/2025-02-10" },
  { "over two steps", "top", "passed A1 2024-01-10; passed A2 2024-02-10", "a1 failed",
    "top 2024-02-10/ever revoked 5" },
  { "another way to the same", "top",
    "passed A1 2024-01-10; passed A2 2024-02-10; passed E1 2024-03-01; passed E2 2024-03-01",
    "a1 failed", "top 2024-03-01/ever" },
  { "two of three where another is there", "master",
    TERMS "passed E1 2024-01-10; passed E2 2024-01-11; passed E3 2024-01-12", "a1 failed",
    "master 2024-01-12/2025-01-12" },
  { "two of three where none is there", "master",
    TERMS "passed E1 2024-01-10; passed E2 2024-01-11", "a2 failed",
    "master 2024-01-11/2025-01-11 revoked 5" },
  { "a pass that became too old", "fresh", "passed E1 2023-02-01; passed E2 2024-01-10",
    "a1 on 2023-01-01", "fresh 2024-01-10/ever revoked 6" },
  { "a fail that was corrected to a pass", "one", TERMS "failed E1 2024-01-10", "a1 passed",
    "one 2024-01-10/2026-01-10" },
  { "a score that was corrected changes nothing", "one", TERMS "passed E1 2024-01-10", "a1 passed",
    "one 2024-01-10/2026-01-10" },
};

static void
test_rows (void)
{
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Case) one = case_new (rows[i].history);
      g_auto (GStrv) changes = g_strsplit (rows[i].changes, "; ", -1);

      g_test_message ("%s", rows[i].protects);
      judge (&one, NULL, now);
      for (guint j = 0; changes[j] != NULL; j++)
        {
          change (&one, changes[j]);
          judge (&one, NULL, now);
        }
      assert_valid (&one, rows[i].achievement, rows[i].expected);
      g_assert_cmpuint (judge (&one, NULL, now), ==, 0);
    }
}

/* A number, a code and a share stay good: it is the same credential. */
static void
test_identity (void)
{
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
  g_auto (Case) one = case_new ("passed A1 2024-01-10");

  judge (&one, NULL, now);
  CtCredential *credential = one.history->credentials->pdata[0];
  g_autofree char *id = g_strdup (ct_resource_get_id (CT_RESOURCE (credential)));
  g_object_set (credential, "number", "N-1", "verification-code", "CODE", NULL);

  change (&one, "a1 failed");
  judge (&one, NULL, now);
  change (&one, "a1 on 2024-02-01");
  change (&one, "a1 passed");
  judge (&one, NULL, now);

  g_assert_cmpuint (one.history->credentials->len, ==, 1);
  credential = one.history->credentials->pdata[0];
  g_assert_cmpstr (ct_resource_get_id (CT_RESOURCE (credential)), ==, id);
  g_assert_cmpstr (credential->number, ==, "N-1");
  g_assert_cmpstr (credential->verification_code, ==, "CODE");
}

/* What was issued is held against the requirement that it was issued by. */
static void
test_other_program (void)
{
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
  g_autoptr (GDateTime) later = history_parse_time ("2024-07-01");
  g_auto (Case) one = case_new ("accepted terms/2 2023-01-01; passed E1 2024-01-10");

  judge (&one, NULL, now);
  assert_valid (&one, "one", "one 2024-01-10/2026-01-10");

  /* Another exam, another version of the agreement, another term; and then without it. */
  const char *programs[] = {
    "{\"program\":{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"I\",\"support_email\":\"a@b\","
    "\"agreements\":[{\"id\":\"terms\",\"title\":\"T\",\"version\":\"3\",\"text\":\"t\"}]},"
    "\"exams\":[{\"id\":\"E9\",\"title\":\"Ninth\",\"kind\":\"exam\"}],\"achievements\":[{\"id\":"
    "\"one\",\"title\":\"One\",\"kind\":\"certification\",\"validity_months\":1,"
    "\"retired_at\":\"2020-01-01T00:00:00Z\",\"requirement\":{\"kind\":\"exam\",\"ref\":\"E9\"}}]}",
    "{\"program\":{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"I\",\"support_email\":\"a@b\"},"
    "\"exams\":[],\"achievements\":[]}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_clear_pointer (&one.catalog, ct_catalog_unref);
      one.catalog = catalog_new_from_json (programs[i]);

      g_assert_cmpuint (judge (&one, now, later), ==, 0);
      assert_valid (&one, "one", "one 2024-01-10/2026-01-10");
      change (&one, "a1 failed");
      judge (&one, now, later);
      assert_valid (&one, "one", "one 2024-01-10/2026-01-10 revoked 3");
      change (&one, "a1 passed");
      judge (&one, now, later);
      assert_valid (&one, "one", "one 2024-01-10/2026-01-10");
    }
}

/* What the program got only later does not begin earlier because it is judged again. */
static void
test_not_before (void)
{
  g_autoptr (GDateTime) since = history_parse_time ("2024-05-01");
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
  g_auto (Case) one = case_new ("passed A1 2024-01-10");

  judge (&one, since, now);
  assert_valid (&one, "basic", "basic 2024-05-01/ever");
  g_assert_cmpuint (judge (&one, NULL, now), ==, 0);
  change (&one, "a1 revoked");
  judge (&one, NULL, now);
  change (&one, "a1 passed");
  judge (&one, NULL, now);
  assert_valid (&one, "basic", "basic 2024-05-01/ever");
}

/* What was given, or taken, by hand is no matter of evidence. */
static void
test_by_hand (void)
{
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
  g_auto (Case) one = case_new ("credential basic 2024-01-10; passed A2 2024-02-10");

  judge (&one, NULL, now);
  assert_valid (&one, NULL,
                "basic 2024-01-10/ever, plus 2024-02-10/2025-02-10, "
                "top 2024-02-10/ever");

  /* Revoked by hand: what rests on it falls. */
  g_object_set (one.history->credentials->pdata[0], "revoked-at", now, NULL);
  judge (&one, NULL, now);
  assert_valid (&one, NULL, "");
  g_object_set (one.history->credentials->pdata[0], "revoked-at", NULL, NULL);
  judge (&one, NULL, now);
  assert_valid (&one, NULL,
                "basic 2024-01-10/ever, plus 2024-02-10/2025-02-10, "
                "top 2024-02-10/ever");
}

static char *
draw_change (guint n_attempts)
{
  const char *results[] = { "passed", "passed", "passed", "failed", "revoked", "pending" };
  const char *exams[] = { "E1", "E2", "E3", "A1", "A2", "OLD" };
  g_autofree char *day
      = g_strdup_printf ("202%d-%02d-%02d", g_test_rand_int_range (0, 5),
                         g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29));
  int number = n_attempts > 0 ? g_test_rand_int_range (1, n_attempts + 1) : 0;

  switch (n_attempts == 0 ? 0 : g_test_rand_int_range (0, 8))
    {
    case 0:
    case 1:
      return g_strdup_printf ("%s %s %s",
                              results[g_test_rand_int_range (0, G_N_ELEMENTS (results))],
                              exams[g_test_rand_int_range (0, G_N_ELEMENTS (exams))], day);
    case 2:
      return g_strdup_printf ("a%d on %s", number, day);
    case 3:
      return g_strdup_printf ("a%d as %s", number,
                              exams[g_test_rand_int_range (0, G_N_ELEMENTS (exams))]);
    case 4:
      return g_strdup_printf ("accepted terms/2 %s", day);
    default:
      return g_strdup_printf ("a%d %s", number,
                              results[g_test_rand_int_range (0, G_N_ELEMENTS (results))]);
    }
}

/* After any changes in any order, judged after each while time goes on, the credentials that are
 * valid are those that the history earns by itself. The seed is printed by the test's start; more
 * sequences with CERTTRACKER_LONG set. */
static void
test_any_order (void)
{
  guint n_sequences = g_getenv ("CERTTRACKER_LONG") != NULL ? 100000 : 1000;

  for (guint i = 0; i < n_sequences; i++)
    {
      g_auto (Case) one = case_new ("");
      g_autoptr (GString) story = g_string_new (NULL);
      g_autoptr (GDateTime) now = history_parse_time ("2025-01-01");
      guint n_changes = g_test_rand_int_range (1, 12);

      for (guint j = 0; j < n_changes; j++)
        {
          g_autofree char *words = draw_change (one.history->attempts->len);
          g_autoptr (GDateTime) before = g_steal_pointer (&now);

          now = g_date_time_add_days (before, g_test_rand_int_range (0, 90));
          g_string_append_printf (story, "%s; ", words);
          change (&one, words);
          judge (&one, NULL, now);
        }

      g_auto (Case) fresh = case_new ("");
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autoptr (GPtrArray) verdicts
          = ct_judgement_make (one.catalog, one.history->account, one.history->attempts, none, NULL,
                               NULL, now);
      for (guint j = 0; j < verdicts->len; j++)
        g_ptr_array_add (fresh.history->credentials,
                         g_object_ref (((CtVerdict *) verdicts->pdata[j])->credential));

      g_autofree char *expected = describe (fresh.history->credentials, NULL);
      g_autofree char *words = describe (one.history->credentials, NULL);
      if (g_strcmp0 (words, expected) != 0)
        g_test_message ("sequence %u: %s", i, story->str);
      g_assert_cmpstr (words, ==, expected);

      guint n_news = judge (&one, NULL, now);
      if (n_news > 0)
        {
          g_autofree char *after = describe (one.history->credentials, NULL);
          g_test_message ("sequence %u: %s: %s, then %s", i, story->str, words, after);
        }
      g_assert_cmpuint (n_news, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shared = catalog_new_for_tables ();

  g_test_add_func ("/judgement/rows", test_rows);
  g_test_add_func ("/judgement/identity", test_identity);
  g_test_add_func ("/judgement/other-program", test_other_program);
  g_test_add_func ("/judgement/not-before", test_not_before);
  g_test_add_func ("/judgement/by-hand", test_by_hand);
  g_test_add_func ("/judgement/any-order", test_any_order);
  int status = g_test_run ();
  ct_catalog_unref (shared);
  return status;
}
