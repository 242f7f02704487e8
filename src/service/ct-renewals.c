/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-renewals.h"

#include "model/ct-time.h"
#include "service/ct-issuer.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-statement.h"

/* Of one run, since others wait for the database. */
#define MAX_ENDED "50"

typedef struct
{
  char *id;
  char *account_id;
  GDateTime *at;
} Ended;

static void
ended_free (Ended *self)
{
  g_free (self->id);
  g_free (self->account_id);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self);
}

static GPtrArray *
list_ended (CtDatabase *database, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) ended_free);
  g_autofree char *time = ct_time_format (now);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT id, account_id, expires_at FROM credentials"
                          " WHERE expires_at <= ? AND renewal_seen_at IS NULL"
                          " ORDER BY expires_at, id LIMIT " MAX_ENDED,
                          time);

  while (ct_statement_next (statement, &failure))
    {
      Ended *ended = g_new0 (Ended, 1);

      ended->id = g_strdup (ct_statement_get_text (statement, "id"));
      ended->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
      ended->at = ct_time_parse (ct_statement_get_text (statement, "expires_at"));
      g_ptr_array_add (list, ended);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&list);
}

static gboolean
renew (CtDatabase *database, CtCatalog *catalog, Ended *ended, GDateTime *now, GError **error)
{
  g_autofree char *time = ct_time_format (now);

  return ct_issuer_judge (database, catalog, ended->account_id, ended->at, now, error)
         && ct_statement_run (
             ct_statement_new (database, "UPDATE credentials SET renewal_seen_at = ? WHERE id = ?",
                               time, ended->id),
             error);
}

gboolean
ct_renewals_issue (CtDatabase *database, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) list = list_ended (database, now, error);

  if (list == NULL || list->len == 0)
    return list != NULL;

  g_autoptr (GError) failure = NULL;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, &failure);
  if (catalog == NULL)
    {
      gboolean fine = failure == NULL;

      if (!fine)
        g_propagate_error (error, g_steal_pointer (&failure));
      return fine;
    }

  for (guint i = 0; i < list->len; i++)
    {
      if (!renew (database, catalog, list->pdata[i], now, error))
        return FALSE;
    }

  return TRUE;
}
