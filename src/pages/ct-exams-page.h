/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_EXAMS_PAGE (ct_exams_page_get_type ())
G_DECLARE_FINAL_TYPE (CtExamsPage, ct_exams_page, CT, EXAMS_PAGE, CtPage)

/**
 * CtExamsPage:
 *
 * Finds exams, by words or by what they count towards, and shows where the candidate stands with
 * each: registered, open, or why not. Its items are the codes of exams.
 */
CtExamsPage *ct_exams_page_new (CtClient *client);

G_END_DECLS
