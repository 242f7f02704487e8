/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/recovery/ct-recovery.h"

#include "model/ct-time.h"
#include "service/enrolment/ct-enrolment.h"
#include "service/mail/ct-outbox.h"
#include "service/sessions/ct-sessions.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-email-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-request-table.h"
#include "service/store/ct-statement.h"

/* How many codes an account can have at once: more are of no use but to fill a mailbox. */
#define MAX_CODES 3

static const char *const forgotten_names[] = { "password", "user-name" };

gboolean
ct_recovery_ask (CtDatabase *database,
                 const char *name,
                 CtForgotten forgotten,
                 const char *base_uri,
                 GDateTime *now,
                 GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folded = ct_candidate_table_fold_name (name);
  g_autofree char *asked_at = ct_time_format (now);

  return ct_statement_run (
      ct_statement_new (database,
                        "INSERT INTO recovery_requests (id, name, forgot, base_uri, asked_at)"
                        " VALUES (?, ?, ?, ?, ?)",
                        id, folded, forgotten_names[forgotten], base_uri, asked_at),
      error);
}

static CtMail *
write_user_name (CtAccount *account, const char *address)
{
  CtMail *mail = ct_mail_new (address, account->name, "Your user name");

  ct_mail_add_paragraph (mail, "You asked which user name belongs to this address. It is:");
  ct_mail_add_code (mail, account->user_name);
  ct_mail_add_paragraph (mail, "You can also sign in with this e-mail address itself.");
  ct_mail_add_paragraph (mail, "If you did not ask, nothing has happened, and there is nothing "
                               "that you need to do.");
  return mail;
}

static CtMail *
write_code (CtAccount *account, const char *address, const char *base_uri, const char *code)
{
  CtMail *mail = ct_mail_new (address, account->name, "Set a new password");
  g_autofree char *uri = g_strconcat (base_uri, "recover/", code, NULL);
  g_autofree char *limit
      = g_strdup_printf ("You asked to set a new password for the account “%s”. This link does "
                         "that once, within %d minutes:",
                         account->user_name, CT_RECOVERY_MINUTES);

  ct_mail_add_paragraph (mail, limit);
  ct_mail_add_link (mail, "Set a New Password", uri);
  ct_mail_add_paragraph (mail, "Or give this code to CertTracker:");
  ct_mail_add_code (mail, code);
  ct_mail_add_paragraph (mail, "If you did not ask, nothing has happened. Your password is what "
                               "it was; do not pass the link on.");
  return mail;
}

static gboolean
count_codes (CtDatabase *database, const char *account_id, GDateTime *now, int *n, GError **error)
{
  g_autofree char *text = ct_time_format (now);

  if (!ct_statement_run (ct_statement_new (database, "DELETE FROM recoveries WHERE expires_at <= ?",
                                           text),
                         error))
    return FALSE;

  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT COUNT(*) AS n FROM recoveries WHERE account_id = ?",
                          account_id);
  if (!ct_statement_next (statement, error))
    return FALSE;

  *n = g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10);
  return TRUE;
}

static CtMail *
make_code (CtDatabase *database,
           CtAccount *account,
           const char *address,
           const char *base_uri,
           GDateTime *now,
           GError **error)
{
  const char *account_id = ct_resource_get_id (CT_RESOURCE (account));
  g_autofree char *code = ct_token_new ();
  g_autofree char *hash = ct_token_hash (code);
  g_autoptr (GDateTime) end = g_date_time_add_minutes (now, CT_RECOVERY_MINUTES);
  g_autofree char *expires_at = ct_time_format (end);

  if (!ct_statement_run (
          ct_statement_new (
              database, "INSERT INTO recoveries (hash, account_id, expires_at) VALUES (?, ?, ?)",
              hash, account_id, expires_at),
          error)
      || !ct_event_table_note (database, account_id, CT_EVENT_KIND_RECOVERY_ASKED, NULL, now, NULL,
                               NULL, error))
    return NULL;

  return write_code (account, address, base_uri, code);
}

