/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-progress.h"
#include "model/ct-time.h"
#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-progress-rules.h"

#include "history.h"

static const char *
nick (GType type, int value)
{
  return g_enum_get_value (g_type_class_get (type), value)->value_nick;
}

/* The states of a tree: "partial (met, open)" */
static void
describe_tree (CtRequirement *node, GString *words)
{
  g_string_append (words, nick (CT_TYPE_REQUIREMENT_STATE, node->state));
  if (node->requirements == NULL)
    return;

  g_string_append (words, " (");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (node->requirements)); i++)
    {
      g_autoptr (CtRequirement) child
          = g_list_model_get_item (G_LIST_MODEL (node->requirements), i);

      if (i > 0)
        g_string_append (words, ", ");
      describe_tree (child, words);
    }
  g_string_append (words, ")");
}

static CtProgress *
find (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      if (g_strcmp0 (ct_resource_get_id (list->pdata[i]), id) == 0)
        return list->pdata[i];
    }
  g_assert_not_reached ();
}

static GPtrArray *
compute (CtCatalog *catalog, const char *words, const char *at)
{
  g_autoptr (History) history = history_new (words);
  g_autoptr (GDateTime) now = history_parse_time (at);

  return ct_progress_rules_compute (catalog, history->account, history->attempts,
                                    history->credentials, now);
}

