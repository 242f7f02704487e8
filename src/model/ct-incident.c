/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-incident.h"

static const CtField ct_attachment_fields[] = {
  CT_FIELD (CtAttachment, name, "name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAttachment, content_type, "content-type", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAttachment, size, "size", INTEGER, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtAttachment, ct_attachment)

static const CtField ct_incident_message_fields[] = {
  CT_FIELD_OF (CtIncidentMessage, speaker, "speaker", ENUM, CT_FIELD_REQUIRED, ct_speaker_get_type),
  CT_FIELD (CtIncidentMessage, author, "author", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtIncidentMessage, text, "text", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtIncidentMessage, at, "at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtIncidentMessage,
               attachments,
               "attachments",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_attachment_get_type),
};

CT_DEFINE_RESOURCE (CtIncidentMessage, ct_incident_message)

static const CtField ct_change_request_fields[] = {
  CT_FIELD (CtChangeRequest, name, "name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtChangeRequest, given_name, "given-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtChangeRequest, family_name, "family-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtChangeRequest, company, "company", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtChangeRequest,
               decision,
               "decision",
               ENUM,
               CT_FIELD_OPTIONAL,
               ct_decision_get_type),
  CT_FIELD (CtChangeRequest, old_name, "old-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtChangeRequest, old_given_name, "old-given-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtChangeRequest, old_family_name, "old-family-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtChangeRequest, old_company, "old-company", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtChangeRequest, ct_change_request)

static const CtField ct_incident_fields[] = {
  CT_FIELD (CtIncident, number, "number", INTEGER, CT_FIELD_REQUIRED),
  CT_FIELD (CtIncident, topic_id, "topic-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtIncident, topic, "topic", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtIncident, subject, "subject", STRING, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtIncident, state, "state", ENUM, CT_FIELD_REQUIRED, ct_incident_state_get_type),
  CT_FIELD (CtIncident, created_at, "created-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtIncident, changed_at, "changed-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD_OF (CtIncident, change, "change", OBJECT, CT_FIELD_OPTIONAL, ct_change_request_get_type),
  CT_FIELD_OF (CtIncident,
               messages,
               "messages",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_incident_message_get_type),
};

CT_DEFINE_RESOURCE (CtIncident, ct_incident)
