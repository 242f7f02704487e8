/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/enrolment/ct-enrolment.h"

#include "model/ct-time.h"
#include "service/mail/ct-outbox.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-request-table.h"
#include "service/store/ct-statement.h"

/* How many codes an address can have at once: more are of no use but to fill a mailbox. */
#define MAX_CODES 3

gboolean
ct_enrolment_ask (CtDatabase *database,
                  const char *email,
                  const char *company_id,
                  const char *base_uri,
                  GDateTime *now,
                  GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *asked_at = ct_time_format (now);

  return ct_statement_run (
      ct_statement_new (database,
                        "INSERT INTO enrolment_requests (id, email, company_id, base_uri, asked_at)"
                        " VALUES (?, ?, ?, ?, ?)",
                        id, email, company_id, base_uri, asked_at),
      error);
}

/* The mails. */

static void
add_way_on (CtMail *mail, const char *label, const char *base_uri, const char *code)
{
  g_autofree char *uri = g_strconcat (base_uri, "enrol/", code, NULL);

  ct_mail_add_link (mail, label, uri);
  ct_mail_add_paragraph (mail, "Or give this code to CertTracker, under “First Time Here?”:");
  ct_mail_add_code (mail, code);
}

static CtMail *
write_code (const char *email, const char *base_uri, const char *code)
{
  CtMail *mail = ct_mail_new (email, NULL, "Create your CertTracker account");
  g_autofree char *limit
      = g_strdup_printf ("Somebody, probably you, wants a CertTracker account with this address. "
                         "This link creates it, once and within %d hours:",
                         CT_ENROLMENT_HOURS);

  ct_mail_add_paragraph (mail, limit);
  add_way_on (mail, "Create the Account", base_uri, code);
  ct_mail_add_paragraph (mail, "If it was not you, nothing has happened, and there is nothing that "
                               "you need to do.");
  return mail;
}

static CtMail *
write_known (CtAccount *account, const char *base_uri)
{
  CtMail *mail = ct_mail_new (account->email, account->name, "You have an account already");
  g_autofree char *uri = g_strconcat (base_uri, "recover", NULL);

  ct_mail_add_paragraph (mail, "Somebody, probably you, wants a CertTracker account with this "
                               "address. It has one, with this user name:");
  ct_mail_add_code (mail, account->user_name);
  ct_mail_add_paragraph (mail, "If you do not know its password, set a new one:");
  ct_mail_add_link (mail, "Account Login Recovery", uri);
  ct_mail_add_paragraph (mail, "If it was not you, nothing has happened.");
  return mail;
}

static CtMail *
write_invitation (CtAccount *account, const char *base_uri, const char *code)
{
  CtMail *mail = ct_mail_new (account->email, account->name, "Your CertTracker account");
  g_autofree char *reason = g_strdup_printf (
      "Your company, %s, has added you to its partner record. An account was made for you, so "
      "that what you earn counts for the company. Your candidate ID is:",
      account->company);
  g_autofree char *limit = g_strdup_printf (
      "This link lets you choose your user name and password, once and within %d days:",
      CT_INVITATION_DAYS);

  ct_mail_add_paragraph (mail, reason);
  ct_mail_add_code (mail, account->candidate_id);
  ct_mail_add_paragraph (mail, limit);
  add_way_on (mail, "Set Up the Account", base_uri, code);
  ct_mail_add_paragraph (mail, "If the link has ended, ask for a new one with Account Login "
                               "Recovery, by this address.");
  return mail;
}

/* Returns: (transfer full) (nullable): a new code */
static char *
make_code (CtDatabase *database,
           const char *email,
           const char *company_id,
           const char *account_id,
           GDateTime *expiry,
           GError **error)
{
  g_autofree char *code = ct_token_new ();
  g_autofree char *hash = ct_token_hash (code);
  g_autofree char *expires_at = ct_time_format (expiry);

  if (!ct_statement_run (
          ct_statement_new (database,
                            "INSERT INTO enrolments"
                            " (hash, email, company_id, account_id, expires_at, n_claims)"
                            " VALUES (?, ?, ?, ?, ?, 0)",
                            hash, email, company_id, account_id, expires_at),
          error))
    return NULL;
  return g_steal_pointer (&code);
}

/* Answering. */

static gboolean
count_codes (CtDatabase *database, const char *email, GDateTime *now, int *n, GError **error)
{
  g_autofree char *text = ct_time_format (now);

  if (!ct_statement_run (ct_statement_new (database, "DELETE FROM enrolments WHERE expires_at <= ?",
                                           text),
                         error))
    return FALSE;

  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT COUNT(*) AS n FROM enrolments WHERE lower (email) = lower (?)",
                          email);
  if (!ct_statement_next (statement, error))
    return FALSE;

  *n = g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10);
  return TRUE;
}

