/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"

G_BEGIN_DECLS

/**
 * ct_reply_write:
 * @message: a request that has no answer yet
 *
 * Makes @answer what is sent.
 */
void ct_reply_write (SoupServerMessage *message, CtAnswer *answer);

/**
 * ct_reply_explain_refusals:
 *
 * From now on what libsoup itself refuses, of which it says only the status, is a problem with
 * words as well.
 */
void ct_reply_explain_refusals (SoupServer *server);

G_END_DECLS