/* It goes to the address that was asked with, since who lost the main one has no other way. */
static CtMail *
write_answer (CtDatabase *database,
              CtAccount *account,
              const char *name,
              gboolean wants_password,
              const char *base_uri,
              GDateTime *now,
              GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email
      = ct_email_table_find (database, ct_resource_get_id (CT_RESOURCE (account)), name, &failure);
  const char *address
      = email != NULL && email->verified_at != NULL ? email->address : account->email;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!ct_mail_address_is_valid (address))
    return NULL;
  return wants_password ? make_code (database, account, address, base_uri, now, error)
                        : write_user_name (account, address);
}

static gboolean
answer_one (CtDatabase *database, CtStatement *request, GDateTime *now, GError **error)
{
  const char *name = ct_statement_get_text (request, "name");
  const char *base_uri = ct_statement_get_text (request, "base_uri");
  gboolean wants_password
      = g_str_equal (ct_statement_get_text (request, "forgot"), forgotten_names[0]);
  g_autofree char *account_id = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtMail) mail = NULL;
  int n_codes = 0;

  ct_candidate_table_find_sign_in (database, name, &account_id, &hash, &failure);
  if (failure == NULL && account_id != NULL)
    count_codes (database, account_id, now, &n_codes, &failure);
  if (failure == NULL && account_id != NULL && n_codes < MAX_CODES)
    {
      g_autoptr (CtAccount) account
          = ct_candidate_table_get_account (database, account_id, &failure);

      /* Who was invited has nothing to recover yet, and is invited once more. */
      if (account != NULL && hash == NULL)
        ct_enrolment_ask (database, account->email, NULL, base_uri, now, &failure);
      else if (account != NULL)
        mail = write_answer (database, account, name, wants_password, base_uri, now, &failure);
    }
  if (failure == NULL && mail != NULL)
    ct_outbox_add (database, mail, now, &failure);

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ct_recovery_answer (CtDatabase *database, GDateTime *now, GError **error)
{
  return ct_request_table_answer (database, "recovery_requests", answer_one, now, error);
}

char *
ct_recovery_find (CtDatabase *database, const char *code, GDateTime *now, GError **error)
{
  g_autofree char *hash = ct_token_hash (code);
  g_autofree char *text = ct_time_format (now);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT account_id FROM recoveries WHERE hash = ? AND expires_at > ?",
                          hash, text);

  return ct_statement_next (statement, error)
             ? g_strdup (ct_statement_get_text (statement, "account_id"))
             : NULL;
}

static gboolean
tell_of_change (CtDatabase *database, const char *account_id, GDateTime *now, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, account_id, &failure);
  g_autoptr (CtProgram) program
      = failure == NULL ? ct_program_table_get_program (database, &failure) : NULL;

  if (failure == NULL && account != NULL && ct_mail_address_is_valid (account->email))
    {
      g_autoptr (CtMail) mail
          = ct_mail_new (account->email, account->name, "Your password was changed");
      g_autofree char *help
          = g_strdup_printf ("If it was not you, set a new password now and write to %s.",
                             program != NULL ? program->support_email : "the Program Support Team");

      ct_mail_add_paragraph (mail, "The password of your CertTracker account was changed.");
      ct_mail_add_paragraph (mail, help);
      ct_outbox_add (database, mail, now, &failure);
    }

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ct_recovery_set_password (CtDatabase *database,
                          const char *account_id,
                          const char *password_hash,
                          gboolean end_sessions,
                          const char *address,
                          GDateTime *now,
                          GError **error)
{
  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE accounts SET password_hash = ? WHERE id = ?",
                                             password_hash, account_id),
                           error)
         && ct_statement_run (ct_statement_new (database,
                                                "DELETE FROM recoveries WHERE account_id = ?",
                                                account_id),
                              error)
         && (!end_sessions || ct_sessions_end_others (database, account_id, "", error))
         && ct_event_table_note (database, account_id, CT_EVENT_KIND_PASSWORD_CHANGED, NULL, now,
                                 address, NULL, error)
         && tell_of_change (database, account_id, now, error);
}
