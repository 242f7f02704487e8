/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/ct-program.h"
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/incidents/ct-attachment-table.h"
#include "service/incidents/ct-incident-changes.h"
#include "service/incidents/ct-incident-table.h"
#include "service/incidents/ct-incidents.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

static CtIncidentDeed
deed_of (CtDatabase *database, CtRequest *request)
{
  return (CtIncidentDeed) { database, request->account_id, request->now, request->address,
                            request->session_id };
}

static CtAnswer *
answer_created (CtIncident *incident)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (incident));

  return ct_answer_new_json (SOUP_STATUS_CREATED, node);
}

CtAnswer *
ct_handle_list_incidents (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &ct_incident_table_page_kind, NULL, error);
}

/* Returns: (nullable): the incident of the request; if there is none, @refusal or @error says why
 */
static CtIncident *
get_incident (CtDatabase *database, CtRequest *request, CtAnswer **refusal, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CtIncident *incident
      = ct_incident_table_get (database, request->account_id, request->id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (incident == NULL)
    *refusal = ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such incident.");
  return incident;
}

CtAnswer *
ct_handle_get_incident (CtDatabase *database, CtRequest *request, GError **error)
{
  CtAnswer *refusal = NULL;
  g_autoptr (CtIncident) incident = get_incident (database, request, &refusal, error);

  return incident != NULL ? ct_answer_new_resource (CT_RESOURCE (incident)) : refusal;
}

/* Returns: (transfer full) (nullable): without space around it; an empty one is missing */
static char *
read_text (CtForm *form, const char *name, glong max_length)
{
  g_autofree char *text = g_strdup (ct_form_get_string (form, name, CT_FORM_REQUIRED, max_length));

  if (text == NULL)
    return NULL;

  g_strstrip (text);
  if (*text == '\0')
    ct_form_add_reason (form, name, "It is missing.");
  return g_steal_pointer (&text);
}

static char *
read_line (CtForm *form, const char *name, glong max_length)
{
  char *line = read_text (form, name, max_length);

  for (const char *p = line; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        {
          ct_form_add_reason (form, name, "It is to be one line.");
          break;
        }
    }
  return line;
}

static void
read_attachments (CtDatabase *database,
                  CtRequest *request,
                  CtForm *form,
                  CtIncidentMessage *message,
                  GError **error)
{
  g_auto (GStrv) ids
      = ct_form_has (form, "attachment_ids")
            ? ct_form_get_strings (form, "attachment_ids", CT_INCIDENTS_MAX_ATTACHMENTS, 64)
            : NULL;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("attachment_ids/%u", i);
      g_autoptr (GError) failure = NULL;
      g_autoptr (CtAttachment) attachment
          = ct_attachment_table_get_loose (database, request->account_id, ids[i], &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return;
        }
      if (attachment == NULL || g_strv_contains ((const char *const *) ids + i + 1, ids[i]))
        ct_form_add_reason (form, place, "This file is not there any more. Attach it again.");
      else
        ct_resource_append (CT_RESOURCE (message), "attachments", CT_RESOURCE (attachment));
    }
}

static CtIncidentMessage *
read_message (CtDatabase *database, CtRequest *request, CtForm *form, GError **error)
{
  CtIncidentDeed deed = deed_of (database, request);
  g_autofree char *text = read_text (form, "text", CT_INCIDENTS_MAX_TEXT);
  g_autoptr (CtIncidentMessage) message
      = ct_incidents_new_message (&deed, CT_SPEAKER_CANDIDATE, NULL, text);
  g_autoptr (GError) failure = NULL;

  read_attachments (database, request, form, message, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&message);
}

static CtTopic *
find_topic (CtProgram *program, const char *id)
{
  GListModel *topics = program != NULL ? (GListModel *) program->topics : NULL;

  for (guint i = 0; topics != NULL && i < g_list_model_get_n_items (topics); i++)
    {
      g_autoptr (CtTopic) topic = g_list_model_get_item (topics, i);

      if (g_strcmp0 (ct_resource_get_id (CT_RESOURCE (topic)), id) == 0)
        return g_steal_pointer (&topic);
    }
  return NULL;
}

/* Reads what is to be changed, as the topic demands it. */
static void
read_change (CtRequest *request,
             CtForm *form,
             CtAccount *account,
             CtTopic *topic,
             CtIncident *incident)
{
  gboolean is_name = topic->form == CT_TOPIC_FORM_NAME;
  g_autoptr (CtChangeRequest) change = g_object_new (CT_TYPE_CHANGE_REQUEST, NULL);
  static const char *const names[] = { "name", "given_name", "family_name", "company" };
  gboolean complete = TRUE;

  for (guint i = is_name ? 0 : 3; i < (is_name ? 3 : G_N_ELEMENTS (names)); i++)
    {
      g_autofree char *line = read_line (form, names[i], CT_INCIDENT_CHANGES_MAX_NAME);

      complete = complete && line != NULL && *line != '\0';
      g_object_set (change, names[i], line, NULL);
    }
  g_object_set (incident, "change", change, NULL);
  if (!complete)
    return;

  g_autoptr (GPtrArray) reasons = ct_incident_changes_check (account, change);
  for (guint i = 0; i < reasons->len; i++)
    {
      CtProblemReason *reason = reasons->pdata[i];
      ct_form_add_reason (form, reason->pointer + strlen ("#/"), reason->detail);
    }
}

