/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-program.h"
#include "model/ct-testing-profile.h"
#include "widgets/ct-step.h"

G_BEGIN_DECLS

/**
 * CtStepsView:
 * @program: (nullable): for the titles of its agreements
 * @profile: (nullable): what Pearson VUE knows of the candidate
 * @eligibility: of #CtEligibility
 * @progress: of #CtProgress
 * @emails: of #CtEmail
 * @now: the moment to say it for
 *
 * What the next steps follow from.
 */
typedef struct
{
  CtProgram *program;
  CtTestingProfile *profile;
  GListModel *eligibility;
  GListModel *progress;
  GListModel *emails;
  GDateTime *now;
} CtStepsView;

/**
 * ct_steps_find:
 *
 * Finds what the candidate is to do next, the most urgent first: what keeps them from registering
 * for exams, then what is due within %CT_PERIOD_LAST_REMINDER days, an address to verify, and the
 * rest by its day. What is under way is none: neither what was registered for, nor what waits for a
 * result.
 *
 * Returns: (transfer full) (element-type CtStep): the steps
 */
GPtrArray *ct_steps_find (const CtStepsView *view);

#define CT_TYPE_STEPS (ct_steps_get_type ())
G_DECLARE_FINAL_TYPE (CtSteps, ct_steps, CT, STEPS, GObject)

/**
 * CtSteps:
 *
 * A GListModel of the #CtStep of a client's account, which follows the client. A step that has not
 * changed keeps its object.
 */
CtSteps *ct_steps_new (CtClient *client);

G_END_DECLS
