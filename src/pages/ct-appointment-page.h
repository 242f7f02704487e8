/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-eligibility.h"
#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_APPOINTMENT_PAGE (ct_appointment_page_get_type ())
G_DECLARE_FINAL_TYPE (CtAppointmentPage, ct_appointment_page, CT, APPOINTMENT_PAGE, CtPage)

/**
 * CtAppointmentPage:
 *
 * When and where an exam is taken, what to bring, and how to change that.
 *
 * Property: `standing` (#CtEligibility, construct-only): it has the appointment, or had it.
 */
AdwNavigationPage *ct_appointment_page_new (CtClient *client, CtEligibility *standing);

G_END_DECLS
