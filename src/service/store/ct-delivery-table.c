/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-delivery-table.h"

#include "model/ct-time.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

gboolean
ct_delivery_table_save_profile (CtDatabase *database, CtTestingProfile *profile, GError **error)
{
  return ct_row_put (database, "testing_profiles", profile, error);
}

gboolean
ct_delivery_table_save_authorization (CtDatabase *database,
                                      const char *account_id,
                                      CtAuthorization *authorization,
                                      GError **error)
{
  return ct_row_put (database, "authorizations", authorization, error, "account_id", account_id);
}

gboolean
ct_delivery_table_save_appointment (CtDatabase *database,
                                    const char *account_id,
                                    CtAppointment *appointment,
                                    GError **error)
{
  return ct_row_put (database, "appointments", appointment, error, "account_id", account_id);
}

gboolean
ct_delivery_table_set_sent (CtDatabase *database,
                            const char *authorization_id,
                            GDateTime *sent_at,
                            GError **error)
{
  g_autofree char *time = ct_time_format (sent_at);

  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE authorizations SET sent_at = ? WHERE id = ?",
                                             time, authorization_id),
                           error);
}

CtTestingProfile *
ct_delivery_table_get_profile (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM testing_profiles WHERE id = ?", account_id);

  return ct_statement_read_one (statement, CT_TYPE_TESTING_PROFILE, error);
}

CtAuthorization *
ct_delivery_table_get_authorization (CtDatabase *database,
                                     const char *account_id,
                                     const char *id,
                                     GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database,
      "SELECT * FROM authorizations WHERE id = ? AND account_id = coalesce (?, account_id)", id,
      account_id);

  return ct_statement_read_one (statement, CT_TYPE_AUTHORIZATION, error);
}

CtAppointment *
ct_delivery_table_get_appointment (CtDatabase *database,
                                   const char *account_id,
                                   const char *id,
                                   GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database, "SELECT * FROM appointments WHERE id = ? AND account_id = coalesce (?, account_id)",
      id, account_id);

  return ct_statement_read_one (statement, CT_TYPE_APPOINTMENT, error);
}

CtAppointment *
ct_delivery_table_find_appointment (CtDatabase *database,
                                    const char *authorization_id,
                                    GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM appointments WHERE authorization_id = ?"
                          " ORDER BY state = 'cancelled', changed_at DESC, id DESC LIMIT 1",
                          authorization_id);

  return ct_statement_read_one (statement, CT_TYPE_APPOINTMENT, error);
}

GPtrArray *
ct_delivery_table_get_authorizations (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database,
      "SELECT * FROM authorizations WHERE account_id = ? ORDER BY created_at DESC, id DESC",
      account_id);

  return ct_statement_read_all (statement, CT_TYPE_AUTHORIZATION, error);
}

GPtrArray *
ct_delivery_table_get_appointments (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database, "SELECT * FROM appointments WHERE account_id = ? ORDER BY starts_at DESC, id DESC",
      account_id);

  return ct_statement_read_all (statement, CT_TYPE_APPOINTMENT, error);
}

CtAccount *
ct_delivery_table_find_candidate (CtDatabase *database, const char *candidate_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM accounts WHERE candidate_id = ?", candidate_id);

  return ct_statement_read_one (statement, CT_TYPE_ACCOUNT, error);
}

static char *
read_text (CtStatement *statement, const char *column, GError **error)
{
  return ct_statement_next (statement, error) ? g_strdup (ct_statement_get_text (statement, column))
                                              : NULL;
}

char *
ct_delivery_table_find_owner (CtDatabase *database, const char *authorization_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT account_id FROM authorizations WHERE id = ?",
                          authorization_id);

  return read_text (statement, "account_id", error);
}

gboolean
ct_delivery_table_find_registration (CtDatabase *database,
                                     const char *registration_id,
                                     char **account_id,
                                     char **exam_code,
                                     GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT account_id, exam_code FROM attempts WHERE registration_id = ?",
                          registration_id);

  if (ct_statement_next (statement, &failure))
    {
      *account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
      *exam_code = g_strdup (ct_statement_get_text (statement, "exam_code"));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

CtAttempt *
ct_delivery_table_find_attempt (CtDatabase *database,
                                const char *account_id,
                                const char *registration_id,
                                GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM attempts WHERE account_id = ? AND registration_id = ?",
                          account_id, registration_id);

  return ct_statement_read_one (statement, CT_TYPE_ATTEMPT, error);
}

/* Both times have whole seconds: what changed in the second in which it was sent is sent again,
 * lest the change be lost. */

GPtrArray *
ct_delivery_table_get_due_accounts (CtDatabase *database, gboolean again, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (
      database,
      "SELECT accounts.* FROM accounts"
      " LEFT JOIN testing_profiles AS profile ON profile.id = accounts.id"
      " WHERE (profile.sent_at IS NULL"
      "        OR profile.sent_at <= coalesce (accounts.changed_at, accounts.created_at)"
      "        OR (profile.state = 'pending' AND ? = '1'))"
      "   AND (profile.sent_at IS NOT NULL"
      "        OR EXISTS (SELECT 1 FROM authorizations WHERE account_id = accounts.id"
      "                   AND state IN ('pending', 'sending', 'accepted')))"
      " ORDER BY accounts.candidate_id",
      again ? "1" : "0");

  return ct_statement_read_all (statement, CT_TYPE_ACCOUNT, error);
}

static void
due_free (gpointer data)
{
  CtDueAuthorization *self = data;

  g_object_unref (self->authorization);
  g_free (self->account_id);
  g_free (self->candidate_id);
  g_free (self);
}

GPtrArray *
ct_delivery_table_get_due_authorizations (CtDatabase *database,
                                          GDateTime *now,
                                          gboolean again,
                                          GError **error)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (due_free);
  g_autoptr (GDateTime) day_before = g_date_time_add_days (now, -1);
  g_autofree char *since = ct_time_format (day_before);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement = ct_statement_new (
      database,
      "SELECT a.*, accounts.candidate_id FROM authorizations AS a"
      " JOIN accounts ON accounts.id = a.account_id"
      " WHERE a.last_day > ?"
      "   AND ((a.state = 'pending')"
      "        OR (a.state IN ('accepted', 'cancelled')"
      "            AND a.sent_at IS NOT NULL AND a.sent_at <= a.changed_at)"
      "        OR (a.state = 'sending' AND (a.sent_at <= a.changed_at OR ? = '1')))"
      " ORDER BY a.created_at, a.id",
      since, again ? "1" : "0");

  while (ct_statement_next (statement, &failure))
    {
      CtAuthorization *authorization
          = ct_statement_get_resource (statement, CT_TYPE_AUTHORIZATION, error);

      if (authorization == NULL)
        return NULL;

      CtDueAuthorization *item = g_new0 (CtDueAuthorization, 1);
      item->authorization = authorization;
      item->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
      item->candidate_id = g_strdup (ct_statement_get_text (statement, "candidate_id"));
      item->was_sent = ct_statement_get_text (statement, "sent_at") != NULL;
      g_ptr_array_add (due, item);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&due);
}

gboolean
ct_delivery_table_set_held (CtDatabase *database,
                            const char *attempt_id,
                            const char *result,
                            GError **error)
{
  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE attempts SET held_result = ? WHERE id = ?",
                                             result, attempt_id),
                           error);
}

char *
ct_delivery_table_get_held (CtDatabase *database, const char *attempt_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT held_result FROM attempts WHERE id = ?", attempt_id);

  return read_text (statement, "held_result", error);
}
