/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-incident-report.h"

static const char *
nick (GType type, int value)
{
  GEnumClass *klass = g_type_class_get (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static void
append_safe (GString *out, const char *text, const char *indent)
{
  g_string_append (out, indent);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append_printf (out, "\n%s", indent);
      else if (c == '\t')
        g_string_append_c (out, ' ');
      else if (!g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (out, c);
    }
}

static char *
format_time (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%d %H:%M UTC");
}

char *
ct_incident_report_line (CtIncident *incident, CtAccount *account)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *changed = format_time (incident->changed_at);

  g_string_append_printf (out, "%5d  %-8s  %s  ", incident->number,
                          nick (CT_TYPE_INCIDENT_STATE, incident->state), changed);
  append_safe (out, account->name, "");
  if (account->company != NULL)
    append_safe (out, account->company, ", ");
  append_safe (out, incident->topic, "  ");
  append_safe (out, incident->subject, ": ");
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* @before: (nullable): where it is not known */
static void
append_wish (GString *out, const char *what, const char *before, const char *wanted)
{
  if (wanted == NULL)
    return;

  append_safe (out, what, "  ");
  if (before != NULL)
    append_safe (out, before, ": ");
  append_safe (out, wanted, before != NULL ? " → " : ": ");
  g_string_append_c (out, '\n');
}

/* Of what was decided long ago it was not kept what it had been. */
static const char *
get_before (CtChangeRequest *change, const char *now, const char *old)
{
  if (change->decision != CT_DECISION_WAITING)
    return old;
  return now != NULL ? now : "(nothing)";
}

static void
append_change (GString *out, CtChangeRequest *change, CtAccount *account)
{
  g_string_append_printf (out, "\nAsks for a change (%s):\n",
                          nick (CT_TYPE_DECISION, change->decision));
  append_wish (out, "Name", get_before (change, account->name, change->old_name), change->name);
  append_wish (out, "Given name", get_before (change, account->given_name, change->old_given_name),
               change->given_name);
  append_wish (out, "Family name",
               get_before (change, account->family_name, change->old_family_name),
               change->family_name);
  append_wish (out, "Company", get_before (change, account->company, change->old_company),
               change->company);
}

static void
append_message (GString *out, CtIncidentMessage *message)
{
  g_autofree char *at = format_time (message->at);
  GListModel *attachments = (GListModel *) message->attachments;

  g_string_append_printf (out, "\n%s, %s", at,
                          message->speaker == CT_SPEAKER_STAFF ? "staff" : "candidate");
  if (message->author != NULL)
    append_safe (out, message->author, ", ");
  g_string_append (out, ":\n");
  append_safe (out, message->text, "  ");
  g_string_append_c (out, '\n');

  for (guint i = 0; attachments != NULL && i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (CtAttachment) attachment = g_list_model_get_item (attachments, i);
      g_autofree char *size = g_format_size (attachment->size);

      g_string_append_printf (out, "  Attachment %s (%s, %s): ",
                              ct_resource_get_id (CT_RESOURCE (attachment)),
                              attachment->content_type, size);
      append_safe (out, attachment->name, "");
      g_string_append_c (out, '\n');
    }
}

char *
ct_incident_report_text (CtIncident *incident, CtAccount *account)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GListModel *messages = (GListModel *) incident->messages;

  g_string_append_printf (out, "Incident %d, %s\n", incident->number,
                          nick (CT_TYPE_INCIDENT_STATE, incident->state));
  append_safe (out, incident->topic, "Topic: ");
  append_safe (out, incident->subject, "\nSubject: ");
  append_safe (out, account->name, "\nFrom: ");
  append_safe (out, account->candidate_id, ", ");
  append_safe (out, account->email, ", ");
  g_string_append_printf (out, "%s\n", account->is_partner ? ", partner employee" : "");
  if (incident->change != NULL)
    append_change (out, incident->change, account);

  for (guint i = 0; messages != NULL && i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (CtIncidentMessage) message = g_list_model_get_item (messages, i);
      append_message (out, message);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}
