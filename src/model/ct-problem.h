/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_PROBLEM_REASON (ct_problem_reason_get_type ())
G_DECLARE_FINAL_TYPE (CtProblemReason, ct_problem_reason, CT, PROBLEM_REASON, CtResource)

/**
 * CtProblemReason:
 * @detail: what is wrong
 * @pointer: where, as a JSON pointer fragment
 *
 * One thing that is wrong with what was sent.
 */
struct _CtProblemReason
{
  CtResource parent_instance;

  char *detail;
  char *pointer;
};

#define CT_TYPE_PROBLEM (ct_problem_get_type ())
G_DECLARE_FINAL_TYPE (CtProblem, ct_problem, CT, PROBLEM, CtResource)

/**
 * CtProblem:
 * @type: which problem; unset is about:blank
 * @title: the problem in words
 * @status: the HTTP status
 * @detail: this occurrence in words
 * @errors: of #CtProblemReason
 *
 * Why the service refused: application/problem+json, RFC 9457.
 */
struct _CtProblem
{
  CtResource parent_instance;

  char *type;
  char *title;
  int status;
  char *detail;
  GListStore *errors;
};

G_END_DECLS
