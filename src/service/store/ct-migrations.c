/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-migrations.h"

#include <stdlib.h>

#include "service/ct-service-resources.h"
#include "service/store/ct-statement.h"

static int
count_steps (void)
{
  g_auto (GStrv) names
      = g_resource_enumerate_children (ct_service_get_resource (),
                                       "/org/example/CertTracker/service/migrations", 0, NULL);

  return names != NULL ? g_strv_length (names) : 0;
}

static GBytes *
load_step (int number)
{
  g_autofree char *path
      = g_strdup_printf ("/org/example/CertTracker/service/migrations/%d.sql", number);
  GBytes *sql = g_resource_lookup_data (ct_service_get_resource (), path, 0, NULL);

  g_assert (sql != NULL);
  return sql;
}

static int
get_version (CtDatabase *database, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (database, "PRAGMA user_version");

  if (!ct_statement_next (statement, error))
    return -1;

  return atoi (ct_statement_get_text (statement, "user_version"));
}

static gboolean
apply_step (CtDatabase *database, int number, GError **error)
{
  g_autoptr (GBytes) sql = load_step (number);
  g_autofree char *script
      = g_strdup_printf ("%.*s;PRAGMA user_version = %d;COMMIT;", (int) g_bytes_get_size (sql),
                         (const char *) g_bytes_get_data (sql, NULL), number);

  if (ct_database_execute (database, script, error))
    return TRUE;

  ct_database_execute (database, "ROLLBACK", NULL);
  g_prefix_error (error, "Step %d of the database: ", number);
  return FALSE;
}

gboolean
ct_migrations_count (CtDatabase *database, int *n_due, GError **error)
{
  int version = get_version (database, error);

  *n_due = count_steps () - version;
  return version != -1;
}

gboolean
ct_migrations_apply (CtDatabase *database, GError **error)
{
  int n_steps = count_steps ();
  int version = get_version (database, error);

  if (version == -1)
    return FALSE;

  if (version > n_steps)
    {
      g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_NEWER,
                   "The database was written by a newer version of the service: it is at step %d, "
                   "and this version knows %d. Use the newer version.",
                   version, n_steps);
      return FALSE;
    }

  while (version < n_steps)
    {
      /* Only who holds the lock knows how far it is: two may start at once. */
      if (!ct_database_execute (database, "BEGIN IMMEDIATE", error))
        return FALSE;

      version = get_version (database, error);
      if (version == -1 || version >= n_steps)
        {
          ct_database_execute (database, "ROLLBACK", NULL);
          if (version == -1)
            return FALSE;
        }
      else if (!apply_step (database, ++version, error))
        return FALSE;
    }

  return TRUE;
}
