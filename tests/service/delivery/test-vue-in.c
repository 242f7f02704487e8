/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-confirmation.h"
#include "service/delivery/ct-vue-result.h"
#include "service/delivery/ct-vue-time.h"

static GBytes *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "vue", name, NULL);
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static void
append_faults (GString *text, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      CtVueFault *fault = faults->pdata[i];
      g_string_append_printf (text, "%u: %s\n", fault->line, fault->words);
    }
}

static void
check_confirmations (const char *name, CtVueConfirmationKind kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (CtVueConfirmations) confirmations = ct_vue_confirmations_read (bytes, kind, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < confirmations->rows->len; i++)
    {
      CtVueConfirmation *row = confirmations->rows->pdata[i];
      g_autofree char *date = row->date != NULL ? ct_vue_time_format (row->date) : NULL;

      g_string_append_printf (text, "%u %s %s %s %s %s\n", row->line, row->key,
                              row->number != NULL ? row->number : "-",
                              row->accepted ? "accepted" : "refused", date != NULL ? date : "-",
                              row->message != NULL ? row->message : "-");
    }
  append_faults (text, confirmations->faults);
  if (confirmations->failure != NULL)
    g_string_append_printf (text, "failed: %s\n", confirmations->failure);

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_confirmations (void)
{
  check_confirmations ("vcdc-2026-04-02.dat", CT_VUE_CONFIRMATION_PROFILE,
                       "2 CT000001 90010001 accepted 2026/04/02 03:10:11 -\n"
                       "3 CT000002 - refused 2026/04/02 03:10:11 Empty Address\n"
                       "4 CT000003 90010003 refused 2026/04/02 03:10:12 "
                       "WARNING: the name may be a duplicate\n"
                       "6 CT000005 90010005 accepted - -\n"
                       "5: its status is “Maybe”\n"
                       "6: its date “yesterday” was left out, the rest taken\n");
  check_confirmations ("vcdc-2026-04-03.dat", CT_VUE_CONFIRMATION_PROFILE,
                       "failed: The file has no header\n");
  check_confirmations ("eac-2026-04-02.dat", CT_VUE_CONFIRMATION_AUTHORIZATION,
                       "2 CTA0000000001 70001 accepted 2026/04/02 04:00:00 -\n"
                       "3 CTA0000000002 - refused 2026/04/02 04:00:00 "
                       "Invalid ExamSeriesCode – siehe Prüfung\n"
                       "4: it has no ClientAuthorizationID\n");
}

/* A file of another kind is refused as a whole, and not read as if it were empty. */
static void
test_wrong_kind (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load ("vcdc-2026-04-02.dat");
  g_autoptr (CtVueConfirmations) confirmations
      = ct_vue_confirmations_read (bytes, CT_VUE_CONFIRMATION_AUTHORIZATION, &error);

  g_assert_null (confirmations);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_MISSING_COLUMN);
  g_assert_cmpstr (error->message, ==, "There is no column ClientAuthorizationID");
}

static void
test_results (void)
{
  static const char *const results[] = { "pending", "passed", "failed", "no-show", "revoked" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load ("exam-2026-04-05.dat");
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) rows = ct_vue_results_read (bytes, &faults, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      CtVueResult *row = rows->pdata[i];
      g_autofree char *date = row->taken_at != NULL ? ct_vue_time_format (row->taken_at) : NULL;

      g_string_append_printf (text, "%u %s %s %s %s %s %s %g %g %s %s %d%s\n", row->line,
                              row->registration_id, row->candidate_id, row->authorization_id,
                              row->exam_code, date != NULL ? date : "-", results[row->result],
                              row->score, row->passing_score,
                              row->language != NULL ? row->language : "-",
                              row->test_center != NULL ? row->test_center : "-", row->minutes_used,
                              row->nda_refused ? " nda refused" : "");
    }
  append_faults (text, faults);

  g_assert_cmpstr (
      text->str, ==,
      "2 310000001 CT000001 CTA0000000001 250-428 2026/04/04 09:30:00 passed 84.5 70 en 57123 71\n"
      "3 310000002 CT000002 CTA0000000004 250-438 2026/04/04 10:00:00 failed 51 70 en 57123 75\n"
      "4 310000003 CT000003 CTA0000000005 250-438 - no-show -1 -1 - - -1\n"
      "6 310000005 CT000004 CTA0000000007 250-556 2026/04/04 12:00:00 failed -1 -1 en 57123 -1 "
      "nda refused\n"
      "8 310000007 CT000005 CTA0000000008 250-556 2026/04/04 13:00:00 passed -1 70 en 57123 -1\n"
      "5: its Grade is “distinction”, neither pass nor fail\n"
      "7: its RegistrationID “31000000X” is no number\n"
      "8: its Score “seventy” was left out, the rest taken\n"
      "9: its ExamDate “2026/13/44 13:00:00” is no date\n"
      "10: its NoShow is “perhaps”, neither true nor false\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vue-in/confirmations", test_confirmations);
  g_test_add_func ("/vue-in/wrong-kind", test_wrong_kind);
  g_test_add_func ("/vue-in/results", test_results);
  return g_test_run ();
}
