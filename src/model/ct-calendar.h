/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-appointment.h"

G_BEGIN_DECLS

/**
 * ct_calendar_from_appointment:
 * @appointment: a seat for an exam
 * @summary: what a calendar calls it
 * @description: (nullable): more about it, such as what to bring
 *
 * Makes a calendar file (RFC 5545) of an appointment. Taken in again after a change it replaces
 * the entry that is there; of one that was cancelled it says so.
 *
 * Returns: (transfer full): the file
 */
char *ct_calendar_from_appointment (CtAppointment *appointment,
                                    const char *summary,
                                    const char *description);

G_END_DECLS
