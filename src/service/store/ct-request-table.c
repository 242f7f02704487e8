/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-request-table.h"

#include "model/ct-time.h"

/* Returns: (transfer full): the ids, the oldest first */
static GPtrArray *
list_requests (CtDatabase *database, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY asked_at, id", table);
  g_autoptr (CtStatement) statement = ct_statement_new (database, sql);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  while (ct_statement_next (statement, &failure))
    g_ptr_array_add (ids, g_strdup (ct_statement_get_text (statement, "id")));

  if (failure == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
answer_one (CtDatabase *database,
            const char *table,
            const char *id,
            CtRequestTableFunc answer,
            GDateTime *now,
            GError **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM %s WHERE id = ?", table);
  g_autofree char *delete = g_strdup_printf ("DELETE FROM %s WHERE id = ?", table);
  g_autoptr (CtStatement) request = ct_statement_new (database, select, id);

  return ct_statement_next (request, error) && answer (database, request, now, error)
         && ct_statement_run (ct_statement_new (database, delete, id), error);
}

static gboolean
is_trouble_for_all (const GError *failure)
{
  return g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_FULL)
         || g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_BUSY);
}

/* Returns: whether to go on with the next */
static gboolean
try_one (CtDatabase *database,
         const char *table,
         const char *id,
         CtRequestTableFunc answer,
         GDateTime *now,
         GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!ct_database_execute (database, "SAVEPOINT request", error))
    return FALSE;
  if (answer_one (database, table, id, answer, now, &failure))
    return ct_database_execute (database, "RELEASE request", error);

  if (failure == NULL)
    g_set_error_literal (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CORRUPT,
                         "What it is about is not there.");

  /* Some failures have undone the whole transaction already. */
  if (is_trouble_for_all (failure)
      || !ct_database_execute (database, "ROLLBACK TO request; RELEASE request", NULL))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  g_warning ("Request %s in %s is left for later: %s", id, table, failure->message);
  return TRUE;
}

gboolean
ct_request_table_answer (CtDatabase *database,
                         const char *table,
                         CtRequestTableFunc answer,
                         GDateTime *now,
                         GError **error)
{
  g_autoptr (GPtrArray) ids = list_requests (database, table, error);
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *oldest = ct_time_format (yesterday);
  g_autofree char *forget = g_strdup_printf ("DELETE FROM %s WHERE asked_at < ?", table);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!try_one (database, table, g_ptr_array_index (ids, i), answer, now, error))
      return FALSE;

  return ct_statement_run (ct_statement_new (database, forget, oldest), error);
}
