/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"
#include "model/ct-eligibility.h"

G_BEGIN_DECLS

/* Registering for exams, which are taken at Pearson VUE. Where a candidate stands with each is in
 * the client's `eligibility`, which is asked for anew after each of these. */

/**
 * ct_registering_authorize_async:
 * @standing: the exam, and where the candidate stands with it
 *
 * Registers for an exam. To do that again after a lost answer does nothing twice.
 *
 * It fails with %CT_ERROR_NOT_ALLOWED if something has come in the way meanwhile: @standing then
 * says what, in a moment.
 */
void ct_registering_authorize_async (CtClient *client,
                                     CtEligibility *standing,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ct_registering_authorize_finish (CtClient *client, GAsyncResult *result, GError **error);

/**
 * ct_registering_withdraw_async:
 * @authorization_id: a registration without an appointment
 *
 * Takes a registration back. It fails with %CT_ERROR_CONFLICT if there is an appointment.
 */
void ct_registering_withdraw_async (CtClient *client,
                                    const char *authorization_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean ct_registering_withdraw_finish (CtClient *client, GAsyncResult *result, GError **error);

/**
 * ct_registering_hand_over_async:
 * @authorization_id: a registration that Pearson VUE has accepted
 *
 * Asks for a page that takes a browser to Pearson VUE, where appointments are made and changed.
 * It fails with %CT_ERROR_NOT_ALLOWED if Pearson VUE has not confirmed the registration.
 */
void ct_registering_hand_over_async (CtClient *client,
                                     const char *authorization_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* Returns: (transfer full): the page's http or https URI, which is good once and for minutes */
char *ct_registering_hand_over_finish (CtClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
