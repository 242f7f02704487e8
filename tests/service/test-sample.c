/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-progress.h"
#include "model/ct-time.h"
#include "service/program/ct-program-file.h"
#include "service/program/ct-sample-candidates.h"
#include "service/program/ct-sample-date.h"
#include "service/rules/ct-credential-codes.h"
#include "service/rules/ct-progress-rules.h"

#include <math.h>
#include <string.h>

/* Days on which the demo may be started; the sample has to make sense on each. */
static const char *const days[] = {
  "2026-11-22T16:12:17Z", "2027-02-28T00:00:00Z",      "2028-02-29T12:00:00Z",
  "2028-03-31T23:59:59Z", "2030-12-31T08:00:00+09:00",
};

static GFile *
get_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "program", name, NULL);

  return g_file_new_for_path (path);
}

static CtCatalog *
load_program (void)
{
  g_autoptr (GFile) file = get_file ("sample.json");
  g_autoptr (GError) error = NULL;
  CtCatalog *catalog = ct_program_file_load (file, &error);

  g_assert_no_error (error);
  return catalog;
}

static GPtrArray *
load_candidates (CtCatalog *catalog, const char *day)
{
  g_autoptr (GFile) file = get_file ("sample-candidates.json");
  g_autoptr (GDateTime) now = ct_time_parse (day);
  g_autoptr (GError) error = NULL;
  GPtrArray *candidates = ct_sample_candidates_load (catalog, file, now, &error);

  g_assert_no_error (error);
  return candidates;
}

static void
count_kinds (CtRequirement *node, guint *counts)
{
  GListModel *list = (GListModel *) node->requirements;

  counts[node->kind]++;
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (list, i);
      count_kinds (child, counts);
    }
}

/* The program shows all that a program can be, and says that it is a sample. */
static void
test_program (void)
{
  g_autoptr (CtCatalog) catalog = load_program ();
  CtProgram *program = catalog->program;
  guint requirement_kinds[CT_REQUIREMENT_KIND_AGREEMENT + 1] = { 0 };
  guint achievement_kinds[CT_ACHIEVEMENT_KIND_CERTIFICATION + 1] = { 0 };
  guint exam_kinds[CT_EXAM_KIND_EXAM + 1] = { 0 };
  guint n_retired = 0;

  g_assert_true (program->is_sample);
  g_assert_nonnull (strstr (program->name, "Sample"));
  g_assert_true (g_str_has_suffix (program->support_email, "@example.com"));
  g_assert_true (g_str_has_suffix (program->partner_support_email, "@example.com"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (program->questions)), >=, 8);

  g_autoptr (CtAgreement) agreement = g_list_model_get_item (G_LIST_MODEL (program->agreements), 0);
  g_assert_cmpuint (strlen (agreement->text), >, 3000);
  g_assert_nonnull (strstr (agreement->text, "sample"));

  g_assert_cmpuint (catalog->exams->len, >=, 14);
  for (guint i = 0; i < catalog->exams->len; i++)
    {
      CtExam *exam = catalog->exams->pdata[i];

      exam_kinds[exam->kind]++;
      g_assert_cmpint (exam->minutes, >, 0);
      g_assert_cmpfloat (exam->passing_score, >, 0);
      g_assert_nonnull (exam->questions);
      g_assert_nonnull (exam->languages);
      g_assert_cmpuint (g_strv_length (exam->sections), >=, 3);
      g_assert_true ((exam->retired_at != NULL) == (exam->replaced_by != NULL));
      n_retired += exam->retired_at != NULL;
    }
  g_assert_cmpuint (n_retired, >=, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (exam_kinds); i++)
    g_assert_cmpuint (exam_kinds[i], >, 0);

  g_assert_cmpuint (catalog->achievements->len, >=, 10);
  for (guint i = 0; i < catalog->achievements->len; i++)
    {
      CtAchievement *achievement = catalog->achievements->pdata[i];

      achievement_kinds[achievement->kind]++;
      count_kinds (achievement->requirement, requirement_kinds);
      g_assert_nonnull (achievement->summary);
      g_assert_nonnull (achievement->field);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (achievement_kinds); i++)
    g_assert_cmpuint (achievement_kinds[i], >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (requirement_kinds); i++)
    g_assert_cmpuint (requirement_kinds[i], >, 0);
}

static void
check_report (CtAttempt *attempt)
{
  double right = 0;
  int questions = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (attempt->sections)); i++)
    {
      g_autoptr (CtSection) section = g_list_model_get_item (G_LIST_MODEL (attempt->sections), i);

      right += round (section->score / 100 * section->questions);
      questions += section->questions;
    }
  g_assert_cmpfloat (attempt->score, ==, round (100 * right / questions));
  g_assert_true (attempt->result == CT_RESULT_REVOKED
                 || (attempt->result == CT_RESULT_PASSED)
                        == (attempt->score >= attempt->passing_score));
}

