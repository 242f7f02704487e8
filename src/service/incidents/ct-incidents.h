/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-incident.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

#define CT_INCIDENTS_MAX_SUBJECT 120
#define CT_INCIDENTS_MAX_TEXT 10000
#define CT_INCIDENTS_MAX_ATTACHMENTS 5
#define CT_INCIDENTS_MAX_MESSAGES 200

/* How many incidents an account may open within a day. */
#define CT_INCIDENTS_MAX_A_DAY 20

/**
 * CtIncidentDeed:
 * @database: inside of a transaction
 * @account_id: whose incident it is
 * @now: the present instant
 * @address: (nullable): where it came from
 * @session_id: (nullable): the session that it came from; %NULL for the staff
 *
 * Who does something to an incident, and when.
 */
typedef struct
{
  CtDatabase *database;
  const char *account_id;
  GDateTime *now;
  const char *address;
  const char *session_id;
} CtIncidentDeed;

/* Each of these stores what has become of the incident, with its attachments, the mail to the
 * other side, and the entry in the history of the account. */

/**
 * ct_incidents_open:
 * @incident: valid, with one message and without a number
 *
 * Opens it and gives it its number.
 */
gboolean ct_incidents_open (const CtIncidentDeed *deed, CtIncident *incident, GError **error);

/* The candidate writes on in an open incident. */
gboolean ct_incidents_write (const CtIncidentDeed *deed,
                             CtIncident *incident,
                             CtIncidentMessage *message,
                             GError **error);

/* The staff answers in any incident; one that was closed is not closed any more. */
gboolean ct_incidents_answer (const CtIncidentDeed *deed,
                              CtIncident *incident,
                              CtIncidentMessage *message,
                              GError **error);

/* Either side closes or reopens it. */
gboolean ct_incidents_close (const CtIncidentDeed *deed, CtIncident *incident, GError **error);
gboolean ct_incidents_reopen (const CtIncidentDeed *deed, CtIncident *incident, GError **error);

/* Returns: (transfer full): a message of this moment, without attachments */
CtIncidentMessage *ct_incidents_new_message (const CtIncidentDeed *deed,
                                             CtSpeaker speaker,
                                             const char *author,
                                             const char *text);

G_END_DECLS
