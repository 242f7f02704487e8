/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-program.h"
#include "service/incidents/ct-incidents.h"

G_BEGIN_DECLS

/* How long a name for certificates, or a company, may be, in characters. */
#define CT_INCIDENT_CHANGES_MAX_NAME 100

/**
 * ct_incident_changes_check:
 * @account: as it is
 * @change: what it is to become
 *
 * Returns: (transfer full) (element-type CtProblemReason): what speaks against it: Pearson VUE's
 *   limits for the names, or that nothing would change
 */
GPtrArray *ct_incident_changes_check (CtAccount *account, CtChangeRequest *change);

/**
 * ct_incident_changes_accept:
 * @incident: with a change that waits for its decision
 * @message: what to tell the candidate
 *
 * Makes the change in the account, from where the next export takes it to Pearson VUE, and a new
 * name in the credentials, too; tells the candidate and closes the incident.
 */
gboolean ct_incident_changes_accept (const CtIncidentDeed *deed,
                                     CtIncident *incident,
                                     CtIncidentMessage *message,
                                     GError **error);

/* Says no, with @message; the incident stays open. */
gboolean ct_incident_changes_refuse (const CtIncidentDeed *deed,
                                     CtIncident *incident,
                                     CtIncidentMessage *message,
                                     GError **error);

G_END_DECLS
