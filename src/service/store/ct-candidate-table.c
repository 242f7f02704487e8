/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-time.h"
#include "service/store/ct-candidate-table.h"

#include "service/rules/ct-credential-codes.h"
#include "service/store/ct-email-table.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

char *
ct_candidate_table_fold_name (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *composed = g_utf8_normalize (stripped, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = composed != NULL ? g_utf8_casefold (composed, -1) : g_strdup ("");

  /* Folding can undo the composition. */
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gboolean
save_name (CtDatabase *database, const char *name, const char *account_id, GError **error)
{
  return ct_statement_run (
      ct_statement_new (database, "INSERT INTO sign_in_names (name, account_id) VALUES (?, ?)",
                        name, account_id),
      error);
}

gboolean
ct_candidate_table_save_names (CtDatabase *database, CtAccount *account, GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (account));
  g_autofree char *user_name = ct_candidate_table_fold_name (account->user_name);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) addresses = ct_statement_new (
      database, "SELECT folded FROM emails WHERE account_id = ? AND verified_at IS NOT NULL", id);

  while (ct_statement_next (addresses, &failure))
    {
      const char *folded = ct_statement_get_text (addresses, "folded");

      if (!g_str_equal (folded, user_name))
        g_ptr_array_add (names, g_strdup (folded));
    }
  g_ptr_array_add (names, g_steal_pointer (&user_name));

  if (failure == NULL)
    ct_statement_run (ct_statement_new (database, "DELETE FROM sign_in_names WHERE account_id = ?",
                                        id),
                      &failure);
  for (guint i = 0; i < names->len && failure == NULL; i++)
    save_name (database, g_ptr_array_index (names, i), id, &failure);

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ct_candidate_table_save_account (CtDatabase *database,
                                 CtAccount *account,
                                 const char *password_hash,
                                 GError **error)
{
  if (!ct_row_put (database, "accounts", account, error)
      || !ct_email_table_save_primary (database, account, error)
      || !ct_candidate_table_save_names (database, account, error))
    return FALSE;

  if (password_hash == NULL)
    return TRUE;

  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE accounts SET password_hash = ? WHERE id = ?",
                                             password_hash,
                                             ct_resource_get_id (CT_RESOURCE (account))),
                           error);
}

gboolean
ct_candidate_table_save_attempt (CtDatabase *database,
                                 const char *account_id,
                                 CtAttempt *attempt,
                                 GError **error)
{
  return ct_row_put (database, "attempts", attempt, error, "account_id", account_id);
}

gboolean
ct_candidate_table_save_credential (CtDatabase *database,
                                    const char *account_id,
                                    CtCredential *credential,
                                    GError **error)
{
  return ct_row_put (database, "credentials", credential, error, "account_id", account_id);
}

CtAccount *
ct_candidate_table_get_account (CtDatabase *database, const char *id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM accounts WHERE id = ?", id);

  return ct_statement_read_one (statement, CT_TYPE_ACCOUNT, error);
}

CtAttempt *
ct_candidate_table_get_attempt (CtDatabase *database,
                                const char *account_id,
                                const char *id,
                                GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM attempts WHERE account_id = ? AND id = ?",
                          account_id, id);

  return ct_statement_read_one (statement, CT_TYPE_ATTEMPT, error);
}

CtCredential *
ct_candidate_table_get_credential (CtDatabase *database,
                                   const char *account_id,
                                   const char *id,
                                   GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM credentials WHERE account_id = ? AND id = ?",
                          account_id, id);

  return ct_statement_read_one (statement, CT_TYPE_CREDENTIAL, error);
}

GPtrArray *
ct_candidate_table_get_attempts (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database, "SELECT * FROM attempts WHERE account_id = ? ORDER BY taken_at DESC, id DESC",
      account_id);

  return ct_statement_read_all (statement, CT_TYPE_ATTEMPT, error);
}

GPtrArray *
ct_candidate_table_get_credentials (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database, "SELECT * FROM credentials WHERE account_id = ? ORDER BY issued_at DESC, id DESC",
      account_id);

  return ct_statement_read_all (statement, CT_TYPE_CREDENTIAL, error);
}

gboolean
ct_candidate_table_find_sign_in (CtDatabase *database,
                                 const char *name,
                                 char **account_id,
                                 char **password_hash,
                                 GError **error)
{
  g_autofree char *folded = ct_candidate_table_fold_name (name);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT id, password_hash FROM accounts"
                          " WHERE id = (SELECT account_id FROM sign_in_names WHERE name = ?)",
                          folded);

  *account_id = NULL;
  *password_hash = NULL;
  if (ct_statement_next (statement, &failure))
    {
      *account_id = g_strdup (ct_statement_get_text (statement, "id"));
      *password_hash = g_strdup (ct_statement_get_text (statement, "password_hash"));
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

CtCredential *
ct_candidate_table_find_credential (CtDatabase *database, const char *code, GError **error)
{
  g_autofree char *normalized = ct_credential_codes_normalize (code);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM credentials WHERE verification_code = ?",
                          normalized);
  g_autoptr (CtStatement) kept
      = ct_statement_new (database, "SELECT * FROM kept_credentials WHERE verification_code = ?",
                          normalized);
  g_autoptr (GError) failure = NULL;
  CtCredential *credential = ct_statement_read_one (statement, CT_TYPE_CREDENTIAL, &failure);

  if (credential == NULL && failure == NULL)
    credential = ct_statement_read_one (kept, CT_TYPE_CREDENTIAL, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return credential;
}

gboolean
ct_candidate_table_rename_credentials (CtDatabase *database,
                                       const char *account_id,
                                       const char *name,
                                       GDateTime *now,
                                       GError **error)
{
  g_autofree char *now_text = ct_time_format (now);

  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE credentials SET name = ?, renamed_at = ?"
                                             " WHERE account_id = ? AND name <> ?",
                                             name, now_text, account_id, name),
                           error);
}
