/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-incident-mails.h"

#include "service/mail/ct-outbox.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

/* An account that is gone, or has an address that no mail can be sent to, gets none. */
static gboolean
send (const CtIncidentDeed *deed, CtMail *mail, GError **error)
{
  return !ct_mail_address_is_valid (mail->recipient)
         || ct_outbox_add (deed->database, mail, deed->now, error);
}

static guint
count_attachments (CtIncidentMessage *message)
{
  return message != NULL && message->attachments != NULL
             ? g_list_model_get_n_items (G_LIST_MODEL (message->attachments))
             : 0;
}

gboolean
ct_incident_mails_tell_candidate (const CtIncidentDeed *deed,
                                  CtIncident *incident,
                                  CtIncidentMessage *message,
                                  GError **error)
{
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (deed->database, deed->account_id, error);

  if (account == NULL)
    return FALSE;

  g_autofree char *subject
      = g_strdup_printf ("Answer to incident %d: %s", incident->number, incident->subject);
  g_autofree char *opening
      = g_strdup_printf ("The Program Support Team has answered incident %d, “%s”:",
                         incident->number, incident->subject);
  g_autoptr (CtMail) mail = ct_mail_new (account->email, account->name, subject);

  ct_mail_add_paragraph (mail, opening);
  ct_mail_add_paragraph (mail, message->text);
  if (count_attachments (message) > 0)
    ct_mail_add_paragraph (mail, "There are files with it, which you find in CertTracker.");
  ct_mail_add_paragraph (mail, "To write back, open CertTracker and choose Support. Mail that is "
                               "sent to this address is not read.");
  return send (deed, mail, error);
}

static const char *
get_team_address (CtProgram *program, CtAccount *account)
{
  return account->is_partner && program->partner_support_email != NULL
             ? program->partner_support_email
             : program->support_email;
}

gboolean
ct_incident_mails_tell_team (const CtIncidentDeed *deed,
                             CtIncident *incident,
                             CtIncidentMessage *message,
                             GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (deed->database, &failure);
  g_autoptr (CtAccount) account
      = failure == NULL
            ? ct_candidate_table_get_account (deed->database, deed->account_id, &failure)
            : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (program == NULL || account == NULL)
    return TRUE;

  g_autofree char *subject
      = g_strdup_printf ("Incident %d: %s", incident->number, incident->subject);
  g_autofree char *who
      = g_strdup_printf ("%s (%s) %s. Topic: %s.", account->name, account->candidate_id,
                         message != NULL ? "wrote" : "reopened the incident", incident->topic);
  g_autofree char *files = g_strdup_printf ("Files: %u.", count_attachments (message));
  g_autoptr (CtMail) mail = ct_mail_new (get_team_address (program, account), NULL, subject);

  ct_mail_add_paragraph (mail, who);
  if (message != NULL)
    ct_mail_add_paragraph (mail, message->text);
  if (count_attachments (message) > 0)
    ct_mail_add_paragraph (mail, files);
  return send (deed, mail, error);
}
