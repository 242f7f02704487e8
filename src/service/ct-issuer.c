/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-issuer.h"

#include <sodium.h>

#include "service/rules/ct-credential-codes.h"
#include "service/rules/ct-judgement.h"
#include "service/mail/ct-mail.h"
#include "service/mail/ct-outbox.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

/* A candidate with all that the rules look at. */
typedef struct
{
  CtAccount *account;
  GPtrArray *attempts;
  GPtrArray *credentials;
  GPtrArray *bases;
} Candidate;

static void
candidate_clear (Candidate *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_pointer (&self->credentials, g_ptr_array_unref);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Candidate, candidate_clear)

static GPtrArray *
load_bases (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM credential_bases WHERE account_id = ?",
                          account_id);

  return ct_statement_read_all (statement, CT_TYPE_BASIS, error);
}

static gboolean
load (Candidate *self, CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->account = ct_candidate_table_get_account (database, account_id, &failure);
  if (failure == NULL)
    self->attempts = ct_candidate_table_get_attempts (database, account_id, &failure);
  if (failure == NULL)
    self->credentials = ct_candidate_table_get_credentials (database, account_id, &failure);
  if (failure == NULL)
    self->bases = load_bases (database, account_id, &failure);
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

static const char *
get_reason (CtVerdictReason reason)
{
  switch (reason)
    {
    case CT_VERDICT_REASON_RESULT_REVOKED:
      return "The exam result that it was based on was revoked.";
    case CT_VERDICT_REASON_RESULT_HELD:
      return "The exam result that it was based on is on hold.";
    case CT_VERDICT_REASON_RESULT_CORRECTED:
      return "The exam result that it was based on was corrected.";
    case CT_VERDICT_REASON_RESULT_MOVED:
      return "The exam result that it was based on is for another candidate or exam.";
    case CT_VERDICT_REASON_CREDENTIAL:
      return "A credential that it was based on was revoked.";
    case CT_VERDICT_REASON_COVERED:
      return "Another credential for the same achievement covers this time.";
    case CT_VERDICT_REASON_NONE:
    default:
      g_assert_not_reached ();
    }
}

/* Returns: (transfer full): what the holder reads */
static char *
describe (const CtVerdict *verdict, CtEventKind *event, const char **subject)
{
  const char *title = verdict->credential->title;

  switch (verdict->kind)
    {
    case CT_VERDICT_ISSUED:
      *event = CT_EVENT_KIND_CREDENTIAL_EARNED;
      *subject = "You have earned a credential";
      return g_strdup_printf ("You have earned “%s”. Your certificate is in CertTracker.", title);
    case CT_VERDICT_MOVED:
      *event = CT_EVENT_KIND_CREDENTIAL_CHANGED;
      *subject = "The dates of your credential were corrected";
      return g_strdup_printf ("The dates of your credential “%s” were corrected, because what it "
                              "is based on has changed. Its number and its verification code are "
                              "the same. Open CertTracker for the new certificate.",
                              title);
    case CT_VERDICT_REVOKED:
      *event = CT_EVENT_KIND_CREDENTIAL_REVOKED;
      *subject = "A credential of yours was revoked";
      return g_strdup_printf ("Your credential “%s” was revoked. %s The verification page and "
                              "everybody you shared it with now see that it is revoked. If you "
                              "think this is a mistake, contact the Program Support Team in "
                              "CertTracker.",
                              title, verdict->credential->revocation_reason);
    case CT_VERDICT_RESTORED:
      *event = CT_EVENT_KIND_CREDENTIAL_RESTORED;
      *subject = "A credential of yours is valid again";
      return g_strdup_printf ("Your credential “%s” is no longer revoked. Its number and its "
                              "verification code are the same.",
                              title);
    case CT_VERDICT_KEPT:
    default:
      g_assert_not_reached ();
    }
}

/* The history says it, and a mail. */
static gboolean
tell (CtDatabase *database,
      CtAccount *account,
      const CtVerdict *verdict,
      GDateTime *now,
      GError **error)
{
  CtEventKind event;
  const char *subject;
  g_autofree char *words = describe (verdict, &event, &subject);

  if (!ct_event_table_note (database, ct_resource_get_id (CT_RESOURCE (account)), event,
                            verdict->credential->title, now, NULL, NULL, error))
    return FALSE;
  if (!ct_mail_address_is_valid (account->email))
    return TRUE;

  g_autoptr (CtMail) mail = ct_mail_new (account->email, account->name, subject);

  ct_mail_add_paragraph (mail, words);
  return ct_outbox_add (database, mail, now, error);
}

/* Gives a new credential what only the database can say is nobody else's. */
static gboolean
name (CtDatabase *database, CtCredential *credential, GError **error)
{
  g_autofree char *number = make_number (database, credential->short_title, error);
  g_autofree char *code = make_code (CT_VERIFICATION_CODE_BYTES);

  g_object_set (credential, "number", number, "verification-code", code, NULL);
  return number != NULL;
}

static gboolean
save_basis (CtDatabase *database, const char *account_id, CtBasis *basis, GError **error)
{
  return ct_row_put (database, "credential_bases", basis, error, "account_id", account_id);
}

static gboolean
carry_out (CtDatabase *database,
           CtAccount *account,
           CtVerdict *verdict,
           GDateTime *now,
           GError **error)
{
  const char *account_id = ct_resource_get_id (CT_RESOURCE (account));

  if (verdict->kind == CT_VERDICT_KEPT)
    return save_basis (database, account_id, verdict->basis, error);

  if (verdict->kind == CT_VERDICT_ISSUED && !name (database, verdict->credential, error))
    return FALSE;
  if (verdict->kind == CT_VERDICT_REVOKED)
    {
      g_object_set (verdict->credential, "revoked-at", now, "revocation-reason",
                    get_reason (verdict->reason), "state", CT_CREDENTIAL_STATE_REVOKED, NULL);
      g_object_set (verdict->basis, "is-fallen", TRUE, NULL);
    }

  return ct_candidate_table_save_credential (database, account_id, verdict->credential, error)
         && save_basis (database, account_id, verdict->basis, error)
         && tell (database, account, verdict, now, error);
}

gboolean
ct_issuer_judge (CtDatabase *database,
                 CtCatalog *catalog,
                 const char *account_id,
                 GDateTime *since,
                 GDateTime *now,
                 GError **error)
{
  g_return_val_if_fail (catalog != NULL, FALSE);
  g_return_val_if_fail (account_id != NULL, FALSE);

  g_auto (Candidate) candidate = { 0 };

  if (!load (&candidate, database, account_id, error))
    return FALSE;

  g_autoptr (GPtrArray) verdicts
      = ct_judgement_make (catalog, candidate.account, candidate.attempts, candidate.credentials,
                           candidate.bases, since, now);

  for (guint i = 0; i < verdicts->len; i++)
    {
      if (!carry_out (database, candidate.account, verdicts->pdata[i], now, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ct_issuer_adopt (CtDatabase *database, CtCatalog *catalog, const char *account_id, GError **error)
{
  g_return_val_if_fail (catalog != NULL, FALSE);
  g_return_val_if_fail (account_id != NULL, FALSE);

  g_auto (Candidate) candidate = { 0 };

  if (!load (&candidate, database, account_id, error))
    return FALSE;

  for (guint i = 0; i < candidate.credentials->len; i++)
    {
      CtCredential *credential = candidate.credentials->pdata[i];
      g_autoptr (CtBasis) basis
          = credential->revoked_at == NULL
                ? ct_judgement_find_basis (catalog, candidate.account, candidate.attempts,
                                           candidate.credentials, credential)
                : NULL;

      if (basis != NULL && !save_basis (database, account_id, basis, error))
        return FALSE;
    }
  return TRUE;
}
