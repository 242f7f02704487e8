/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-incident-draft.h"

G_BEGIN_DECLS

#define CT_TYPE_INCIDENT_DRAFTS (ct_incident_drafts_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentDrafts, ct_incident_drafts, CT, INCIDENT_DRAFTS, GObject)

/**
 * CtIncidentDrafts:
 *
 * What the candidate began to write to the Program Support Team and has not sent: a #CtDraft.
 */
CtIncidentDrafts *ct_incident_drafts_new (void);

/**
 * ct_incident_drafts_get:
 * @id: of an incident, or a name for one that is new
 *
 * Returns: (transfer none): its draft, which is filled in when its file has been read
 */
CtIncidentDraft *ct_incident_drafts_get (CtIncidentDrafts *self, const char *id);

G_END_DECLS
