/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-attempt.h"
#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_ATTEMPT_PAGE (ct_attempt_page_get_type ())
G_DECLARE_FINAL_TYPE (CtAttemptPage, ct_attempt_page, CT, ATTEMPT_PAGE, CtPage)

/**
 * CtAttemptPage:
 *
 * The score report of one attempt: the score against the passing score, the sections, the
 * details, and what it means.
 *
 * Properties: `attempt` (#CtAttempt, construct-only).
 */
AdwNavigationPage *ct_attempt_page_new (CtClient *client, CtAttempt *attempt);

G_END_DECLS
