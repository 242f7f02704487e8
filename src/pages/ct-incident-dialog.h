/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_INCIDENT_DIALOG (ct_incident_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentDialog, ct_incident_dialog, CT, INCIDENT_DIALOG, AdwDialog)

/**
 * ct_incident_dialog_new:
 * @topic_id: (nullable): the topic, if that is known, such as `name-change`
 *
 * A new incident. What is typed is in the draft at once, so closing loses nothing; a draft of a
 * given topic is apart from that of others. When it is sent, win.show opens the incident.
 */
AdwDialog *ct_incident_dialog_new (CtClient *client, const char *topic_id);

G_END_DECLS
