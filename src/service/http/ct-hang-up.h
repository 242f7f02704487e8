/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"

G_BEGIN_DECLS

/**
 * ct_hang_up:
 * @message: whose request is not read to its end
 * @answer: (transfer full): the last thing that is said
 *
 * Takes the connection away from the server, sends @answer, and closes it. What still comes
 * in is thrown away for a moment first: a connection that is closed over unread bytes is
 * reset, and the client would not see the answer.
 */
void ct_hang_up (SoupServerMessage *message, CtAnswer *answer);

G_END_DECLS
