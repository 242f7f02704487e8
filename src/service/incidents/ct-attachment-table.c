/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-attachment-table.h"

#include "model/ct-time.h"
#include "service/incidents/ct-attachment-file.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

#define FIELDS "id, name, content_type, size"

CtAttachment *
ct_attachment_table_add (CtDatabase *database,
                         const char *account_id,
                         const char *name,
                         const char *content_type,
                         GBytes *content,
                         GDateTime *now,
                         GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (content, &size);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *clean = ct_attachment_file_get_name (name, content_type);
  g_autofree char *text = g_base64_encode (data, size);
  g_autofree char *created_at = ct_time_format (now);
  g_autoptr (CtAttachment) attachment
      = g_object_new (CT_TYPE_ATTACHMENT, "id", id, "name", clean, "content-type", content_type,
                      "size", (int) size, NULL);

  if (!ct_row_put (database, "attachments", attachment, error, "account_id", account_id,
                   "created_at", created_at, "content", text))
    return NULL;
  return g_steal_pointer (&attachment);
}

gboolean
ct_attachment_table_count_recent (CtDatabase *database,
                                  const char *account_id,
                                  GDateTime *now,
                                  int *n,
                                  GError **error)
{
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *since = ct_time_format (yesterday);
  g_autoptr (CtStatement) statement = ct_statement_new (
      database, "SELECT COUNT(*) AS n FROM attachments WHERE account_id = ? AND created_at > ?",
      account_id, since);

  if (!ct_statement_next (statement, error))
    return FALSE;

  *n = g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10);
  return TRUE;
}

CtAttachment *
ct_attachment_table_get_loose (CtDatabase *database,
                               const char *account_id,
                               const char *id,
                               GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT " FIELDS " FROM attachments"
                          " WHERE id = ? AND account_id = ? AND incident_id IS NULL",
                          id, account_id);

  return ct_statement_read_one (statement, CT_TYPE_ATTACHMENT, error);
}

gboolean
ct_attachment_table_tie (CtDatabase *database,
                         const char *id,
                         const char *incident_id,
                         GError **error)
{
  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE attachments SET incident_id = ? WHERE id = ?",
                                             incident_id, id),
                           error);
}

CtAttachment *
ct_attachment_table_load (CtDatabase *database,
                          const char *account_id,
                          const char *id,
                          char **content,
                          GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT " FIELDS ", account_id, content FROM attachments WHERE id = ?",
                          id);
  g_autoptr (GError) failure = NULL;

  *content = NULL;
  if (!ct_statement_next (statement, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (account_id != NULL
      && !g_str_equal (account_id, ct_statement_get_text (statement, "account_id")))
    return NULL;

  *content = g_strdup (ct_statement_get_text (statement, "content"));
  return ct_statement_get_resource (statement, CT_TYPE_ATTACHMENT, error);
}

gboolean
ct_attachment_table_tidy (CtDatabase *database, GDateTime *now, GError **error)
{
  g_autoptr (GDateTime) limit = g_date_time_add_days (now, -CT_ATTACHMENTS_DAYS);
  g_autofree char *before = ct_time_format (limit);

  return ct_statement_run (
      ct_statement_new (database,
                        "DELETE FROM attachments WHERE incident_id IS NULL AND created_at < ?",
                        before),
      error);
}
