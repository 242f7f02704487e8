/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/web/ct-attempt-card.h"

#include "service/document/ct-sheet.h"

void
ct_attempt_card_add (CtHtml *html, CtAttempt *attempt)
{
  static const struct
  {
    const char *words;
    const char *style;
  } results[] = {
    [CT_RESULT_PENDING] = { "Result pending", "status warning" },
    [CT_RESULT_PASSED] = { "✓ Passed", "status good" },
    [CT_RESULT_FAILED] = { "Not passed", "status warning" },
    [CT_RESULT_NO_SHOW] = { "Not taken", "status warning" },
    [CT_RESULT_REVOKED] = { "✕ Revoked", "status bad" },
  };
  g_autofree char *day = g_date_time_format (attempt->taken_at, "%-d %B %Y");

  ct_html_open (html, "section", "class", "card", NULL);
  ct_html_add (html, "h2", attempt->exam_title, NULL);
  ct_html_open (html, "p", NULL);
  ct_html_add (html, "span", results[attempt->result].words, "class",
               results[attempt->result].style, NULL);
  ct_html_close (html);
  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, attempt->kind == CT_EXAM_KIND_EXAM ? "Exam" : "Assessment",
                    attempt->exam_code);
  ct_html_add_fact (html, "Taken", day);
  if (attempt->score >= 0 && attempt->result != CT_RESULT_REVOKED)
    {
      g_autofree char *score = ct_sheet_format_percent (attempt->score);
      ct_html_add_fact (html, "Score", score);
    }
  ct_html_close (html);
  ct_html_close (html);
}
