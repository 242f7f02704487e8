/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/incidents/ct-incident-table.h"

#include "model/ct-time.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

const CtPageKind ct_incident_table_page_kind = {
  .table = "incidents",
  .key = "changed_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_incident_get_type,
};

CtIncident *
ct_incident_table_get (CtDatabase *database, const char *account_id, const char *id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM incidents WHERE account_id = ? AND id = ?",
                          account_id, id);

  return ct_statement_read_one (statement, CT_TYPE_INCIDENT, error);
}

CtIncident *
ct_incident_table_find (CtDatabase *database, int number, char **account_id, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", number);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM incidents WHERE number = CAST(? AS INTEGER)",
                          text);
  g_autoptr (GError) failure = NULL;

  *account_id = NULL;
  if (!ct_statement_next (statement, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  *account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  return ct_statement_get_resource (statement, CT_TYPE_INCIDENT, error);
}

GPtrArray *
ct_incident_table_list (CtDatabase *database,
                        gboolean with_closed,
                        GPtrArray **account_ids,
                        GError **error)
{
  g_autoptr (GPtrArray) incidents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) owners = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement = ct_statement_new (
      database,
      with_closed
          ? "SELECT * FROM incidents ORDER BY changed_at, id"
          : "SELECT * FROM incidents WHERE state <> 'closed' ORDER BY state DESC, changed_at, id");

  while (failure == NULL && ct_statement_next (statement, &failure))
    {
      CtIncident *incident = ct_statement_get_resource (statement, CT_TYPE_INCIDENT, &failure);

      if (incident == NULL)
        break;
      g_ptr_array_add (incidents, incident);
      g_ptr_array_add (owners, g_strdup (ct_statement_get_text (statement, "account_id")));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  *account_ids = g_steal_pointer (&owners);
  return g_steal_pointer (&incidents);
}

gboolean
ct_incident_table_put (CtDatabase *database,
                       const char *account_id,
                       CtIncident *incident,
                       GError **error)
{
  return ct_row_put (database, "incidents", incident, error, "account_id", account_id);
}

static gboolean
read_number (CtStatement *statement, int *number, GError **error)
{
  const char *text;

  if (!ct_statement_next (statement, error))
    return FALSE;

  text = ct_statement_get_text (statement, "n");
  *number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

int
ct_incident_table_next_number (CtDatabase *database, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT MAX(number) AS n FROM incidents");
  int last = 0;

  return read_number (statement, &last, error) ? last + 1 : 0;
}

gboolean
ct_incident_table_find_open (CtDatabase *database,
                             const char *account_id,
                             const char *topic_id,
                             int *number,
                             GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT MAX(number) AS n FROM incidents WHERE account_id = ?"
                          " AND topic_id = ? AND state <> 'closed'"
                          " AND change LIKE '%\"decision\":\"waiting\"%'",
                          account_id, topic_id);

  *number = 0;
  return read_number (statement, number, error);
}

gboolean
ct_incident_table_count_recent (CtDatabase *database,
                                const char *account_id,
                                GDateTime *now,
                                int *n,
                                GError **error)
{
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *since = ct_time_format (yesterday);
  g_autoptr (CtStatement) statement = ct_statement_new (
      database, "SELECT COUNT(*) AS n FROM incidents WHERE account_id = ? AND created_at > ?",
      account_id, since);

  *n = 0;
  return read_number (statement, n, error);
}
