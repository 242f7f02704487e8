/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-incident-draft.h"
#include "client/ct-session.h"

G_BEGIN_DECLS

#define CT_TYPE_INCIDENT_DRAFTS (ct_incident_drafts_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentDrafts, ct_incident_drafts, CT, INCIDENT_DRAFTS, GObject)

/**
 * CtIncidentDrafts:
 *
 * What the candidate began to write and has not sent, in memory and in a file that only the user
 * can read. It survives that the application or the session ends; signing out removes it.
 */
CtIncidentDrafts *ct_incident_drafts_new (CtSession *session);

/**
 * ct_incident_drafts_get:
 * @id: of an incident, or a name for one that is new
 *
 * Returns: (transfer none): its draft, which is filled in when the file has been read; it is
 *   written by itself when it changes
 */
CtIncidentDraft *ct_incident_drafts_get (CtIncidentDrafts *self, const char *id);

/* Writes now what has changed. Blocks for a moment. */
void ct_incident_drafts_flush (CtIncidentDrafts *self);

G_END_DECLS
