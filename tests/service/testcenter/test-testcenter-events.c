/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-event.h"
#include "service/testcenter/ct-testcenter.h"

/* Protects: what the stand-in for Pearson VUE makes up could be Pearson VUE's. */

#define N_DRAWN 500

static CtVueEvent *
draw (CtExam *exam, CtResult result)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 4, 4, 9, 30, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = ct_testcenter_make_result_event ("CT000001", "X1", "3101", exam, result, now);
  CtVueEvent *event = ct_vue_event_read (CT_VUE_EVENT_RESULT, bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (event->results->len, ==, 1);
  return event;
}

/* The reader leaves a section out whose score is no percentage: all of them have to be there. */
static void
assert_fits (CtVueResult *result, CtExam *exam, CtResult expected)
{
  double sum = 0;

  g_assert_cmpint (result->result, ==, expected);
  g_assert_cmpfloat (result->score, >=, 0);
  g_assert_cmpfloat (result->score, <=, 100);
  g_assert_true ((result->score >= exam->passing_score) == (expected == CT_RESULT_PASSED));

  g_assert_nonnull (result->sections);
  g_assert_cmpuint (result->sections->len, ==, g_strv_length (exam->sections));
  for (guint i = 0; i < result->sections->len; i++)
    {
      CtSection *section = result->sections->pdata[i];

      g_assert_cmpstr (section->title, ==, exam->sections[i]);
      sum += section->score;
    }
  g_assert_cmpfloat (sum, ==, result->score * result->sections->len);
}

static void
test_scores (void)
{
  static const char *const titles[][8] = {
    { "One", NULL },
    { "One", "Two", NULL },
    { "One", "Two", "Three", "Four", "Five", "Six", "Seven", NULL },
  };
  static const double passing[] = { 1, 50, 70, 99, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (passing); j++)
        {
          g_autoptr (CtExam) exam
              = g_object_new (CT_TYPE_EXAM, "id", "250-428", "title", "Exam", "passing-score",
                              passing[j], "sections", titles[i], NULL);

          for (guint k = 0; k < N_DRAWN; k++)
            {
              CtResult expected = k % 2 == 0 ? CT_RESULT_PASSED : CT_RESULT_FAILED;
              g_autoptr (CtVueEvent) event = draw (exam, expected);

              assert_fits (event->results->pdata[0], exam, expected);
            }
        }
    }
}

/* Who was not there has no scores. */
static void
test_no_show (void)
{
  static const char *const titles[] = { "One", "Two", NULL };
  g_autoptr (CtExam) exam = g_object_new (CT_TYPE_EXAM, "id", "250-428", "title", "Exam",
                                          "passing-score", 70.0, "sections", titles, NULL);
  g_autoptr (CtVueEvent) event = draw (exam, CT_RESULT_NO_SHOW);
  CtVueResult *result = event->results->pdata[0];

  g_assert_cmpint (result->result, ==, CT_RESULT_NO_SHOW);
  g_assert_cmpfloat (result->score, ==, -1);
  g_assert_null (result->sections);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testcenter-events/scores", test_scores);
  g_test_add_func ("/testcenter-events/no-show", test_no_show);
  return g_test_run ();
}
