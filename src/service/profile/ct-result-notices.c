/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/profile/ct-result-notices.h"

#include "model/ct-time.h"
#include "service/profile/ct-notices.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-statement.h"

gboolean
ct_result_notices_note (CtDatabase *database,
                        const char *account_id,
                        CtAttempt *attempt,
                        CtResult before,
                        GDateTime *now,
                        GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (attempt));
  g_autoptr (GDateTime) oldest = g_date_time_add_days (now, -CT_RESULT_NOTICES_MAX_AGE);
  g_autofree char *now_text = ct_time_format (now);
  gboolean is_change = before != CT_RESULT_PENDING;

  if (attempt->result == before)
    return TRUE;

  /* What waits to be told may not be true any more. */
  if (attempt->result == CT_RESULT_PENDING)
    return ct_statement_run (ct_statement_new (database,
                                               "DELETE FROM result_notices"
                                               " WHERE account_id = ? AND attempt_id = ?",
                                               account_id, id),
                             error);

  if (!is_change && g_date_time_compare (attempt->taken_at, oldest) < 0)
    return TRUE;

  return ct_statement_run (ct_statement_new (database,
                                             "INSERT INTO result_notices"
                                             " (account_id, attempt_id, is_change, noted_at)"
                                             " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                             account_id, id, is_change ? "1" : "0", now_text),
                           error);
}

/* One of them, taken out of its row. */
typedef struct
{
  char *account_id;
  char *attempt_id;
  gboolean is_change;
} Due;

static void
due_free (Due *due)
{
  g_free (due->account_id);
  g_free (due->attempt_id);
  g_free (due);
}

static GPtrArray *
find_due (CtDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) due_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM result_notices ORDER BY noted_at, account_id, attempt_id");

  while (ct_statement_next (statement, &failure))
    {
      Due *due = g_new0 (Due, 1);

      due->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
      due->attempt_id = g_strdup (ct_statement_get_text (statement, "attempt_id"));
      due->is_change = g_str_equal (ct_statement_get_text (statement, "is_change"), "1");
      g_ptr_array_add (found, due);
    }

  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* How it went is said in the application only: mail is read by others, too. */
static CtMail *
write_mail (CtAccount *account, CtAttempt *attempt, gboolean is_change)
{
  g_autofree char *day = g_date_time_format (attempt->taken_at, "%-d %B %Y");
  g_autofree char *words
      = g_strdup_printf (is_change ? "Your result for “%s” (%s), taken on %s, has changed."
                                   : "Your result for “%s” (%s), taken on %s, has been posted.",
                         attempt->exam_title, attempt->exam_code, day);
  CtMail *mail = ct_mail_new (account->email, account->name,
                              is_change ? "A result has changed" : "Your result has been posted");

  ct_mail_add_paragraph (mail, words);
  ct_mail_add_paragraph (mail, "To see it, open CertTracker and look under History.");
  return mail;
}

static gboolean
tell (CtDatabase *database, Due *due, const char *base_uri, GDateTime *now, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtMail) mail = NULL;
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, due->account_id, &failure);
  g_autoptr (CtAttempt) attempt
      = failure == NULL
            ? ct_candidate_table_get_attempt (database, due->account_id, due->attempt_id, &failure)
            : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (account == NULL || attempt == NULL || !ct_notices_is_wanted (account, CT_NOTICE_RESULT)
      || !ct_mail_address_is_valid (account->email))
    return TRUE;

  mail = write_mail (account, attempt, due->is_change);
  return ct_notices_send (database, account, CT_NOTICE_RESULT, mail, base_uri, now, error);
}

gboolean
ct_result_notices_write (CtDatabase *database, const char *base_uri, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) due = find_due (database, error);

  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++)
    if (!tell (database, g_ptr_array_index (due, i), base_uri, now, error))
      return FALSE;
  return due->len == 0
         || ct_statement_run (ct_statement_new (database, "DELETE FROM result_notices"), error);
}