static const struct
{
  const char *protects;
  const char *achievement;
  const char *history;
  const char *now;
  const char *expected;
} rows[] = {
  { "nothing done", "one", "", "2024-06-01", "not-started 0/2 open (open, open)" },
  { "an agreement alone is no start", "one", "accepted terms/2 2024-01-01", "2024-06-01",
    "not-started 1/2 partial (open, met)" },
  { "a failed exam is no start", "one", "failed E1 2024-01-01", "2024-06-01",
    "not-started 0/2 open (open, open)" },
  { "an exam whose result is to come is a start", "one", "pending E1 2024-01-01", "2024-06-01",
    "in-progress 0/2 pending (pending, open)" },
  { "also where it is the whole", "basic", "pending A1 2024-01-01", "2024-06-01",
    "in-progress 0/1 pending" },
  { "but not before it was taken", "one", "pending E1 2024-07-01", "2024-06-01",
    "not-started 0/2 open (open, open)" },
  { "beside something that is done", "fresh", "pending E1 2024-01-01; passed E2 2024-01-01",
    "2024-06-01", "in-progress 1/2 partial (pending, met)" },
  { "a pass counts whatever else is to come", "basic",
    "passed A1 2024-01-01; pending A1 2024-02-01", "2024-06-01", "in-progress 1/1 met" },
  { "taken again in time, and the result is to come", "one",
    "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10; "
    "pending E1 2026-01-08",
    "2026-02-01", "expired 1/2 partial (pending, met)" },
  { "what was taken before the last credential is spent", "one",
    "pending E1 2024-01-08; passed E1 2024-01-10; accepted terms/2 2024-01-01; "
    "credential one 2024-01-10 2026-01-10",
    "2026-02-01", "expired 1/2 partial (lapsed, met)" },
  { "of a retired exam that was taken in time a result may come", "either",
    "pending OLD 2021-12-30", "2022-01-02", "in-progress 0/1 pending (pending, open)" },
  { "only the agreement is missing", "one", "passed E1 2024-01-01", "2024-06-01",
    "waiting 1/2 partial (met, open)" },
  { "an older version of it does not do", "one",
    "passed E1 2024-01-01; accepted terms/1 2020-01-01", "2024-06-01",
    "waiting 1/2 partial (met, lapsed)" },
  { "the newest acceptance counts, whatever the order", "one",
    "passed E1 2024-01-01; accepted terms/2 2024-01-01; accepted terms/1 2020-01-01", "2024-06-01",
    "in-progress 2/2 met (met, met)" },
  { "what is to come is not seen", "one",
    "passed E1 2024-07-01; accepted terms/2 2024-07-01; credential one 2024-07-01", "2024-06-01",
    "not-started 0/2 open (open, open)" },

  { "held", "one",
    "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10",
    "2026-01-09T23:59:59Z", "held 2/2 met (met, met)" },
  { "expired, and its pass is used up", "one",
    "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10",
    "2026-01-10", "expired 1/2 partial (lapsed, met)" },
  { "expired, passed again, and only the new agreement is missing", "one",
    "passed E1 2024-01-10; credential one 2024-01-10 2026-01-10; accepted terms/1 2024-01-01; "
    "passed E1 2026-02-01",
    "2026-06-01", "waiting 1/2 partial (met, lapsed)" },
  { "held again: the tree shows what counts now", "one",
    "passed E1 2020-01-10; passed E1 2024-01-10; accepted terms/2 2020-01-01; "
    "credential one 2020-01-10 2022-01-10; credential one 2024-01-10 2026-01-10",
    "2025-01-01", "held 2/2 met (met, met)" },
  { "revoked", "one",
    "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10; "
    "revoke one 2024-05-01",
    "2025-01-01", "revoked 1/2 partial (lapsed, met)" },
  { "revoked and passed again, without the agreement", "one",
    "passed E1 2024-06-10; credential one 2024-01-10 2026-01-10; revoke one 2024-05-01",
    "2025-01-01", "waiting 1/2 partial (met, open)" },
  { "a revoked result is no pass", "basic", "revoked A1 2024-01-10", "2025-01-01",
    "not-started 0/1 open" },
  { "held for ever", "basic", "passed A1 2024-01-10; credential basic 2024-01-10", "2099-01-01",
    "held 1/1 met" },
  { "held though the passes grew old", "fresh",
    "passed E1 2020-01-10; passed E2 2020-02-10; credential fresh 2020-02-10", "2024-01-01",
    "held 2/2 lapsed (lapsed, lapsed)" },

  { "a pass of long ago", "fresh", "passed E1 2020-01-10", "2024-01-01",
    "not-started 0/2 lapsed (lapsed, open)" },
  { "one pass of long ago, one of now", "fresh", "passed E1 2020-01-10; passed E2 2023-12-10",
    "2024-01-01", "in-progress 1/2 partial (lapsed, met)" },
  { "a pass in its last second", "fresh", "passed E1 2023-01-10", "2024-01-09T23:59:59Z",
    "in-progress 1/2 partial (met, open)" },

  { "a chain, begun", "plus", "passed A1 2024-01-10; credential basic 2024-01-10", "2024-06-01",
    "in-progress 1/2 partial (met, open)" },
  { "a chain, from its end", "plus", "passed A2 2024-01-10", "2024-06-01",
    "in-progress 1/2 partial (open, met)" },
  { "a prerequisite that expired", "master",
    "credential one 2020-01-10 2022-01-10; credential two 2023-06-01 2025-06-01", "2024-01-01",
    "in-progress 1/2 partial (lapsed, met, open)" },
  { "a prerequisite that was taken back", "plus",
    "credential basic 2020-01-10; revoke basic 2021-01-01", "2024-01-01",
    "not-started 0/2 lapsed (lapsed, open)" },

  { "a prerequisite that only waits for its result", "plus", "pending A1 2024-01-10", "2024-06-01",
    "in-progress 0/2 pending (pending, open)" },
  { "but not before that was taken", "plus", "pending A1 2024-07-10", "2024-06-01",
    "not-started 0/2 open (open, open)" },
  { "nor where more than the result is missing", "master", "pending E1 2024-01-10", "2024-06-01",
    "not-started 0/2 open (open, open, open)" },
  { "whose agreement is there already", "master",
    "accepted terms/2 2024-01-01; pending E1 2024-01-10", "2024-06-01",
    "in-progress 0/2 pending (pending, open, open)" },
  { "a prerequisite that waits for several results", "top",
    "pending E1 2024-01-10; pending E2 2024-02-10", "2024-06-01",
    "in-progress 0/1 pending (open, pending)" },
  { "a prerequisite whose last result is to come", "top",
    "passed E1 2024-01-10; pending E2 2024-02-10", "2024-06-01",
    "in-progress 0/1 pending (open, pending)" },
  { "but of several, one was not passed", "top", "failed E1 2024-01-10; pending E2 2024-02-10",
    "2024-06-01", "not-started 0/1 open (open, open)" },
  { "a prerequisite of a prerequisite", "top", "passed A2 2024-01-10; pending A1 2024-02-10",
    "2024-06-01", "in-progress 0/1 pending (pending, open)" },
  { "a prerequisite that expired, with the result of its repetition to come", "master",
    "accepted terms/2 2019-01-01; passed E1 2020-01-10; credential one 2020-01-10 2022-01-10; "
    "pending E1 2023-12-10",
    "2024-01-01", "in-progress 0/2 pending (pending, open, open)" },
  { "a result to come that would have expired by now", "top",
    "passed A2 2022-01-10; pending A1 2022-02-10", "2024-06-01",
    "not-started 0/1 open (open, open)" },

  { "two of three: the shortest way counts", "master", "credential three 2024-01-10", "2024-06-01",
    "in-progress 1/2 partial (open, open, met)" },
  { "three of two needed are no more than two", "master",
    "credential one 2024-01-10; credential two 2024-01-10; credential three 2024-01-10",
    "2024-06-01", "in-progress 2/2 met (met, met, met)" },
  { "either: the one that can still be taken", "either", "", "2024-06-01",
    "not-started 0/1 open (open, open)" },
  { "either: the retired one does", "either", "passed OLD 2021-06-01", "2024-06-01",
    "in-progress 1/1 met (met, open)" },

  { "the shorter of two ways", "ways", "", "2024-06-01",
    "not-started 0/2 open (open (open, open, open), open (open, open))" },
  { "the way with the least left, though it is the longer", "ways",
    "passed E1 2024-01-01; passed E2 2024-01-01", "2024-06-01",
    "in-progress 2/3 partial (partial (met, met, open), open (open, open))" },
  { "of ways with as much left, the one with more done", "ways",
    "passed E1 2024-01-01; passed E2 2024-01-01; passed A1 2024-01-01", "2024-06-01",
    "in-progress 2/3 partial (partial (met, met, open), partial (met, open))" },
  { "steps on several ways don't add up", "ways", "passed E1 2024-01-01; passed A1 2024-01-01",
    "2024-06-01", "in-progress 1/2 partial (partial (met, open, open), partial (met, open))" },
  { "a way that is closed is no way", "detour", "", "2024-06-01",
    "not-started 0/2 open (open, open (open, open), open (open, open, open))" },
  { "of ways with as much left, the one with more done, though it is the later", "detour",
    "passed E1 2024-01-01; passed A1 2024-01-01; passed E3 2024-01-01", "2024-06-01",
    "in-progress 2/3 partial (open, partial (met, open), partial (met, open, met))" },
  { "a way that is done", "ways",
    "passed E1 2024-01-01; passed A1 2024-01-01; passed A2 2024-01-01", "2024-06-01",
    "in-progress 2/2 met (partial (met, open, open), met (met, met))" },

  { "retired and not held is not waiting for anything", "gone", "", "2024-06-01",
    "not-started 0/1 open retired" },
  { "retired and held", "gone", "passed E2 2021-01-01; credential gone 2021-01-01", "2024-06-01",
    "held 1/1 met retired" },
  { "not yet retired", "gone", "", "2021-12-31T23:59:59Z", "not-started 0/1 open" },
};

