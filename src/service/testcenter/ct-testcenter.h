/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-appointment.h"
#include "service/delivery/ct-delivery-events.h"
#include "service/delivery/ct-vue-confirmation.h"
#include "service/delivery/ct-vue-settings.h"

G_BEGIN_DECLS

/* Stands in for Pearson VUE in the demo. It has nothing of its own: it takes the same files and
 * the same form, and answers with the same files and events. */

/**
 * ct_testcenter_answer:
 * @kind: what is answered
 * @bytes: a CDD or an EAD file
 *
 * Returns: (transfer full): the VCDC or the EAC file, or %NULL with %CT_VUE_ERROR
 */
GBytes *ct_testcenter_answer (CtVueConfirmationKind kind, GBytes *bytes, GError **error);

/**
 * ct_testcenter_exchange:
 *
 * Exports what is due, and takes the answers.
 */
gboolean
ct_testcenter_exchange (CtDatabase *database, CtCatalog *catalog, GDateTime *now, GError **error);

/**
 * ct_testcenter_enter:
 * @fields: of the form by which a candidate is handed over
 *
 * Returns: (transfer full) (nullable): a secret that is good for the session, or %NULL if the
 *   form was not signed by us, or too long ago
 */
char *ct_testcenter_enter (CtVueSettings *settings, GHashTable *fields, GDateTime *now);

/* Returns: (transfer full) (nullable): whose session it is; %NULL if it is none or is over */
char *ct_testcenter_check (CtVueSettings *settings, const char *session, GDateTime *now);

/* A number of Pearson VUE's own. */
char *ct_testcenter_make_number (void);

/**
 * ct_testcenter_make_appointment_event:
 * @seat: (nullable): where and when; %NULL if it is called off
 *
 * Returns: (transfer full): what Pearson VUE would post
 */
GBytes *ct_testcenter_make_appointment_event (const char *candidate_id,
                                              const char *authorization_id,
                                              const char *registration_id,
                                              const CtVueSeat *seat);

/**
 * ct_testcenter_make_result_event:
 * @exam: what was taken
 * @result: passed, failed or no-show
 *
 * Returns: (transfer full): what Pearson VUE would post, with scores that fit
 */
GBytes *ct_testcenter_make_result_event (const char *candidate_id,
                                         const char *authorization_id,
                                         const char *registration_id,
                                         CtExam *exam,
                                         CtResult result,
                                         GDateTime *now);

G_END_DECLS
