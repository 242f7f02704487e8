/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"
#include "service/sessions/ct-sign-in.h"

G_BEGIN_DECLS

/*
 * Some things are done only for who knows the password, since whoever finds a device that is
 * signed in could do harm with them.
 */

/**
 * ct_confirmation_run_async:
 *
 * Checks the `password` that came with @request, and says in it whether it was the right one.
 */
void ct_confirmation_run_async (CtSignIn *sign_in,
                                CtRequest *request,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * ct_confirmation_run_finish:
 *
 * Returns: (transfer full) (nullable): why not to go on; %NULL to go on, without an error,
 *   also if there is no password: who asks is to be known before that is said
 */
CtAnswer *ct_confirmation_run_finish (CtSignIn *sign_in, GAsyncResult *result, GError **error);

/* Returns: (transfer full): that a password is needed */
CtAnswer *ct_confirmation_demand (CtRequest *request);

G_END_DECLS
