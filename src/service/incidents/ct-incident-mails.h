/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/incidents/ct-incidents.h"

G_BEGIN_DECLS

/* Tells the candidate of an answer. */
gboolean ct_incident_mails_tell_candidate (const CtIncidentDeed *deed,
                                           CtIncident *incident,
                                           CtIncidentMessage *message,
                                           GError **error);

/**
 * ct_incident_mails_tell_team:
 * @message: (nullable): what the candidate wrote; %NULL if the incident was reopened
 *
 * Tells the team that is there for this candidate: the partner program's for employees of
 * partner companies.
 */
gboolean ct_incident_mails_tell_team (const CtIncidentDeed *deed,
                                      CtIncident *incident,
                                      CtIncidentMessage *message,
                                      GError **error);

G_END_DECLS
