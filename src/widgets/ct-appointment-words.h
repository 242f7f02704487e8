/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ct-appointment.h"

G_BEGIN_DECLS

/**
 * ct_appointment_words_time:
 * @zone: (nullable): an IANA name; %NULL or an unknown one is the computer's own
 *
 * Returns: (transfer full): "Wednesday, 25 November 2026, 11:30"
 */
char *ct_appointment_words_time (GDateTime *time, const char *zone);

/**
 * ct_appointment_words_zone:
 *
 * Returns: (transfer full): how a time zone is called at that time: "Dublin, UTC+00:00"
 */
char *ct_appointment_words_zone (GDateTime *time, const char *zone);

/* Whether clocks in the two zones show the same at that time. */
gboolean ct_appointment_words_same_clock (GDateTime *time, const char *zone, const char *other);

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
