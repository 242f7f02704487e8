/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-idempotency-table.h"

#include "model/ct-time.h"
#include "service/store/ct-statement.h"

/* How long an answer can be had again. */
#define KEEP_HOURS 24

void
ct_idempotent_answer_free (CtIdempotentAnswer *self)
{
  g_free (self->fingerprint);
  g_free (self->content_type);
  g_free (self->content);
  g_free (self);
}

CtIdempotentAnswer *
ct_idempotency_table_find (CtDatabase *database,
                           const char *account_id,
                           const char *key,
                           GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT fingerprint, status, content_type, content"
                          " FROM idempotency_keys WHERE account_id = ? AND key = ?",
                          account_id, key);

  if (!ct_statement_next (statement, error))
    return NULL;

  CtIdempotentAnswer *answer = g_new0 (CtIdempotentAnswer, 1);
  answer->fingerprint = g_strdup (ct_statement_get_text (statement, "fingerprint"));
  answer->status = g_ascii_strtoull (ct_statement_get_text (statement, "status"), NULL, 10);
  answer->content_type = g_strdup (ct_statement_get_text (statement, "content_type"));
  answer->content = g_strdup (ct_statement_get_text (statement, "content"));
  return answer;
}

gboolean
ct_idempotency_table_save (CtDatabase *database,
                           const char *account_id,
                           const char *key,
                           const CtIdempotentAnswer *answer,
                           GDateTime *now,
                           GError **error)
{
  g_autofree char *now_text = ct_time_format (now);
  g_autofree char *status = g_strdup_printf ("%u", answer->status);

  return ct_statement_run (
      ct_statement_new (database,
                        "INSERT INTO idempotency_keys (account_id, key, fingerprint, status,"
                        " content_type, content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        account_id, key, answer->fingerprint, status, answer->content_type,
                        answer->content, now_text),
      error);
}

gboolean
ct_idempotency_table_tidy (CtDatabase *database, GDateTime *now, GError **error)
{
  g_autoptr (GDateTime) oldest = g_date_time_add_hours (now, -KEEP_HOURS);
  g_autofree char *oldest_text = ct_time_format (oldest);

  return ct_statement_run (ct_statement_new (database,
                                             "DELETE FROM idempotency_keys WHERE created_at < ?",
                                             oldest_text),
                           error);
}