static void
test_rows (void)
{
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = compute (catalog, rows[i].history, rows[i].now);
      CtProgress *progress = find (list, rows[i].achievement);
      g_autoptr (GString) words = g_string_new (NULL);

      g_string_append_printf (words, "%s %d/%d ", nick (CT_TYPE_PROGRESS_STATE, progress->state),
                              progress->done, progress->total);
      describe_tree (progress->requirement, words);
      if (progress->retired)
        g_string_append (words, " retired");

      g_test_message ("%s", rows[i].protects);
      g_assert_cmpstr (words->str, ==, rows[i].expected);
      g_assert_cmpfloat (progress->fraction, ==, (double) progress->done / progress->total);
    }
}

/* Every achievement has its progress, in the order of the program, also for the newest. */
static void
test_all (void)
{
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();
  g_autoptr (GPtrArray) list = compute (catalog, "", "2024-06-01");

  g_assert_cmpuint (list->len, ==, catalog->achievements->len);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (ct_resource_get_id (list->pdata[i]), ==,
                     ct_resource_get_id (catalog->achievements->pdata[i]));
}

static void
assert_time (GDateTime *time, const char *expected)
{
  g_autofree char *text = time != NULL ? ct_time_format (time) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

/* A tree says what met each node, since when and until when, and what a leaf is called; and the
 * program's own tree stays bare. */
static void
test_details (void)
{
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();
  g_autoptr (GPtrArray) list
      = compute (catalog,
                 "passed E1 2023-01-10; passed E1 2023-06-01; passed E2 2023-12-10; "
                 "passed OLD 2021-01-01; "
                 "credential one 2023-01-10 2025-01-10; credential two 2023-12-10 2025-12-10; "
                 "credential master 2023-12-10 2024-12-10; "
                 "credential three 2023-12-20 2026-03-10",
                 "2024-01-01");

  /* A group is met since its last part was, and until the first of them ends. */
  CtRequirement *tree = find (list, "fresh")->requirement;
  assert_time (tree->met_at, "2023-12-10T00:00:00Z");
  assert_time (tree->valid_until, "2024-06-01T00:00:00Z");

  /* Of several passes the one that counts longest. */
  g_autoptr (CtRequirement) leaf = g_list_model_get_item (G_LIST_MODEL (tree->requirements), 0);
  g_assert_cmpstr (leaf->title, ==, "First");
  g_assert_cmpstr (leaf->met_by, ==, "a2");
  assert_time (leaf->met_at, "2023-06-01T00:00:00Z");
  assert_time (leaf->valid_until, "2024-06-01T00:00:00Z");
  g_assert_cmpint (leaf->max_age_months, ==, 12);

  /* A retired exam says so, also where it is met. */
  g_autoptr (CtRequirement) old
      = g_list_model_get_item (G_LIST_MODEL (find (list, "either")->requirement->requirements), 0);
  g_assert_true (old->retired);
  g_assert_cmpstr (old->met_by, ==, "a4");
  g_assert_null (old->valid_until);

  /* Two of three are there since the second was earned, until a second one ends. */
  CtProgress *master = find (list, "master");
  assert_time (master->requirement->met_at, "2023-12-10T00:00:00Z");
  assert_time (master->requirement->valid_until, "2025-12-10T00:00:00Z");
  assert_time (master->valid_until, "2024-12-10T00:00:00Z");
  g_assert_cmpstr (master->credential_id, ==, "c3");
  g_assert_cmpint (master->requirement->needed, ==, 2);

  CtAchievement *achievement = ct_catalog_get_achievement (catalog, "fresh");
  g_assert_cmpint (achievement->requirement->state, ==, CT_REQUIREMENT_STATE_OPEN);
  g_assert_null (achievement->requirement->met_at);
}

/* What waits for its results does so since the last of them was taken; nothing meets it yet. */
static void
test_expected (void)
{
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();
  g_autoptr (GPtrArray) list
      = compute (catalog, "pending E2 2024-02-10; pending E1 2024-01-10", "2024-06-01");
  CtRequirement *tree = find (list, "top")->requirement;
  g_autoptr (CtRequirement) leaf = g_list_model_get_item (G_LIST_MODEL (tree->requirements), 1);

  g_assert_cmpint (leaf->state, ==, CT_REQUIREMENT_STATE_PENDING);
  assert_time (leaf->met_at, "2024-02-10T00:00:00Z");
  g_assert_null (leaf->met_by);
  g_assert_null (leaf->valid_until);
}

/* What renews a credential is what was taken since it was issued. */
static void
test_renewal (void)
{
  static const struct
  {
    const char *protects;
    const char *achievement;
    const char *history;
    const char *expected; /* nullable */
  } cases[] = {
    { "a pass that is spent has to be repeated", "one",
      "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10",
      "partial (lapsed, met)" },
    { "passed again", "one",
      "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10; "
      "passed E1 2025-12-01",
      "met (met, met)" },
    { "the result of the repetition is to come", "one",
      "passed E1 2024-01-10; accepted terms/2 2024-01-01; credential one 2024-01-10 2026-01-10; "
      "pending E1 2025-12-01",
      "partial (pending, met)" },
    { "what does not expire is not renewed", "basic",
      "passed A1 2024-01-10; credential basic 2024-01-10", NULL },
    { "what is retired is not renewed", "gone",
      "passed E2 2021-01-01; credential gone 2021-01-01 2026-01-10", NULL },
    { "what is not held is not renewed, but earned", "one", "passed E1 2024-01-10", NULL },
  };
  g_autoptr (CtCatalog) catalog = catalog_new_for_tables ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = compute (catalog, cases[i].history, "2025-12-24");
      CtProgress *progress = find (list, cases[i].achievement);
      g_autoptr (GString) words = g_string_new (NULL);

      g_test_message ("%s", cases[i].protects);
      if (progress->renewal != NULL)
        describe_tree (progress->renewal, words);
      g_assert_cmpstr (progress->renewal != NULL ? words->str : NULL, ==, cases[i].expected);
    }
}

