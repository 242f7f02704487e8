/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: the history comes into a spreadsheet as it is, and nothing in it becomes a formula. */
#include <locale.h>
#include <string.h>

#include "model/ct-attempt.h"
#include "model/ct-time.h"
#include "pages/ct-history-csv.h"

static CtAttempt *
new_attempt (const char *title, const char *place, double score)
{
  g_autoptr (GDateTime) taken_at = ct_time_parse ("2026-03-04T23:20:30Z");

  return g_object_new (CT_TYPE_ATTEMPT, "id", "1", "exam-code", "250-428", "exam-title", title,
                       "kind", CT_EXAM_KIND_EXAM, "taken-at", taken_at, "result", CT_RESULT_PASSED,
                       "score", score, "passing-score", 70.0, "number", 2, "place", place,
                       "minutes-used", 84, "registration-id", "R1", NULL);
}

static char *
write_one (const char *title, const char *place, double score)
{
  g_autoptr (GListStore) attempts = g_list_store_new (CT_TYPE_ATTEMPT);
  g_autoptr (CtAttempt) attempt = new_attempt (title, place, score);

  g_list_store_append (attempts, attempt);
  g_autoptr (GBytes) bytes = ct_history_csv_write (G_LIST_MODEL (attempts));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_form (void)
{
  g_autofree char *csv = write_one ("Exam", NULL, 82.5);

  g_assert_cmpstr (csv, ==,
                   "\xef\xbb\xbfTaken,Code,Title,Kind,Result,Score (%),Passing Score (%),Attempt,"
                   "Place,Time Used (Minutes),Language,Registration Number\r\n"
                   "2026-03-05 01:20,250-428,Exam,Exam,Passed,82.5,70,2,,84,,R1\r\n");
}

static void
test_empty (void)
{
  g_autoptr (GListStore) attempts = g_list_store_new (CT_TYPE_ATTEMPT);
  g_autoptr (GBytes) bytes = ct_history_csv_write (G_LIST_MODEL (attempts));
  g_autofree char *csv = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[1], ==, "");
}

static void
test_quoting (void)
{
  g_autofree char *csv = write_one ("A \"small\", new\r\nexam", "Łódź, Kraków", -1);

  g_assert_nonnull (strstr (csv, ",\"A \"\"small\"\", new\r\nexam\",Exam,Passed,,70,2,"
                                 "\"Łódź, Kraków\",84,"));
}

static void
test_formulas (void)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *title = g_strconcat (starts[i], "HYPERLINK(1)", NULL);
      g_autofree char *harmless = g_strconcat ("'", title, NULL);
      g_autofree char *raw = g_strconcat (",", title, NULL);
      g_autofree char *csv = write_one (title, "x", 1);

      g_assert_nonnull (strstr (csv, harmless));
      g_assert_null (strstr (csv, raw));
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Helsinki", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history-csv/form", test_form);
  g_test_add_func ("/history-csv/empty", test_empty);
  g_test_add_func ("/history-csv/quoting", test_quoting);
  g_test_add_func ("/history-csv/formulas", test_formulas);

  return g_test_run ();
}
