/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-eligibility.h"
#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_EXAM_PAGE (ct_exam_page_get_type ())
G_DECLARE_FINAL_TYPE (CtExamPage, ct_exam_page, CT, EXAM_PAGE, CtPage)

/**
 * CtExamPage:
 *
 * One exam: where the candidate stands with it, what is in the way, and how to go on, from
 * registering to the appointment.
 *
 * Properties: `standing` (#CtEligibility, construct-only), `exam` (#CtExam, nullable, read-only).
 */
AdwNavigationPage *ct_exam_page_new (CtClient *client, CtEligibility *standing);

G_END_DECLS