/* What the account may not do now. */
static void
check_others (CtDatabase *database,
              CtRequest *request,
              CtForm *form,
              CtTopic *topic,
              GError **error)
{
  int n_recent = 0;
  int open = 0;

  if (!ct_incident_table_count_recent (database, request->account_id, request->now, &n_recent,
                                       error)
      || !ct_incident_table_find_open (database, request->account_id,
                                       ct_resource_get_id (CT_RESOURCE (topic)), &open, error))
    return;

  if (n_recent >= CT_INCIDENTS_MAX_A_DAY)
    ct_form_add_reason (form, NULL, "You opened many incidents today. Go on tomorrow.");
  if (open > 0)
    {
      g_autofree char *detail = g_strdup_printf (
          "Incident %d asks for such a change already. Write there, or close it first.", open);
      ct_form_add_reason (form, "topic_id", detail);
    }
}

static CtIncident *
read_incident (CtDatabase *database, CtRequest *request, CtForm *form, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (CtIncident) incident = g_object_new (CT_TYPE_INCIDENT, "id", id, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);
  g_autoptr (CtAccount) account
      = failure == NULL ? ct_candidate_table_get_account (database, request->account_id, &failure)
                        : NULL;
  g_autoptr (CtIncidentMessage) message
      = failure == NULL ? read_message (database, request, form, &failure) : NULL;

  if (failure == NULL)
    {
      const char *topic_id = ct_form_get_string (form, "topic_id", CT_FORM_REQUIRED, 64);
      g_autoptr (CtTopic) topic = find_topic (program, topic_id);

      ct_resource_append (CT_RESOURCE (incident), "messages", CT_RESOURCE (message));
      if (topic != NULL)
        {
          g_autofree char *subject = topic->form == CT_TOPIC_FORM_NONE
                                         ? read_line (form, "subject", CT_INCIDENTS_MAX_SUBJECT)
                                         : g_strdup (topic->title);

          g_object_set (incident, "topic-id", topic_id, "topic", topic->title, "subject", subject,
                        NULL);
          if (topic->form != CT_TOPIC_FORM_NONE)
            read_change (request, form, account, topic, incident);
          check_others (database, request, form, topic, &failure);
        }
      else if (topic_id != NULL)
        ct_form_add_reason (form, "topic_id", "There is no such topic.");
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&incident);
}

CtAnswer *
ct_handle_create_incident (CtDatabase *database, CtRequest *request, GError **error)
{
  CtIncidentDeed deed = deed_of (database, request);
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (CtIncident) incident = read_incident (database, request, form, error);

  if (incident == NULL)
    return NULL;

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  return ct_incidents_open (&deed, incident, error) ? answer_created (incident) : NULL;
}

CtAnswer *
ct_handle_create_incident_message (CtDatabase *database, CtRequest *request, GError **error)
{
  CtIncidentDeed deed = deed_of (database, request);
  CtAnswer *refusal = NULL;
  g_autoptr (CtIncident) incident = get_incident (database, request, &refusal, error);
  g_autoptr (CtForm) form = NULL;
  g_autoptr (CtIncidentMessage) message = NULL;

  if (incident == NULL)
    return refusal;
  if (incident->state == CT_INCIDENT_STATE_CLOSED)
    return ct_answer_new_problem (SOUP_STATUS_CONFLICT, "incident-closed",
                                  "This incident is closed. Reopen it to write on.");

  form = ct_form_new (request);
  message = read_message (database, request, form, error);
  if (message == NULL)
    return NULL;
  if (g_list_model_get_n_items (G_LIST_MODEL (incident->messages)) >= CT_INCIDENTS_MAX_MESSAGES)
    ct_form_add_reason (form, "text", "This incident is full. Open a new one.");
  refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  return ct_incidents_write (&deed, incident, message, error) ? answer_created (incident) : NULL;
}

CtAnswer *
ct_handle_change_incident (CtDatabase *database, CtRequest *request, GError **error)
{
  CtIncidentDeed deed = deed_of (database, request);
  CtAnswer *refusal = NULL;
  g_autoptr (CtIncident) incident = get_incident (database, request, &refusal, error);

  if (incident == NULL)
    return refusal;

  g_autoptr (CtAnswer) current = ct_answer_new_resource (CT_RESOURCE (incident));
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *state = ct_form_get_string (form, "state", CT_FORM_REQUIRED, 20);
  gboolean closes = g_strcmp0 (state, "closed") == 0;

  if (state != NULL && !closes && !g_str_equal (state, "waiting"))
    ct_form_add_reason (form, "state", "It can become “closed” or “waiting”.");
  refusal = ct_form_refuse (form);
  if (refusal == NULL)
    refusal = ct_answer_refuse_stale (current, request);
  if (refusal != NULL)
    return refusal;

  if (closes ? !ct_incidents_close (&deed, incident, error)
             : !ct_incidents_reopen (&deed, incident, error))
    return NULL;
  return ct_answer_new_resource (CT_RESOURCE (incident));
}
