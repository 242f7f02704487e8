/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-score-report.h"

#include "service/document/ct-page-marks.h"
#include "service/document/ct-sheet.h"

typedef struct
{
  CtAccount *account;
  CtAttempt *attempt;
} Report;

static char *
format_time (GDateTime *time)
{
  g_autofree char *day = ct_page_marks_format_day (time);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_strdup_printf ("%s, %02d:%02d UTC", day, g_date_time_get_hour (utc),
                          g_date_time_get_minute (utc));
}

static void
add_facts (CtSheet *sheet, Report *report)
{
  CtAttempt *attempt = report->attempt;
  gboolean is_exam = attempt->kind == CT_EXAM_KIND_EXAM;
  g_autofree char *taken = format_time (attempt->taken_at);
  g_autofree char *minutes
      = attempt->minutes_used > 0
            ? g_strdup_printf (attempt->minutes_used == 1 ? "%d minute" : "%d minutes",
                               attempt->minutes_used)
            : NULL;
  g_autofree char *number = attempt->number > 0 ? g_strdup_printf ("%d", attempt->number) : NULL;
  const CtSheetFact facts[] = {
    { "CANDIDATE ID", report->account->candidate_id },
    { is_exam ? "EXAM" : "ASSESSMENT", attempt->exam_code },
    { "TAKEN", taken },
    { "PLACE", attempt->place },
    { "TIME USED", minutes },
    { "ATTEMPT", number },
    { "REGISTRATION NUMBER", attempt->registration_id },
  };

  ct_sheet_add_facts (sheet, facts, G_N_ELEMENTS (facts));
}

static void
add_sections (CtSheet *sheet, GListModel *sections)
{
  static const CtSheetColumn columns[] = {
    { .title = "SECTION", .share = 0.5 },
    { .title = "QUESTIONS", .share = 0.14, .is_number = TRUE },
    { .title = "SCORE", .share = 0.36, .is_number = TRUE, .is_bar = TRUE },
  };

  ct_sheet_add_heading (sheet, "By Section");
  ct_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (CtSection) section = g_list_model_get_item (sections, i);
      g_autofree char *questions
          = section->questions > 0 ? g_strdup_printf ("%d", section->questions) : g_strdup ("");
      g_autofree char *score = ct_sheet_format_percent (section->score);
      const char *const cells[] = { section->title, questions, score };

      ct_sheet_add_row (sheet, cells, CT_SHEET_TONE_PLAIN);
    }
  ct_sheet_end_table (sheet);
  ct_sheet_add_paragraph (sheet, "A score report says how the candidate did in each section, not "
                                 "which questions were answered wrong.");
}

static gboolean
write_report (CtSheet *sheet, gpointer data, GError **error)
{
  Report *report = data;
  CtAttempt *attempt = report->attempt;
  GListModel *sections = attempt->sections != NULL ? G_LIST_MODEL (attempt->sections) : NULL;
  gboolean has_sections = sections != NULL && g_list_model_get_n_items (sections) > 0;
  gboolean is_passed = attempt->result == CT_RESULT_PASSED;
  CtSheetTone tone = is_passed ? CT_SHEET_TONE_GOOD : CT_SHEET_TONE_PLAIN;
  const char *words = is_passed ? "Passed" : "Not passed";

  ct_sheet_add_subject (sheet, attempt->exam_title);
  add_facts (sheet, report);
  if (attempt->score >= 0)
    ct_sheet_add_score (sheet, attempt->score, attempt->passing_score, words, tone);
  else
    ct_sheet_add_subject (sheet, words);

  if (is_passed)
    ct_sheet_add_paragraph (sheet, "The candidate reached the passing score.");
  else if (has_sections)
    ct_sheet_add_paragraph (sheet, "The candidate did not reach the passing score. The sections "
                                   "below show where preparation helps most.");
  else
    ct_sheet_add_paragraph (sheet, "The candidate did not reach the passing score.");

  if (has_sections)
    add_sections (sheet, sections);
  return TRUE;
}

GBytes *
ct_score_report_draw (CtProgram *program,
                      CtAccount *account,
                      CtAttempt *attempt,
                      CtPaper paper,
                      GError **error)
{
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (CT_IS_ATTEMPT (attempt), NULL);

  Report report = { account, attempt };
  const CtSheetInfo info = {
    .program = program,
    .title = "Score Report",
    .name = account->name,
    .language = account->language,
    .number = attempt->registration_id != NULL ? attempt->registration_id : attempt->exam_code,
    .date = attempt->taken_at,
  };

  return ct_sheet_draw (&info, paper, write_report, &report, error);
}
