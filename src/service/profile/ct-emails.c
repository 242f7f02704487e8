/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/profile/ct-emails.h"

#include <sodium.h>
#include <string.h>

#include "model/ct-time.h"
#include "service/mail/ct-outbox.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-email-table.h"
#include "service/store/ct-statement.h"

static const char *
get_id (gpointer resource)
{
  return ct_resource_get_id (CT_RESOURCE (resource));
}

/* Six digits; few enough tries are given that they can't be guessed. */
static char *
new_code (void)
{
  if (sodium_init () == -1)
    g_error ("libsodium could not be started.");
  return g_strdup_printf ("%06u", randombytes_uniform (1000000));
}

static char *
hash_code (const char *row_id, const char *code)
{
  g_autofree char *salted = g_strconcat (row_id, ":", code, NULL);

  return ct_token_hash (salted);
}

static gboolean
count_codes (CtDatabase *database, CtAccount *account, GDateTime *now, int *n, GError **error)
{
  g_autoptr (GDateTime) start = g_date_time_add_hours (now, -1);
  g_autofree char *since = ct_time_format (start);

  if (!ct_statement_run (
          ct_statement_new (database,
                            "DELETE FROM email_codes WHERE account_id = ? AND sent_at < ?",
                            get_id (account), since),
          error))
    return FALSE;

  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT count(*) AS n FROM email_codes WHERE account_id = ?",
                          get_id (account));
  if (!ct_statement_next (statement, error))
    return FALSE;
  *n = g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10);
  return TRUE;
}

static CtMail *
write_code (CtAccount *account, const char *address, const char *code)
{
  CtMail *mail = ct_mail_new (address, account->name, "Your code for this address");
  g_autofree char *limit = g_strdup_printf ("It is good for %d minutes.", CT_EMAILS_CODE_MINUTES);

  ct_mail_add_paragraph (mail, "Somebody, most likely you, has added this address to a CertTracker "
                               "account. To show that it is yours, give this code to CertTracker:");
  ct_mail_add_code (mail, code);
  ct_mail_add_paragraph (mail, limit);
  ct_mail_add_paragraph (mail, "If it was not you, do nothing, and pass the code on to nobody.");
  return mail;
}

static CtMail *
write_taken (const char *address)
{
  CtMail *mail = ct_mail_new (address, NULL, "This address belongs to another account");

  ct_mail_add_paragraph (mail, "Somebody has tried to add this address to a CertTracker account, "
                               "but it belongs to another one already. Nothing was changed.");
  ct_mail_add_paragraph (mail,
                         "If it was you, sign in with this address to see that account, or ask "
                         "the Program Support Team to make one account of the two.");
  return mail;
}

/* Whether another account signs in with it. */
static gboolean
is_taken (CtDatabase *database,
          CtAccount *account,
          const char *address,
          gboolean *taken,
          GError **error)
{
  g_autofree char *owner = NULL;
  g_autofree char *hash = NULL;

  if (!ct_candidate_table_find_sign_in (database, address, &owner, &hash, error))
    return FALSE;
  *taken = owner != NULL && g_strcmp0 (owner, get_id (account)) != 0;
  return TRUE;
}

/* The only code of an address is its last one. */
static gboolean
send_code (CtDatabase *database,
           CtAccount *account,
           const char *address,
           GDateTime *now,
           GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folded = ct_candidate_table_fold_name (address);
  g_autofree char *sent_at = ct_time_format (now);
  g_autofree char *code = new_code ();
  g_autofree char *hash = hash_code (id, code);
  gboolean taken = FALSE;

  if (!is_taken (database, account, address, &taken, error))
    return FALSE;

  g_autoptr (CtMail) mail = taken ? write_taken (address) : write_code (account, address, code);
  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE email_codes SET hash = NULL"
                                             " WHERE account_id = ? AND folded = ?",
                                             get_id (account), folded),
                           error)
         && ct_statement_run (
             ct_statement_new (
                 database,
                 "INSERT INTO email_codes (id, account_id, folded, hash, sent_at, tries)"
                 " VALUES (?, ?, ?, ?, ?, 0)",
                 id, get_id (account), folded, taken ? NULL : hash, sent_at),
             error)
         && ct_outbox_add (database, mail, now, error);
}

static gboolean
tell (CtDatabase *database,
      CtAccount *account,
      const char *address,
      const char *subject,
      const char *words,
      GDateTime *now,
      GError **error)
{
  if (!ct_mail_address_is_valid (address))
    return TRUE;

  g_autoptr (CtMail) mail = ct_mail_new (address, account->name, subject);
  ct_mail_add_paragraph (mail, words);
  ct_mail_add_paragraph (mail, "If it was not you, set a new password now and write to the Program "
                               "Support Team.");
  return ct_outbox_add (database, mail, now, error);
}

