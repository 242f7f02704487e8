/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_ATTACHMENT (ct_attachment_get_type ())
G_DECLARE_FINAL_TYPE (CtAttachment, ct_attachment, CT, ATTACHMENT, CtResource)

/**
 * CtAttachment:
 * @name: of the file, without a folder
 * @content_type: what its content is, as the service found it to be
 * @size: in bytes
 *
 * A file that came with a message; its content is asked for by its id.
 */
struct _CtAttachment
{
  CtResource parent_instance;

  char *name;
  char *content_type;
  int size;
};

#define CT_TYPE_INCIDENT_MESSAGE (ct_incident_message_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentMessage, ct_incident_message, CT, INCIDENT_MESSAGE, CtResource)

/**
 * CtIncidentMessage:
 * @speaker: which side wrote it
 * @author: who of the team wrote it
 * @text: as it was written
 * @at: when
 * @attachments: of #CtAttachment
 */
struct _CtIncidentMessage
{
  CtResource parent_instance;

  CtSpeaker speaker;
  char *author;
  char *text;
  GDateTime *at;
  GListStore *attachments;
};

#define CT_TYPE_CHANGE_REQUEST (ct_change_request_get_type ())
G_DECLARE_FINAL_TYPE (CtChangeRequest, ct_change_request, CT, CHANGE_REQUEST, CtResource)

/**
 * CtChangeRequest:
 * @name: the full name as it is to be printed on certificates
 * @given_name: as on the identification
 * @family_name: as on the identification
 * @company: the employer
 * @decision: what the team said
 * @old_name: once it was decided: what it was until then
 * @old_given_name: the same
 * @old_family_name: the same
 * @old_company: the same
 *
 * What of the account is to become what. Either the three names are set, or the company.
 */
struct _CtChangeRequest
{
  CtResource parent_instance;

  char *name;
  char *given_name;
  char *family_name;
  char *company;
  CtDecision decision;
  char *old_name;
  char *old_given_name;
  char *old_family_name;
  char *old_company;
};

#define CT_TYPE_INCIDENT (ct_incident_get_type ())
G_DECLARE_FINAL_TYPE (CtIncident, ct_incident, CT, INCIDENT, CtResource)

/**
 * CtIncident:
 * @number: what both sides call it
 * @topic_id: the #CtTopic
 * @topic: its title when the incident was opened
 * @subject: one line
 * @state: who is to do something next
 * @created_at: when it was opened
 * @changed_at: when something was last written or done
 * @change: (nullable): what is to be changed, if it asks for that
 * @messages: of #CtIncidentMessage, the oldest first
 *
 * Something that a candidate asks of the Program Support Team.
 */
struct _CtIncident
{
  CtResource parent_instance;

  int number;
  char *topic_id;
  char *topic;
  char *subject;
  CtIncidentState state;
  GDateTime *created_at;
  GDateTime *changed_at;
  CtChangeRequest *change;
  GListStore *messages;
};

G_END_DECLS
