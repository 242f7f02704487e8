/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-incident.h"

G_BEGIN_DECLS

#define CT_TYPE_INCIDENT_DRAFT (ct_incident_draft_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentDraft, ct_incident_draft, CT, INCIDENT_DRAFT, CtResource)

/**
 * CtIncidentDraft:
 * @topic_id: for a new incident: the #CtTopic
 * @subject: for a new incident: one line
 * @text: the message
 * @name: for a change of name
 * @given_name: for a change of name
 * @family_name: for a change of name
 * @company: for a change of company
 * @attachments: of #CtAttachment: files that are at the service already; never %NULL
 * @key: the Idempotency-Key of what was sent last
 * @sent: what @key belongs to, as a checksum
 *
 * What a candidate writes to the Program Support Team, as far as it has come. Its id says where
 * it belongs: to an incident, or to a new one. Texts are never %NULL.
 */
struct _CtIncidentDraft
{
  CtResource parent_instance;

  char *topic_id;
  char *subject;
  char *text;
  char *name;
  char *given_name;
  char *family_name;
  char *company;
  GListStore *attachments;
  char *key;
  char *sent;
};

/* Returns: (transfer full): an empty one */
CtIncidentDraft *ct_incident_draft_new (const char *id);

/* Empties it, but for the id. */
void ct_incident_draft_clear (CtIncidentDraft *self);

/* Whether there is nothing in it that somebody would miss. */
gboolean ct_incident_draft_is_empty (CtIncidentDraft *self);

/* Returns: (transfer full): as the service wants it */
GBytes *ct_incident_draft_to_bytes (CtIncidentDraft *self);

/**
 * ct_incident_draft_get_key:
 * @bytes: what is to be sent
 *
 * Returns: (transfer none): the Idempotency-Key, the same one as long as @bytes are the same
 */
const char *ct_incident_draft_get_key (CtIncidentDraft *self, GBytes *bytes);

G_END_DECLS
