/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/erasure/ct-erasure.h"

#include "model/ct-time.h"
#include "service/mail/ct-outbox.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-statement.h"

/* What the account signs in with, and its addresses. */
#define ADDRESSES \
  "SELECT name FROM (SELECT account_id, name FROM sign_in_names" \
  " UNION SELECT account_id, folded FROM emails" \
  " UNION SELECT id, lower (email) FROM accounts) AS names WHERE account_id = ?"

/* Whatever refers to the account goes with it. So these need not name every table. */
static const char *const steps[] = {
  "INSERT INTO kept_attempts (exam_code, exam_title, kind, taken_at, result, score,"
  " passing_score, number)"
  " SELECT exam_code, exam_title, kind, taken_at, result, score, passing_score, number"
  " FROM attempts WHERE account_id = ?",

  /* A demo is seeded anew, so the same may have been kept before. */
  "INSERT INTO kept_credentials (number, achievement_id, title, short_title, kind, field,"
  " state, issued_at, expires_at, revoked_at, verification_code)"
  " SELECT number, achievement_id, title, short_title, kind, field, state, issued_at,"
  " expires_at, revoked_at, verification_code"
  " FROM credentials WHERE account_id = ? ON CONFLICT DO NOTHING",

  "DELETE FROM mails WHERE id IN (SELECT mail_id FROM share_recipients"
  " JOIN shares ON shares.id = share_id WHERE account_id = ?)",

  "DELETE FROM mails WHERE lower (recipient) IN (" ADDRESSES ")",
  /* To an address that was taken away since; and to the support team, of the candidate. */
  "DELETE FROM mails WHERE state <> 'waiting'"
  " AND recipient_name = (SELECT name FROM accounts WHERE id = ?)",
  "DELETE FROM mails WHERE instr (blocks,"
  " '(' || (SELECT candidate_id FROM accounts WHERE id = ?) || ')') > 0",

  "DELETE FROM recovery_requests WHERE name IN (" ADDRESSES ")",
  "DELETE FROM enrolment_requests WHERE lower (email) IN (" ADDRESSES ")",
  "DELETE FROM enrolments WHERE lower (email) IN (" ADDRESSES ")",

  /* These would outlive the account, with the name. */
  "DELETE FROM unclaimed_results WHERE account_id = ?",
  "DELETE FROM partner_contacts WHERE account_id = ?",

  /* What Pearson VUE told of the candidate, who is named in it. */
  "UPDATE vue_events SET content = '{}', applied_at = coalesce (applied_at, received_at),"
  " outcome = NULL WHERE instr (content,"
  " '\"' || (SELECT candidate_id FROM accounts WHERE id = ?) || '\"') > 0",

  "DELETE FROM accounts WHERE id = ?",
};

static char *
get_hash (const char *token, const char *key)
{
  g_autofree char *both = g_strconcat (token, " ", key, NULL);

  return ct_token_hash (both);
}

static gboolean
note (CtDatabase *database, const char *token, const char *key, GDateTime *now, GError **error)
{
  g_autofree char *hash = get_hash (token, key);
  g_autofree char *now_text = ct_time_format (now);
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *yesterday_text = ct_time_format (yesterday);

  return ct_statement_run (ct_statement_new (database,
                                             "DELETE FROM deletions WHERE deleted_at <= ?",
                                             yesterday_text),
                           error)
         && ct_statement_run (
             ct_statement_new (database, "INSERT INTO deletions (hash, deleted_at) VALUES (?, ?)",
                               hash, now_text),
             error);
}

/* The last that goes to that address; it names nobody. */
static gboolean
tell (CtDatabase *database, const char *address, GDateTime *now, GError **error)
{
  if (!ct_mail_address_is_valid (address))
    return TRUE;

  g_autoptr (CtMail) mail = ct_mail_new (address, NULL, "Your account was deleted");
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);

  ct_mail_add_paragraph (mail, "Your CertTracker account was deleted, as you asked. Every device "
                               "is signed out, and what you had shared can no longer be opened.");
  if (program != NULL && program->retention_notice != NULL)
    ct_mail_add_paragraph (mail, program->retention_notice);
  if (program != NULL)
    {
      g_autofree char *help
          = g_strdup_printf ("If it was not you, write to %s.", program->support_email);
      ct_mail_add_paragraph (mail, help);
    }
  if (failure == NULL && ct_outbox_add (database, mail, now, &failure))
    ct_statement_run (ct_statement_new (database, "UPDATE mails SET is_last = 1 WHERE id = ?",
                                        ct_resource_get_id (CT_RESOURCE (mail))),
                      &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ct_erasure_run (CtDatabase *database,
                const char *account_id,
                const char *token,
                const char *key,
                GDateTime *now,
                GError **error)
{
  g_return_val_if_fail (account_id != NULL && token != NULL && key != NULL, FALSE);

  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, account_id, error);
  if (account == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!ct_statement_run (ct_statement_new (database, steps[i], account_id), error))
        return FALSE;
    }
  return note (database, token, key, now, error) && tell (database, account->email, now, error);
}

gboolean
ct_erasure_was_done (CtDatabase *database, const char *token, const char *key, GError **error)
{
  if (token == NULL || key == NULL)
    return FALSE;

  g_autofree char *hash = get_hash (token, key);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT hash FROM deletions WHERE hash = ?", hash);

  return ct_statement_next (statement, error);
}
