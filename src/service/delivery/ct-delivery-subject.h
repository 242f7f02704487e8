/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-appointment.h"
#include "model/ct-attempt.h"
#include "model/ct-authorization.h"
#include "service/delivery/ct-delivery-results.h"

G_BEGIN_DECLS

/**
 * CtDeliverySubject:
 * @account: the candidate
 * @account_id: the id of the same
 * @authorization: (nullable): what it was registered with
 * @appointment: (nullable): the last appointment made with that
 * @attempt: (nullable): what is known of the try already
 *
 * Whom and what something that Pearson VUE told is about.
 */
typedef struct
{
  CtAccount *account;
  const char *account_id;
  CtAuthorization *authorization;
  CtAppointment *appointment;
  CtAttempt *attempt;
} CtDeliverySubject;

/**
 * ct_delivery_subject_find:
 * @candidate_id: (nullable): the candidate id that we sent
 * @authorization_id: (nullable): the id of the authorization
 * @registration_id: (nullable): Pearson VUE's number of the registration
 * @exam_code: (nullable): the exam series code
 * @refusal: (out) (transfer full): why it cannot be told, or that it contradicts itself
 *
 * Returns: %FALSE with @error set if the database fails
 */
gboolean ct_delivery_subject_find (CtDeliverySubject *self,
                                   CtDatabase *database,
                                   const char *candidate_id,
                                   const char *authorization_id,
                                   const char *registration_id,
                                   const char *exam_code,
                                   char **refusal,
                                   GError **error);
void ct_delivery_subject_clear (CtDeliverySubject *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtDeliverySubject, ct_delivery_subject_clear)

G_END_DECLS