/* How many mails an address gets is counted by its codes, whether or not they are told. */
static gboolean
answer_one (CtDatabase *database, CtStatement *request, GDateTime *now, GError **error)
{
  const char *email = ct_statement_get_text (request, "email");
  const char *company_id = ct_statement_get_text (request, "company_id");
  const char *base_uri = ct_statement_get_text (request, "base_uri");
  g_autofree char *account_id = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *code = NULL;
  g_autoptr (CtMail) mail = NULL;
  g_autoptr (GDateTime) expiry = g_date_time_add_hours (now, CT_ENROLMENT_HOURS);
  int n_codes = 0;

  if (!ct_candidate_table_find_sign_in (database, email, &account_id, &hash, error)
      || !count_codes (database, email, now, &n_codes, error))
    return FALSE;
  if (n_codes >= MAX_CODES)
    return TRUE;

  code = make_code (database, email, company_id, account_id, expiry, error);
  if (code == NULL)
    return FALSE;

  if (account_id == NULL)
    mail = write_code (email, base_uri, code);
  else
    {
      g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, account_id, error);

      if (account == NULL)
        return FALSE;
      mail = hash != NULL ? write_known (account, base_uri)
                          : write_invitation (account, base_uri, code);
    }
  return ct_outbox_add (database, mail, now, error);
}

gboolean
ct_enrolment_answer (CtDatabase *database, GDateTime *now, GError **error)
{
  return ct_request_table_answer (database, "enrolment_requests", answer_one, now, error);
}

char *
ct_enrolment_invite (CtDatabase *database,
                     CtAccount *account,
                     const char *base_uri,
                     GDateTime *now,
                     GError **error)
{
  const char *account_id = ct_resource_get_id (CT_RESOURCE (account));
  g_autoptr (GDateTime) expiry = g_date_time_add_days (now, CT_INVITATION_DAYS);
  g_autofree char *code = NULL;

  if (!ct_statement_run (ct_statement_new (database, "DELETE FROM enrolments WHERE account_id = ?",
                                           account_id),
                         error))
    return NULL;
  code = make_code (database, account->email, NULL, account_id, expiry, error);
  if (code == NULL)
    return NULL;

  g_autoptr (CtMail) mail = write_invitation (account, base_uri, code);
  return ct_outbox_add (database, mail, now, error)
             ? g_strdup (ct_resource_get_id (CT_RESOURCE (mail)))
             : NULL;
}

/* Using a code. */

void
ct_enrolment_free (CtEnrolment *self)
{
  g_free (self->hash);
  g_free (self->email);
  g_free (self->company_id);
  g_free (self->account_id);
  g_free (self);
}

CtEnrolment *
ct_enrolment_find (CtDatabase *database, const char *code, GDateTime *now, GError **error)
{
  g_autofree char *hash = ct_token_hash (code);
  g_autofree char *text = ct_time_format (now);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM enrolments WHERE hash = ? AND expires_at > ?",
                          hash, text);

  if (!ct_statement_next (statement, error))
    return NULL;

  CtEnrolment *self = g_new0 (CtEnrolment, 1);
  self->hash = g_steal_pointer (&hash);
  self->email = g_strdup (ct_statement_get_text (statement, "email"));
  self->company_id = g_strdup (ct_statement_get_text (statement, "company_id"));
  self->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  self->is_finished = ct_statement_get_text (statement, "finished_at") != NULL;
  self->n_claims = g_ascii_strtoll (ct_statement_get_text (statement, "n_claims"), NULL, 10);
  return self;
}

gboolean
ct_enrolment_count_claim (CtDatabase *database, CtEnrolment *self, GError **error)
{
  self->n_claims++;
  return ct_statement_run (
      ct_statement_new (database, "UPDATE enrolments SET n_claims = n_claims + 1 WHERE hash = ?",
                        self->hash),
      error);
}

gboolean
ct_enrolment_finish (CtDatabase *database,
                     CtEnrolment *self,
                     const char *account_id,
                     GDateTime *now,
                     GError **error)
{
  g_autofree char *text = ct_time_format (now);

  return ct_statement_run (
             ct_statement_new (
                 database, "UPDATE enrolments SET account_id = ?, finished_at = ? WHERE hash = ?",
                 account_id, text, self->hash),
             error)
         && ct_statement_run (
             ct_statement_new (
                 database, "DELETE FROM enrolments WHERE lower (email) = lower (?) AND hash <> ?",
                 self->email, self->hash),
             error);
}
