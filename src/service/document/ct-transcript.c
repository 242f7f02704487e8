/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-transcript.h"

#include "service/document/ct-page-marks.h"
#include "service/document/ct-sheet.h"

typedef struct
{
  CtAccount *account;
  CtShare *share;
  GPtrArray *credentials;
  GPtrArray *attempts;
  GDateTime *now;
} Transcript;

static void
add_credential (CtSheet *sheet, CtCredential *credential)
{
  static const struct
  {
    const char *words;
    CtSheetTone tone;
  } states[] = {
    [CT_CREDENTIAL_STATE_ACTIVE] = { "Valid", CT_SHEET_TONE_GOOD },
    [CT_CREDENTIAL_STATE_EXPIRED] = { "Expired", CT_SHEET_TONE_PLAIN },
    [CT_CREDENTIAL_STATE_REVOKED] = { "Revoked", CT_SHEET_TONE_BAD },
  };
  g_autofree char *what = g_strdup_printf ("%s\n%s", credential->title, credential->number);
  g_autofree char *issued = ct_page_marks_format_day (credential->issued_at);
  g_autofree char *end = credential->expires_at != NULL
                             ? ct_page_marks_format_day (credential->expires_at)
                             : g_strdup ("Does not expire");
  const char *const cells[] = { what, issued, end, states[credential->state].words };

  ct_sheet_add_row (sheet, cells, states[credential->state].tone);
}

static void
add_attempt (CtSheet *sheet, CtAttempt *attempt)
{
  static const struct
  {
    const char *words;
    CtSheetTone tone;
  } results[] = {
    [CT_RESULT_PASSED] = { "Passed", CT_SHEET_TONE_GOOD },
    [CT_RESULT_FAILED] = { "Not passed", CT_SHEET_TONE_PLAIN },
    [CT_RESULT_PENDING] = { "Result pending", CT_SHEET_TONE_PLAIN },
    [CT_RESULT_NO_SHOW] = { "Not taken", CT_SHEET_TONE_PLAIN },
    [CT_RESULT_REVOKED] = { "Revoked", CT_SHEET_TONE_BAD },
  };
  g_autofree char *what = g_strdup_printf ("%s\n%s", attempt->exam_title, attempt->exam_code);
  g_autofree char *taken = ct_page_marks_format_day (attempt->taken_at);
  g_autofree char *score = attempt->score >= 0 && attempt->result != CT_RESULT_REVOKED
                               ? ct_sheet_format_percent (attempt->score)
                               : g_strdup ("");
  const char *const cells[] = { what, taken, score, results[attempt->result].words };

  ct_sheet_add_row (sheet, cells, results[attempt->result].tone);
}

static gboolean
write_transcript (CtSheet *sheet, gpointer data, GError **error)
{
  static const CtSheetColumn credential_columns[] = {
    { .title = "CREDENTIAL", .share = 0.46 },
    { .title = "ISSUED", .share = 0.2 },
    { .title = "VALID UNTIL", .share = 0.2 },
    { .title = "STATUS", .share = 0.14 },
  };
  static const CtSheetColumn attempt_columns[] = {
    { .title = "EXAM OR ASSESSMENT", .share = 0.5 },
    { .title = "TAKEN", .share = 0.2 },
    { .title = "SCORE", .share = 0.11, .is_number = TRUE },
    { .title = "RESULT", .share = 0.19 },
  };
  Transcript *self = data;
  CtShare *share = self->share;
  g_autofree char *created = ct_page_marks_format_day (share->created_at);
  g_autofree char *end = ct_page_marks_format_day (share->expires_at);
  g_autofree char *today = ct_page_marks_format_day (self->now);
  g_autofree char *words
      = g_strdup_printf ("This transcript lists what the candidate chose to show, as it was on %s. "
                         "What has changed since then, such as a credential that was revoked, is "
                         "shown where the verification code is checked.",
                         today);
  const CtSheetFact facts[] = {
    { "CANDIDATE ID", self->account->candidate_id },
    { "CREATED", created },
    { "CAN BE VERIFIED UNTIL", end },
    { "VERIFICATION CODE", share->code },
  };

  ct_sheet_add_facts (sheet, facts, G_N_ELEMENTS (facts));
  ct_sheet_add_paragraph (sheet, words);

  if (self->credentials->len > 0)
    {
      ct_sheet_add_heading (sheet, "Credentials");
      ct_sheet_begin_table (sheet, credential_columns, G_N_ELEMENTS (credential_columns));
      for (guint i = 0; i < self->credentials->len; i++)
        add_credential (sheet, g_ptr_array_index (self->credentials, i));
      ct_sheet_end_table (sheet);
    }
  if (self->attempts->len > 0)
    {
      ct_sheet_add_heading (sheet, "Exams and Assessments");
      ct_sheet_begin_table (sheet, attempt_columns, G_N_ELEMENTS (attempt_columns));
      for (guint i = 0; i < self->attempts->len; i++)
        add_attempt (sheet, g_ptr_array_index (self->attempts, i));
      ct_sheet_end_table (sheet);
    }
  return ct_sheet_add_verification (sheet, share->code, "Check this transcript at", error);
}

GBytes *
ct_transcript_draw (CtProgram *program,
                    CtAccount *account,
                    CtShare *share,
                    GPtrArray *credentials,
                    GPtrArray *attempts,
                    GDateTime *now,
                    CtPaper paper,
                    GError **error)
{
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (CT_IS_SHARE (share) && share->code != NULL, NULL);

  Transcript transcript = { account, share, credentials, attempts, now };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);
  g_autoptr (GDateTime) day
      = g_date_time_new_utc (g_date_time_get_year (utc), g_date_time_get_month (utc),
                             g_date_time_get_day_of_month (utc), 0, 0, 0);
  const CtSheetInfo info = {
    .program = program,
    .title = "Transcript",
    .name = account->name,
    .language = account->language,
    .number = share->code,
    .date = day,
  };

  return ct_sheet_draw (&info, paper, write_transcript, &transcript, error);
}
