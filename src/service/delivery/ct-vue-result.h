/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-attempt.h"
#include "service/delivery/ct-vue-error.h"

G_BEGIN_DECLS

/**
 * CtVueResult:
 * @line: of the file; 0 if it came by an event
 * @registration_id: (nullable): Pearson VUE's number of the registration
 * @candidate_id: the candidate id that we sent
 * @given_name: (nullable): as Pearson VUE has it, if it says so
 * @family_name: (nullable): the same
 * @authorization_id: (nullable): the id of the authorization
 * @exam_code: (nullable): the exam series code
 * @taken_at: (nullable): when it began
 * @result: how it went; pending if Pearson VUE does not say
 * @score: as Pearson VUE gives it; -1 if it has none
 * @passing_score: as Pearson VUE gives it; -1 if it has none
 * @language: (nullable): BCP 47
 * @test_center: (nullable): the number of the test center
 * @minutes_used: -1 if it is not known
 * @nda_refused: whether the candidate refused to keep its content to themselves
 * @sections: (nullable) (element-type CtSection): the score report
 * @n_sections_left_out: how many more it had, without a name or without a percentage
 *
 * How an exam went.
 */
typedef struct
{
  guint line;
  char *registration_id;
  char *candidate_id;
  char *given_name;
  char *family_name;
  char *authorization_id;
  char *exam_code;
  GDateTime *taken_at;
  CtResult result;
  double score;
  double passing_score;
  char *language;
  char *test_center;
  int minutes_used;
  gboolean nda_refused;
  GPtrArray *sections;
  guint n_sections_left_out;
} CtVueResult;

CtVueResult *ct_vue_result_new (void);
void ct_vue_result_free (CtVueResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueResult, ct_vue_result_free)

/**
 * ct_vue_result_parse_grade:
 * @grade: `pass` or `fail`, in any case
 * @result: (out): passed or failed
 *
 * Returns: %FALSE if @grade is neither
 */
gboolean ct_vue_result_parse_grade (const char *grade, CtResult *result);

/**
 * ct_vue_results_read:
 * @bytes: an EXAM file
 * @faults: (out) (transfer full) (element-type CtVueFault): what could not be read
 * @error: %CT_VUE_ERROR
 *
 * Returns: (transfer full) (element-type CtVueResult): the results, in the order of the file
 */
GPtrArray *ct_vue_results_read (GBytes *bytes, GPtrArray **faults, GError **error);

G_END_DECLS
