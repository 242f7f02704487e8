/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ct-appointment.h"

G_BEGIN_DECLS

/**
 * ct_appointment_words_when:
 *
 * Returns: (transfer full): when it begins, in one line: by the clock at the test center, whose
 *   time zone is named where the computer's clock shows another time; online by the computer's
 */
char *ct_appointment_words_when (CtAppointment *appointment);

/* Returns: (transfer full): "Wednesday, 25 November 2026 at 11:30", by the clock at the test center
 * or, online, by the computer's. */
char *ct_appointment_words_time (CtAppointment *appointment);

/* Returns: (transfer full): how the time zone of that clock is called: "Dublin, UTC+00:00". */
char *ct_appointment_words_zone (CtAppointment *appointment);

/* The same by the computer's clock. */
char *ct_appointment_words_time_here (CtAppointment *appointment);
char *ct_appointment_words_zone_here (CtAppointment *appointment);

/* Whether the computer's clock shows another time than that at the test center. */
gboolean ct_appointment_words_is_elsewhere (CtAppointment *appointment);

/* Returns: (transfer full): the test center's name, or that it is online. */
char *ct_appointment_words_place (CtAppointment *appointment);

/**
 * ct_appointment_words_bring:
 * @name: (nullable): as registered at Pearson VUE
 *
 * Returns: (transfer full): what to bring, a line for each
 */
char *ct_appointment_words_bring (CtAppointmentMode mode, const char *name);

G_END_DECLS
