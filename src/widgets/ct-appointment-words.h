/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ct-appointment.h"

G_BEGIN_DECLS

/**
 * ct_appointment_words_when:
 *
 * At a test center it is by the clock there; the time zone is named if the computer's clock shows
 * another time. Online it is by the computer's clock. At a test center whose time zone Pearson VUE
 * did not tell it is by the computer's clock as well, whose time zone is named then.
 *
 * Returns: (transfer full): when it begins, in one line
 */
char *ct_appointment_words_when (CtAppointment *appointment);

/* Returns: (transfer full): "Wednesday, 25 November 2026 at 11:30", by the clock of _when(). */
char *ct_appointment_words_time (CtAppointment *appointment);

/* Returns: (transfer full): which clock that is: "At the test center: Dublin, UTC+00:00". */
char *ct_appointment_words_clock (CtAppointment *appointment);

/* The same by the computer's clock. */
char *ct_appointment_words_time_here (CtAppointment *appointment);
char *ct_appointment_words_clock_here (CtAppointment *appointment);

/* Whether the computer's clock shows another time than that of _when(). */
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
