/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-incident.h"

G_BEGIN_DECLS

/* What the staff reads on a terminal. What candidates wrote is shown with its control characters
 * taken out, so that it cannot steer the terminal. */

/* Returns: (transfer full): one line */
char *ct_incident_report_line (CtIncident *incident, CtAccount *account);

/* Returns: (transfer full): all of it */
char *ct_incident_report_text (CtIncident *incident, CtAccount *account);

G_END_DECLS
