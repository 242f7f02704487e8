/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-score-report.h"
#include "service/http/ct-document-answer.h"
#include "service/http/ct-handlers.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

typedef struct
{
  CtProgram *program;
  CtAccount *account;
  CtAttempt *attempt;
  CtPaper paper;
} Report;

static void
report_free (Report *report)
{
  g_clear_object (&report->program);
  g_clear_object (&report->account);
  g_clear_object (&report->attempt);
  g_free (report);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Report, report_free)

static GBytes *
draw (gpointer data, GError **error)
{
  Report *report = data;

  return ct_score_report_draw (report->program, report->account, report->attempt, report->paper,
                               error);
}

/* What it takes to draw one. Without an account: there is no such attempt. */
static Report *
load (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (Report) report = g_new0 (Report, 1);
  g_autoptr (GError) failure = NULL;

  report->attempt
      = ct_candidate_table_get_attempt (database, request->account_id, request->id, &failure);
  if (report->attempt != NULL)
    report->program = ct_program_table_get_program (database, &failure);
  if (report->program != NULL)
    report->account = ct_candidate_table_get_account (database, request->account_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&report);
}

/* Returns: (nullable): why there is none */
static const char *
explain (Report *report)
{
  if (report->account == NULL)
    return "There is no such attempt.";

  switch (report->attempt->result)
    {
    case CT_RESULT_PENDING:
      return "The result has not arrived yet.";
    case CT_RESULT_NO_SHOW:
      return "This was not taken, so there is no score report.";
    case CT_RESULT_REVOKED:
      return "This result was revoked and no longer has a score report.";
    case CT_RESULT_PASSED:
    case CT_RESULT_FAILED:
    default:
      return NULL;
    }
}

CtAnswer *
ct_handle_get_score_report (CtDatabase *database, CtRequest *request, GError **error)
{
  CtAnswer *refusal;
  CtPaper paper;

  if (!ct_document_answer_get_paper (request, &paper, &refusal))
    return refusal;

  g_autoptr (Report) report = load (database, request, error);
  if (report == NULL)
    return NULL;
  if (explain (report) != NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, explain (report));

  report->paper = paper;
  gpointer const input[] = { report->program, report->account, report->attempt };
  g_autofree char *etag
      = ct_document_answer_tag (paper, report->account->language, input, G_N_ELEMENTS (input));
  return ct_answer_new_work ("application/pdf", etag, draw, g_steal_pointer (&report),
                             (GDestroyNotify) report_free);
}