/* Nothing in a history could not have happened. */
static void
check_history (CtCatalog *catalog, CtSampleCandidate *candidate, GDateTime *now)
{
  GDateTime *last = candidate->account->created_at;
  g_autoptr (GHashTable) tries = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < candidate->attempts->len; i++)
    {
      CtAttempt *attempt = candidate->attempts->pdata[i];
      CtExam *exam = ct_catalog_get_exam (catalog, attempt->exam_code);
      int number = GPOINTER_TO_INT (g_hash_table_lookup (tries, attempt->exam_code)) + 1;

      g_hash_table_insert (tries, attempt->exam_code, GINT_TO_POINTER (number));
      g_assert_cmpint (attempt->number, ==, number);
      g_assert_cmpint (g_date_time_compare (last, attempt->taken_at), <, 0);
      last = attempt->taken_at;
      g_assert_true (exam->retired_at == NULL
                     || g_date_time_compare (attempt->taken_at, exam->retired_at) < 0);
      g_assert_cmpint (attempt->minutes_used, <=, exam->minutes);
      g_assert_true (attempt->language == NULL
                     || g_strv_contains ((const char *const *) exam->languages, attempt->language));
      g_assert_true ((attempt->result == CT_RESULT_PENDING) == (attempt->expected_by != NULL));
      g_assert_true (
          (attempt->sections != NULL)
          == (attempt->result != CT_RESULT_PENDING && attempt->result != CT_RESULT_NO_SHOW));
      if (attempt->sections != NULL)
        check_report (attempt);
    }
  g_assert_cmpint (g_date_time_compare (last, now), <, 0);
}

static void
check_unique (GHashTable *seen, const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_hash_table_add (seen, (gpointer) text));
}

/* Whatever the day, there is someone for each state that a page can show. */
static void
test_candidates (void)
{
  g_autoptr (CtCatalog) catalog = load_program ();

  for (gsize day = 0; day < G_N_ELEMENTS (days); day++)
    {
      g_autoptr (GPtrArray) candidates = load_candidates (catalog, days[day]);
      g_autoptr (GDateTime) now = ct_time_parse (days[day]);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      guint progress_states[CT_PROGRESS_STATE_REVOKED + 1] = { 0 };
      guint credential_states[CT_CREDENTIAL_STATE_REVOKED + 1] = { 0 };
      guint results[CT_RESULT_REVOKED + 1] = { 0 };
      guint n_empty = 0, n_sixty = 0, n_partners = 0;
      glong longest = 0;

      g_assert_cmpuint (candidates->len, >=, 7);
      for (guint i = 0; i < candidates->len; i++)
        {
          CtSampleCandidate *candidate = candidates->pdata[i];
          CtAccount *account = candidate->account;
          g_autoptr (GPtrArray) progress
              = ct_progress_rules_compute (catalog, account, candidate->attempts,
                                           candidate->credentials, now);

          check_history (catalog, candidate, now);
          check_unique (seen, ct_resource_get_id (CT_RESOURCE (account)));
          check_unique (seen, account->email);
          check_unique (seen, account->candidate_id);
          g_assert_true (g_str_has_suffix (account->email, "@example.com"));
          g_assert_cmpuint (strlen (candidate->password), >=, 8);
          n_empty += candidate->attempts->len == 0;
          n_sixty += candidate->attempts->len == 60;
          n_partners += account->is_partner;
          longest = MAX (longest, g_utf8_strlen (account->name, -1));

          for (guint j = 0; j < candidate->attempts->len; j++)
            {
              check_unique (seen, ct_resource_get_id (candidate->attempts->pdata[j]));
              results[((CtAttempt *) candidate->attempts->pdata[j])->result]++;
            }
          for (guint j = 0; j < candidate->credentials->len; j++)
            {
              CtCredential *credential = candidate->credentials->pdata[j];

              check_unique (seen, ct_resource_get_id (CT_RESOURCE (credential)));
              check_unique (seen, credential->number);
              check_unique (seen, credential->verification_code);
              g_assert_cmpstr (credential->name, ==, account->name);
              credential_states[credential->state]++;
            }
          for (guint j = 0; j < progress->len; j++)
            progress_states[((CtProgress *) progress->pdata[j])->state]++;
        }

      for (gsize i = 0; i < G_N_ELEMENTS (progress_states); i++)
        g_assert_cmpuint (progress_states[i], >, 0);
      for (gsize i = 0; i < G_N_ELEMENTS (credential_states); i++)
        g_assert_cmpuint (credential_states[i], >, 0);
      for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
        g_assert_cmpuint (results[i], >, 0);
      g_assert_cmpuint (n_empty, ==, 1);
      g_assert_cmpuint (n_sixty, ==, 1);
      g_assert_cmpuint (n_partners, >=, 1);
      g_assert_cmpint (longest, >=, 90);
    }
}