/* Programs that import refuses, but that a damaged database could still hold. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *protects;
    const char *requirement;
    const char *expected;
  } cases[] = {
    { "an achievement that needs itself", "{'kind':'achievement','ref':'loop'}", "open" },
    { "one that needs another that needs it", "{'kind':'achievement','ref':'back'}", "open" },
    { "a reference into nothing", "{'kind':'exam','ref':'nowhere'}", "open" },
    { "no reference", "{'kind':'exam'}", "open" },
    { "an agreement that there is not", "{'kind':'agreement','ref':'nowhere'}", "open" },
    { "an achievement that there is not", "{'kind':'achievement','ref':'nowhere'}", "open" },
    { "an empty group is not met by everyone", "{'kind':'all-of'}", "open" },
    { "nor an empty choice", "{'kind':'any-of','requirements':[]}", "open" },
    { "none of some is not met by everyone",
      "{'kind':'n-of','needed':0,'requirements':[{'kind':'exam','ref':'E'}]}", "partial (met)" },
    { "unset is not none", "{'kind':'n-of','requirements':[{'kind':'exam','ref':'E'}]}",
      "partial (met)" },
    { "two of one", "{'kind':'n-of','needed':2,'requirements':[{'kind':'exam','ref':'E'}]}",
      "partial (met)" },
    { "very many of one",
      "{'kind':'n-of','needed':2147483647,'requirements':[{'kind':'exam','ref':'E'}]}",
      "partial (met)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{'program':{'id':'p','name':'P','issuer':'P','support_email':'p@example.com'},"
          "'exams':[{'id':'E','title':'E','kind':'exam'}],'achievements':["
          "{'id':'loop','title':'L','kind':'certification','validity_months':1,'requirement':%s},"
          "{'id':'back','title':'B','kind':'certification','validity_months':0,'requirement':"
          "{'kind':'achievement','ref':'loop'}}]}",
          cases[i].requirement);
      g_autoptr (CtCatalog) catalog = catalog_new_from_json (g_strdelimit (text, "'", '"'));
      g_autoptr (History) history
          = history_new ("passed E 2020-01-10; accepted nowhere/1 2020-01-01");
      g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
      g_autoptr (GPtrArray) earned
          = ct_credential_rules_earn (catalog, history->account, history->attempts,
                                      history->credentials, NULL, now);
      g_autoptr (GPtrArray) list
          = ct_progress_rules_compute (catalog, history->account, history->attempts,
                                       history->credentials, now);
      g_autoptr (GString) words = g_string_new (NULL);
      CtProgress *progress = find (list, "loop");

      g_test_message ("%s", cases[i].protects);
      g_assert_cmpuint (earned->len, ==, 0);
      describe_tree (progress->requirement, words);
      g_assert_cmpstr (words->str, ==, cases[i].expected);
      g_assert_cmpint (progress->done, <, progress->total);
      g_assert_cmpfloat (progress->fraction, >=, 0);
      g_assert_cmpfloat (progress->fraction, <, 1);
    }
}

/* With something held inside, a circle turns once a month and ends at @now. */
static void
test_circle_ends (void)
{
  g_autofree char *text = g_strdup (
      "{'program':{'id':'p','name':'P','issuer':'P','support_email':'p@example.com'},"
      "'exams':[],'achievements':["
      "{'id':'loop','title':'L','kind':'certification','validity_months':1,'requirement':"
      "{'kind':'achievement','ref':'back'}},"
      "{'id':'back','title':'B','kind':'certification','validity_months':2,'requirement':"
      "{'kind':'achievement','ref':'loop'}}]}");
  g_autoptr (CtCatalog) catalog = catalog_new_from_json (g_strdelimit (text, "'", '"'));
  g_autoptr (History) history = history_new ("credential loop 2020-01-10 2020-02-10");
  g_autoptr (GDateTime) now = history_parse_time ("2024-06-01");
  g_autoptr (GPtrArray) earned
      = ct_credential_rules_earn (catalog, history->account, history->attempts,
                                  history->credentials, NULL, now);

  g_assert_cmpuint (earned->len, >, 0);
  g_assert_cmpuint (earned->len, <, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress-rules/rows", test_rows);
  g_test_add_func ("/progress-rules/all", test_all);
  g_test_add_func ("/progress-rules/renewal", test_renewal);
  g_test_add_func ("/progress-rules/details", test_details);
  g_test_add_func ("/progress-rules/expected", test_expected);
  g_test_add_func ("/progress-rules/hostile", test_hostile);
  g_test_add_func ("/progress-rules/circle-ends", test_circle_ends);
  return g_test_run ();
}
