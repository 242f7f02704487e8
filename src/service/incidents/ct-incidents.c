/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-incidents.h"

#include "service/incidents/ct-attachment-table.h"
#include "service/incidents/ct-incident-mails.h"
#include "service/incidents/ct-incident-table.h"
#include "service/store/ct-event-table.h"

CtIncidentMessage *
ct_incidents_new_message (const CtIncidentDeed *deed,
                          CtSpeaker speaker,
                          const char *author,
                          const char *text)
{
  g_autofree char *id = g_uuid_string_random ();

  return g_object_new (CT_TYPE_INCIDENT_MESSAGE, "id", id, "speaker", speaker, "author", author,
                       "text", text, "at", deed->now, NULL);
}

static gboolean
note (const CtIncidentDeed *deed, CtIncident *incident, CtEventKind kind, GError **error)
{
  return ct_event_table_note (deed->database, deed->account_id, kind, incident->subject, deed->now,
                              deed->address, deed->session_id, error);
}

static gboolean
tie_attachments (const CtIncidentDeed *deed,
                 CtIncident *incident,
                 CtIncidentMessage *message,
                 GError **error)
{
  GListModel *attachments = G_LIST_MODEL (message->attachments);

  for (guint i = 0; attachments != NULL && i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (CtResource) attachment = g_list_model_get_item (attachments, i);

      if (!ct_attachment_table_tie (deed->database, ct_resource_get_id (attachment),
                                    ct_resource_get_id (CT_RESOURCE (incident)), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put (const CtIncidentDeed *deed, CtIncident *incident, CtIncidentState state, GError **error)
{
  g_object_set (incident, "state", state, "changed-at", deed->now, NULL);
  return ct_incident_table_put (deed->database, deed->account_id, incident, error);
}

gboolean
ct_incidents_open (const CtIncidentDeed *deed, CtIncident *incident, GError **error)
{
  int number = ct_incident_table_next_number (deed->database, error);
  g_autoptr (CtIncidentMessage) message
      = g_list_model_get_item (G_LIST_MODEL (incident->messages), 0);

  if (number == 0)
    return FALSE;

  g_object_set (incident, "number", number, "created-at", deed->now, NULL);
  return put (deed, incident, CT_INCIDENT_STATE_WAITING, error)
         && tie_attachments (deed, incident, message, error)
         && note (deed, incident, CT_EVENT_KIND_INCIDENT_OPENED, error)
         && ct_incident_mails_tell_team (deed, incident, message, error);
}

gboolean
ct_incidents_write (const CtIncidentDeed *deed,
                    CtIncident *incident,
                    CtIncidentMessage *message,
                    GError **error)
{
  g_return_val_if_fail (incident->state != CT_INCIDENT_STATE_CLOSED, FALSE);

  ct_resource_append (CT_RESOURCE (incident), "messages", CT_RESOURCE (message));
  return put (deed, incident, CT_INCIDENT_STATE_WAITING, error)
         && tie_attachments (deed, incident, message, error)
         && ct_incident_mails_tell_team (deed, incident, message, error);
}

gboolean
ct_incidents_answer (const CtIncidentDeed *deed,
                     CtIncident *incident,
                     CtIncidentMessage *message,
                     GError **error)
{
  ct_resource_append (CT_RESOURCE (incident), "messages", CT_RESOURCE (message));
  return put (deed, incident, CT_INCIDENT_STATE_ANSWERED, error)
         && tie_attachments (deed, incident, message, error)
         && note (deed, incident, CT_EVENT_KIND_INCIDENT_ANSWERED, error)
         && ct_incident_mails_tell_candidate (deed, incident, message, error);
}

gboolean
ct_incidents_close (const CtIncidentDeed *deed, CtIncident *incident, GError **error)
{
  if (incident->state == CT_INCIDENT_STATE_CLOSED)
    return TRUE;

  return put (deed, incident, CT_INCIDENT_STATE_CLOSED, error)
         && note (deed, incident, CT_EVENT_KIND_INCIDENT_CLOSED, error);
}

gboolean
ct_incidents_reopen (const CtIncidentDeed *deed, CtIncident *incident, GError **error)
{
  if (incident->state != CT_INCIDENT_STATE_CLOSED)
    return TRUE;

  return put (deed, incident, CT_INCIDENT_STATE_WAITING, error)
         && note (deed, incident, CT_EVENT_KIND_INCIDENT_REOPENED, error)
         && (deed->session_id == NULL || ct_incident_mails_tell_team (deed, incident, NULL, error));
}
