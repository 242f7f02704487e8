/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-incident.h"
#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_INCIDENT_PAGE (ct_incident_page_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentPage, ct_incident_page, CT, INCIDENT_PAGE, CtPage)

/**
 * CtIncidentPage:
 *
 * An incident: what was said, and where to write on, close it or reopen it. While it is on screen
 * it looks for answers by itself.
 */
AdwNavigationPage *ct_incident_page_new (CtClient *client, CtIncident *incident);

G_END_DECLS