CtEmail *
ct_emails_add (CtDatabase *database,
               CtAccount *account,
               const char *address,
               GDateTime *now,
               CtEmailsOutcome *outcome,
               GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email = NULL;
  int n_addresses = 0, n_codes = 0;

  g_return_val_if_fail (ct_mail_address_is_valid (address), NULL);

  email = ct_email_table_find (database, get_id (account), address, &failure);
  if (failure == NULL)
    n_addresses = ct_email_table_count (database, get_id (account), &failure);
  if (failure == NULL)
    count_codes (database, account, now, &n_codes, &failure);

  *outcome = CT_EMAILS_DONE;
  if (email == NULL && n_addresses >= CT_EMAILS_MAX)
    *outcome = CT_EMAILS_TOO_MANY;
  else if ((email == NULL || email->verified_at == NULL) && n_codes >= CT_EMAILS_MAX_CODES)
    *outcome = CT_EMAILS_TOO_OFTEN;

  if (failure == NULL && *outcome == CT_EMAILS_DONE && email == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      email = g_object_new (CT_TYPE_EMAIL, "id", id, "address", address, "added-at", now, NULL);
      ct_email_table_save (database, get_id (account), email, &failure);
    }
  if (failure == NULL && *outcome == CT_EMAILS_DONE && email->verified_at == NULL)
    send_code (database, account, address, now, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (*outcome == CT_EMAILS_DONE)
    return g_steal_pointer (&email);
  return NULL;
}

/* Counts the try, whether or not it is right. */
static gboolean
try_code (CtDatabase *database,
          CtAccount *account,
          CtEmail *email,
          const char *code,
          GDateTime *now,
          CtEmailsOutcome *outcome,
          GError **error)
{
  g_autofree char *folded = ct_candidate_table_fold_name (email->address);
  g_autoptr (GDateTime) oldest = g_date_time_add_minutes (now, -CT_EMAILS_CODE_MINUTES);
  g_autofree char *since = ct_time_format (oldest);
  g_autofree char *tries = g_strdup_printf ("%d", CT_EMAILS_MAX_TRIES);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT id, hash FROM email_codes WHERE account_id = ? AND folded = ?"
                          " AND hash IS NOT NULL AND sent_at > ? AND tries < CAST (? AS INTEGER)",
                          get_id (account), folded, since, tries);

  if (!ct_statement_next (statement, &failure))
    {
      gboolean done = failure == NULL;

      *outcome = CT_EMAILS_NO_CODE;
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return done;
    }

  g_autofree char *id = g_strdup (ct_statement_get_text (statement, "id"));
  g_autofree char *expected = g_strdup (ct_statement_get_text (statement, "hash"));
  g_autofree char *digits = g_strdelimit (g_strdup (code), " -", '\n');
  g_auto (GStrv) parts = g_strsplit (digits, "\n", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_autofree char *hash = hash_code (id, joined);

  *outcome = strcmp (hash, expected) == 0 ? CT_EMAILS_DONE : CT_EMAILS_WRONG_CODE;
  return ct_statement_run (
      ct_statement_new (database, "UPDATE email_codes SET tries = tries + 1 WHERE id = ?", id),
      error);
}

CtEmail *
ct_emails_verify (CtDatabase *database,
                  CtAccount *account,
                  const char *id,
                  const char *code,
                  GDateTime *now,
                  CtEmailsOutcome *outcome,
                  GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email = ct_email_table_get (database, get_id (account), id, &failure);
  gboolean taken = FALSE;

  *outcome = email != NULL ? CT_EMAILS_DONE : CT_EMAILS_UNKNOWN;
  if (failure == NULL && email != NULL && email->verified_at != NULL)
    return g_steal_pointer (&email);

  if (failure == NULL && email != NULL)
    try_code (database, account, email, code, now, outcome, &failure);
  if (failure == NULL && *outcome == CT_EMAILS_DONE)
    is_taken (database, account, email->address, &taken, &failure);
  if (taken)
    *outcome = CT_EMAILS_TAKEN;

  if (failure == NULL && *outcome == CT_EMAILS_DONE)
    {
      g_autofree char *words
          = g_strdup_printf ("The address %s was added to your CertTracker account. Whoever reads "
                             "its mail can sign in.",
                             email->address);

      g_object_set (email, "verified-at", now, NULL);
      if (ct_email_table_save (database, get_id (account), email, &failure)
          && ct_candidate_table_save_names (database, account, &failure))
        tell (database, account, account->email, "An e-mail address was added", words, now,
              &failure);
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (*outcome == CT_EMAILS_DONE)
    return g_steal_pointer (&email);
  return NULL;
}

gboolean
ct_emails_make_primary (CtDatabase *database,
                        CtAccount *account,
                        const char *address,
                        GDateTime *now,
                        CtEmailsOutcome *outcome,
                        GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email = ct_email_table_find (database, get_id (account), address, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  *outcome = email == NULL                ? CT_EMAILS_UNKNOWN
             : email->verified_at == NULL ? CT_EMAILS_UNVERIFIED
                                          : CT_EMAILS_DONE;
  if (*outcome != CT_EMAILS_DONE || email->is_primary)
    return TRUE;

  g_autofree char *old = g_strdup (account->email);
  g_autofree char *words
      = g_strdup_printf ("The main address of your CertTracker account is %s now. "
                         "Mail goes there.",
                         email->address);
  g_object_set (account, "email", email->address, "changed-at", now, NULL);
  return tell (database, account, old, "Your main e-mail address was changed", words, now, error);
}

gboolean
ct_emails_remove (CtDatabase *database,
                  CtAccount *account,
                  const char *id,
                  GDateTime *now,
                  CtEmail **removed,
                  CtEmailsOutcome *outcome,
                  GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email = ct_email_table_get (database, get_id (account), id, &failure);

  *removed = NULL;
  *outcome = email == NULL       ? CT_EMAILS_UNKNOWN
             : email->is_primary ? CT_EMAILS_PRIMARY
                                 : CT_EMAILS_DONE;
  if (failure == NULL && *outcome == CT_EMAILS_DONE
      && ct_email_table_delete (database, email, &failure)
      && ct_candidate_table_save_names (database, account, &failure) && email->verified_at != NULL)
    {
      g_autofree char *words
          = g_strdup_printf ("The address %s was removed from your CertTracker account.",
                             email->address);

      tell (database, account, account->email, "An e-mail address was removed", words, now,
            &failure);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (*outcome == CT_EMAILS_DONE)
    *removed = g_steal_pointer (&email);
  return TRUE;
}
