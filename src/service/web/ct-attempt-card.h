/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-attempt.h"
#include "service/web/ct-html.h"

G_BEGIN_DECLS

/**
 * ct_attempt_card_add:
 *
 * Adds what a third party needs to know of an attempt: what was taken, when, and how it went.
 */
void ct_attempt_card_add (CtHtml *html, CtAttempt *attempt);

G_END_DECLS
