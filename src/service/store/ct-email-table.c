/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-email-table.h"

#include "service/store/ct-candidate-table.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

const CtPageKind ct_email_table_page_kind = {
  .table = "emails",
  .key = "added_at",
  .owner = "account_id",
  .get_type = ct_email_get_type,
};

gboolean
ct_email_table_save (CtDatabase *database, const char *account_id, CtEmail *email, GError **error)
{
  g_autofree char *folded = ct_candidate_table_fold_name (email->address);

  return ct_row_put (database, "emails", email, error, "account_id", account_id, "folded", folded);
}

gboolean
ct_email_table_save_primary (CtDatabase *database, CtAccount *account, GError **error)
{
  const char *account_id = ct_resource_get_id (CT_RESOURCE (account));
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email = NULL;

  ct_statement_run (ct_statement_new (database,
                                      "UPDATE emails SET is_primary = 0 WHERE account_id = ?",
                                      account_id),
                    &failure);
  if (failure == NULL)
    email = ct_email_table_find (database, account_id, account->email, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (email == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      email = g_object_new (CT_TYPE_EMAIL, "id", id, "added-at", account->created_at, NULL);
    }
  g_object_set (email, "address", account->email, "is-primary", TRUE, NULL);
  if (email->verified_at == NULL)
    g_object_set (email, "verified-at", email->added_at, NULL);
  return ct_email_table_save (database, account_id, email, error);
}

CtEmail *
ct_email_table_get (CtDatabase *database, const char *account_id, const char *id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM emails WHERE account_id = ? AND id = ?",
                          account_id, id);

  return ct_statement_read_one (statement, CT_TYPE_EMAIL, error);
}

CtEmail *
ct_email_table_find (CtDatabase *database,
                     const char *account_id,
                     const char *address,
                     GError **error)
{
  g_autofree char *folded = ct_candidate_table_fold_name (address);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM emails WHERE account_id = ? AND folded = ?",
                          account_id, folded);

  return ct_statement_read_one (statement, CT_TYPE_EMAIL, error);
}

int
ct_email_table_count (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT count(*) AS n FROM emails WHERE account_id = ?",
                          account_id);

  return ct_statement_next (statement, error)
             ? (int) g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10)
             : -1;
}

gboolean
ct_email_table_delete (CtDatabase *database, CtEmail *email, GError **error)
{
  return ct_statement_run (ct_statement_new (database, "DELETE FROM emails WHERE id = ?",
                                             ct_resource_get_id (CT_RESOURCE (email))),
                           error);
}
