/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/feed/ct-partner-rule.h"

#include "model/ct-time.h"
#include "service/ct-plural.h"
#include "service/enrolment/ct-enrolment.h"
#include "service/feed/ct-partner-contact.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-statement.h"

static gboolean
invite (CtDatabase *database,
        CtPartnerContact *contact,
        const char *base_uri,
        GDateTime *now,
        GError **error)
{
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, contact->account_id, error);
  g_autofree char *mail_id
      = account != NULL ? ct_enrolment_invite (database, account, base_uri, now, error) : NULL;

  if (mail_id == NULL)
    return FALSE;
  g_object_set (contact, "mail-id", mail_id, NULL);
  return ct_partner_contact_save (database, contact, error);
}

gboolean
ct_partner_rule_invite (CtDatabase *database, const char *base_uri, GDateTime *now, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM partner_contacts"
                          " WHERE mail_id IS NULL AND tied_at IS NULL AND account_id IS NOT NULL"
                          " ORDER BY arrived_at, id LIMIT 500");
  g_autoptr (GPtrArray) contacts
      = ct_statement_read_all (statement, CT_TYPE_PARTNER_CONTACT, error);

  if (contacts == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      if (!invite (database, contacts->pdata[i], base_uri, now, error))
        return FALSE;
    }
  return TRUE;
}

/* What the report adds up. */
typedef struct
{
  guint n;
  guint n_tied;
  guint n_waiting;
  guint n_late;
  GTimeSpan worst;
  char *worst_id;
  GString *overdue;
  guint n_overdue;
} Tally;

static char *
describe_span (GTimeSpan span)
{
  gint64 minutes = span / G_TIME_SPAN_MINUTE;

  return g_strdup_printf ("%" G_GINT64_FORMAT " h %02d min", minutes / 60, (int) (minutes % 60));
}

/* A mail that is sent was due, for the last time, when it was. */
static void
count (Tally *tally, CtStatement *row, GDateTime *now)
{
  const GTimeSpan limit = CT_PARTNER_RULE_HOURS * G_TIME_SPAN_HOUR;
  const char *id = ct_statement_get_text (row, "id");
  const char *tied_at = ct_statement_get_text (row, "tied_at");
  const char *state = ct_statement_get_text (row, "state");
  const char *failure = ct_statement_get_text (row, "failure");
  g_autoptr (GDateTime) arrived = ct_time_parse (ct_statement_get_text (row, "arrived_at"));
  g_autoptr (GDateTime) usable = NULL;

  if (tied_at != NULL)
    usable = ct_time_parse (tied_at);
  else if (g_strcmp0 (state, "sent") == 0)
    usable = ct_time_parse (ct_statement_get_text (row, "due_at"));

  GTimeSpan span = g_date_time_difference (usable != NULL ? usable : now, arrived);
  g_autofree char *words = describe_span (span);

  tally->n++;
  tally->n_tied += tied_at != NULL;
  tally->n_waiting += usable == NULL;
  tally->n_late += usable != NULL && span > limit;
  if (usable != NULL && span >= tally->worst)
    {
      tally->worst = span;
      g_set_str (&tally->worst_id, id);
    }
  if (usable == NULL && span > limit)
    {
      tally->n_overdue++;
      g_string_append_printf (tally->overdue, "  %s, for %s: %s\n", id, words,
                              state == NULL     ? "the invitation is still to be written"
                              : failure != NULL ? failure
                                                : "the invitation is still to be sent");
    }
}

static char *
describe (Tally *tally)
{
  GString *text = g_string_new (NULL);
  g_autofree char *worst = describe_span (tally->worst);
  guint n_made = tally->n - tally->n_tied;
  guint n_in_time = tally->n_waiting - tally->n_overdue;

  g_string_append_printf (text, "%u %s: %u %s made, %u tied.\n", tally->n,
                          ct_plural (tally->n, "partner contact", "partner contacts"), n_made,
                          ct_plural (n_made, "account", "accounts"), tally->n_tied);
  if (tally->worst_id != NULL)
    g_string_append_printf (text, "The slowest took %s (%s); %u took more than %d hours.\n", worst,
                            tally->worst_id, tally->n_late, CT_PARTNER_RULE_HOURS);
  if (n_in_time > 0)
    g_string_append_printf (text, "%u %s.\n", n_in_time,
                            ct_plural (n_in_time, "waits for an invitation",
                                       "wait for their invitations"));
  if (tally->n_overdue > 0)
    g_string_append_printf (text, "%u %s for more than %d hours:\n%s", tally->n_overdue,
                            ct_plural (tally->n_overdue, "waits", "wait"), CT_PARTNER_RULE_HOURS,
                            tally->overdue->str);
  return g_string_free_and_steal (text);
}

char *
ct_partner_rule_report (CtDatabase *database, GDateTime *now, gboolean *is_kept, GError **error)
{
  g_autoptr (GString) overdue = g_string_new (NULL);
  Tally tally = { .overdue = overdue };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT c.id, c.arrived_at, c.tied_at, m.state, m.due_at, m.failure"
                          " FROM partner_contacts c LEFT JOIN mails m ON m.id = c.mail_id"
                          " WHERE c.account_id IS NOT NULL ORDER BY c.arrived_at, c.id");

  while (ct_statement_next (statement, &failure))
    count (&tally, statement, now);

  char *text = failure == NULL ? describe (&tally) : NULL;
  *is_kept = tally.n_overdue == 0;
  g_free (tally.worst_id);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return text;
}
