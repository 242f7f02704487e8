/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-issuer.h"

#include <sodium.h>

#include "service/rules/ct-credential-codes.h"
#include "service/rules/ct-credential-rules.h"
#include "service/mail/ct-mail.h"
#include "service/mail/ct-outbox.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-statement.h"

/* Why ct_issuer_revoke() takes one back; by it ct_issuer_restore() knows its own. */
#define RESULT_REVOKED "The result of the exam was revoked."

/* A candidate with all that the rules look at. */
typedef struct
{
  CtAccount *account;
  GPtrArray *attempts;
  GPtrArray *credentials;
} Candidate;

static void
candidate_clear (Candidate *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_pointer (&self->credentials, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Candidate, candidate_clear)

static gboolean
load (Candidate *self, CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->account = ct_candidate_table_get_account (database, account_id, &failure);
  if (failure == NULL)
    self->attempts = ct_candidate_table_get_attempts (database, account_id, &failure);
  if (failure == NULL)
    self->credentials = ct_candidate_table_get_credentials (database, account_id, &failure);
  if (failure == NULL && self->account == NULL)
    g_set_error (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT, "There is no account “%s”.",
                 account_id);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static char *
make_code (gsize n_bytes)
{
  guint8 bytes[MAX (CT_CREDENTIAL_NUMBER_BYTES, CT_VERIFICATION_CODE_BYTES)];

  randombytes_buf (bytes, n_bytes);
  return ct_credential_codes_format (bytes, n_bytes);
}

/* A number that nobody has. */
static char *
make_number (CtDatabase *database, const char *short_title, GError **error)
{
  while (TRUE)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *digits = make_code (CT_CREDENTIAL_NUMBER_BYTES);
      g_autofree char *number
          = g_strdup_printf ("%s-%s", short_title != NULL ? short_title : "CT", digits);
      g_autoptr (CtStatement) taken
          = ct_statement_new (database, "SELECT 1 FROM credentials WHERE number = ?", number);

      if (ct_statement_next (taken, &failure))
        continue;
      if (failure == NULL)
        return g_steal_pointer (&number);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
}

/* The history says it, and a mail. */
static gboolean
tell (CtDatabase *database,
      CtAccount *account,
      CtCredential *credential,
      GDateTime *now,
      GError **error)
{
  if (!ct_event_table_note (database, ct_resource_get_id (CT_RESOURCE (account)),
                            CT_EVENT_KIND_CREDENTIAL_EARNED, credential->title, now, NULL, NULL,
                            error))
    return FALSE;
  if (!ct_mail_address_is_valid (account->email))
    return TRUE;

  g_autofree char *words
      = g_strdup_printf ("You have earned “%s”. Your certificate is in CertTracker.",
                         credential->title);
  g_autoptr (CtMail) mail
      = ct_mail_new (account->email, account->name, "You have earned a credential");

  ct_mail_add_paragraph (mail, words);
  return ct_outbox_add (database, mail, now, error);
}

GPtrArray *
ct_issuer_issue (CtDatabase *database,
                 CtCatalog *catalog,
                 const char *account_id,
                 GDateTime *since,
                 GDateTime *now,
                 GError **error)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  g_auto (Candidate) candidate = { 0 };

  if (!load (&candidate, database, account_id, error))
    return NULL;

  g_autoptr (GPtrArray) earned
      = ct_credential_rules_earn (catalog, candidate.account, candidate.attempts,
                                  candidate.credentials, since, now);

  for (guint i = 0; i < earned->len; i++)
    {
      CtCredential *credential = earned->pdata[i];
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *number = make_number (database, credential->short_title, error);
      g_autofree char *code = make_code (CT_VERIFICATION_CODE_BYTES);

      if (number == NULL)
        return NULL;
      g_object_set (credential, "id", id, "number", number, "verification-code", code, NULL);
      if (!ct_candidate_table_save_credential (database, account_id, credential, error)
          || !tell (database, candidate.account, credential, now, error))
        return NULL;
    }

  return g_steal_pointer (&earned);
}

/* What a history earns from nothing. */
static GPtrArray *
derive (CtCatalog *catalog, CtAccount *account, GPtrArray *attempts, GDateTime *now)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return ct_credential_rules_earn (catalog, account, attempts, none, NULL, now);
}

static gboolean
contains (GPtrArray *credentials, CtCredential *credential)
{
  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *other = credentials->pdata[i];

      if (g_strcmp0 (other->achievement_id, credential->achievement_id) == 0
          && g_date_time_equal (other->issued_at, credential->issued_at))
        return TRUE;
    }

  return FALSE;
}

gboolean
ct_issuer_revoke (CtDatabase *database,
                  CtCatalog *catalog,
                  const char *account_id,
                  GPtrArray *attempts_before,
                  GDateTime *now,
                  GError **error)
{
  g_return_val_if_fail (catalog != NULL, FALSE);
  g_return_val_if_fail (attempts_before != NULL, FALSE);

  g_auto (Candidate) candidate = { 0 };

  if (!load (&candidate, database, account_id, error))
    return FALSE;

  g_autoptr (GPtrArray) before = derive (catalog, candidate.account, attempts_before, now);
  g_autoptr (GPtrArray) after = derive (catalog, candidate.account, candidate.attempts, now);

  for (guint i = 0; i < candidate.credentials->len; i++)
    {
      CtCredential *credential = candidate.credentials->pdata[i];

      if (credential->revoked_at != NULL || !contains (before, credential)
          || contains (after, credential))
        continue;

      g_object_set (credential, "revoked-at", now, "revocation-reason", RESULT_REVOKED, "state",
                    CT_CREDENTIAL_STATE_REVOKED, NULL);
      if (!ct_candidate_table_save_credential (database, account_id, credential, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
ct_issuer_restore (CtDatabase *database,
                   CtCatalog *catalog,
                   const char *account_id,
                   GDateTime *now,
                   GError **error)
{
  g_return_val_if_fail (catalog != NULL, FALSE);

  g_auto (Candidate) candidate = { 0 };

  if (!load (&candidate, database, account_id, error))
    return FALSE;

  g_autoptr (GPtrArray) earned = derive (catalog, candidate.account, candidate.attempts, now);

  for (guint i = 0; i < candidate.credentials->len; i++)
    {
      CtCredential *credential = candidate.credentials->pdata[i];

      if (g_strcmp0 (credential->revocation_reason, RESULT_REVOKED) != 0
          || !contains (earned, credential))
        continue;

      g_object_set (credential, "revoked-at", NULL, "revocation-reason", NULL, NULL);
      g_object_set (credential, "state", ct_credential_rules_get_state (credential, now), NULL);
      if (!ct_candidate_table_save_credential (database, account_id, credential, error))
        return FALSE;
    }

  return TRUE;
}
