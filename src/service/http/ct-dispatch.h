/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"
#include "service/sessions/ct-sign-in.h"

G_BEGIN_DECLS

/**
 * ct_dispatch_async:
 * @request: stays as it is until the end
 *
 * Finds the answer to a request: looks who asks, and lets the handler of the operation
 * answer, both in one transaction.
 */
void ct_dispatch_async (CtStore *store,
                        CtSignIn *sign_in,
                        CtRequest *request,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

/**
 * ct_dispatch_finish:
 *
 * Returns: (transfer full): the answer; a failure of the service is one as well
 */
CtAnswer *ct_dispatch_finish (CtStore *store, GAsyncResult *result);

G_END_DECLS