/* The one that the demo signs in has something for every part of the overview. */
static void
test_main_candidate (void)
{
  g_autoptr (CtCatalog) catalog = load_program ();

  for (gsize day = 0; day < G_N_ELEMENTS (days); day++)
    {
      g_autoptr (GPtrArray) candidates = load_candidates (catalog, days[day]);
      g_autoptr (GDateTime) now = ct_time_parse (days[day]);
      CtSampleCandidate *candidate = candidates->pdata[0];
      g_autoptr (GPtrArray) progress
          = ct_progress_rules_compute (catalog, candidate->account, candidate->attempts,
                                       candidate->credentials, now);
      guint states[CT_PROGRESS_STATE_REVOKED + 1] = { 0 };
      guint n_expiring = 0, n_nearly_done = 0;

      for (guint i = 0; i < progress->len; i++)
        {
          CtProgress *one = progress->pdata[i];
          GTimeSpan left = one->valid_until != NULL
                               ? g_date_time_difference (one->valid_until, now) / G_TIME_SPAN_DAY
                               : G_MAXINT64;

          states[one->state]++;
          n_expiring += left >= 38 && left <= 41;
          n_nearly_done += one->state == CT_PROGRESS_STATE_IN_PROGRESS && one->fraction >= 0.5;
        }

      g_assert_cmpuint (candidate->attempts->len, ==, 14);
      g_assert_cmpuint (states[CT_PROGRESS_STATE_HELD], >=, 4);
      g_assert_cmpuint (states[CT_PROGRESS_STATE_EXPIRED], ==, 1);
      g_assert_cmpuint (states[CT_PROGRESS_STATE_NOT_STARTED], >, 0);
      g_assert_cmpuint (n_expiring, ==, 1);
      g_assert_cmpuint (n_nearly_done, >=, 1);
    }
}

/* Two starts on one day give the same rows, so that the second changes nothing. */
static void
test_same_each_time (void)
{
  g_autoptr (CtCatalog) catalog = load_program ();
  g_autoptr (GPtrArray) one = load_candidates (catalog, "2026-11-22T01:00:00Z");
  g_autoptr (GPtrArray) other = load_candidates (catalog, "2026-11-22T23:00:00Z");

  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    {
      CtSampleCandidate *a = one->pdata[i];
      CtSampleCandidate *b = other->pdata[i];

      g_assert_true (ct_resource_equal (CT_RESOURCE (a->account), CT_RESOURCE (b->account)));
      g_assert_cmpuint (a->attempts->len, ==, b->attempts->len);
      for (guint j = 0; j < a->attempts->len; j++)
        g_assert_true (ct_resource_equal (a->attempts->pdata[j], b->attempts->pdata[j]));
      g_assert_cmpuint (a->credentials->len, ==, b->credentials->len);
      for (guint j = 0; j < a->credentials->len; j++)
        g_assert_true (ct_resource_equal (a->credentials->pdata[j], b->credentials->pdata[j]));
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "2022-05-17T07:30:00Z", "2022-05-17T07:30:00Z" },
    { "-0D", "2026-11-22T00:00:00Z" },
    { "07:30", "2026-11-22T07:30:00Z" },
    { "-2D 07:30", "2026-11-20T07:30:00Z" },
    { "-24M", "2024-11-22T00:00:00Z" },
    { "+40D -24M", "2025-01-01T00:00:00Z" },
    { "-24M +40D", "2025-01-01T00:00:00Z" },
    { "+9D -9M", "2026-03-01T00:00:00Z" },
    { "-9M +9D", "2026-03-03T00:00:00Z" },
    { "", NULL },
    { "yesterday", NULL },
    { "-2Y", NULL },
    { "-2D tomorrow", NULL },
    { "-2DD", NULL },
    { NULL, NULL },
  };
  g_autoptr (GDateTime) now = ct_time_parse ("2026-11-22T23:30:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = ct_sample_date_resolve (cases[i].text, now);
      g_autofree char *text = time != NULL ? ct_time_format (time) : NULL;

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Codes can be read out over a telephone, and each of the bytes matters. */
static void
test_codes (void)
{
  guint8 bytes[CT_VERIFICATION_CODE_BYTES] = { 0 };
  g_autofree char *lowest = ct_credential_codes_format (bytes, sizeof bytes);
  g_autofree char *number = ct_credential_codes_format (bytes, CT_CREDENTIAL_NUMBER_BYTES);

  g_assert_cmpstr (lowest, ==, "2222-2222-2222-2222");
  g_assert_cmpstr (number, ==, "2222-2222");

  for (gsize i = 0; i < sizeof bytes; i++)
    {
      for (guint value = 1; value < 256; value++)
        {
          bytes[i] = value;
          g_autofree char *code = ct_credential_codes_format (bytes, sizeof bytes);

          g_assert_cmpuint (strlen (code), ==, 19);
          g_assert_cmpstr (code, !=, lowest);
          g_assert_null (strpbrk (code, "01IO"));
        }
      bytes[i] = 0;
    }

  memset (bytes, 0xff, sizeof bytes);
  g_autofree char *highest = ct_credential_codes_format (bytes, sizeof bytes);
  g_assert_cmpstr (highest, ==, "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/program", test_program);
  g_test_add_func ("/sample/dates", test_dates);
  g_test_add_func ("/sample/codes", test_codes);
  g_test_add_func ("/sample/candidates", test_candidates);
  g_test_add_func ("/sample/main-candidate", test_main_candidate);
  g_test_add_func ("/sample/same-each-time", test_same_each_time);
  return g_test_run ();
}
