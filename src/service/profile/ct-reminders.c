/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/profile/ct-reminders.h"

#include "model/ct-periods.h"
#include "model/ct-time.h"
#include "service/profile/ct-notices.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-statement.h"

/* Each gives account_id, subject (of which nobody is told twice), title and day; the values are
 * the days before, now, and the last instant to be told of. */

#define EXPIRING \
  "SELECT c.account_id, c.id || '/' || ? AS subject, c.title, c.expires_at AS day" \
  " FROM credentials AS c" \
  " WHERE c.expires_at > ? AND c.expires_at <= ? AND c.revoked_at IS NULL" \
  " AND NOT EXISTS (SELECT 1 FROM credentials AS later" \
  "   WHERE later.account_id = c.account_id AND later.achievement_id = c.achievement_id" \
  "   AND later.revoked_at IS NULL" \
  "   AND (later.expires_at IS NULL OR later.expires_at > c.expires_at))"

#define RETIRING \
  "SELECT DISTINCT a.account_id, e.id || '/' || ? AS subject, e.id || ', ' || e.title AS title," \
  " e.retired_at AS day" \
  " FROM exams AS e JOIN attempts AS a ON a.exam_code = e.id" \
  " WHERE e.retired_at > ? AND e.retired_at <= ? AND a.result = 'failed'" \
  " AND NOT EXISTS (SELECT 1 FROM attempts AS passed" \
  "   WHERE passed.account_id = a.account_id AND passed.exam_code = e.id" \
  "   AND passed.result = 'passed')"

/* Whom nobody has told. */
#define UNTOLD(query) \
  "SELECT * FROM (" query ") AS due WHERE NOT EXISTS (SELECT 1 FROM notices" \
  " WHERE notices.account_id = due.account_id AND notice = ? AND notices.subject = due.subject)" \
  " ORDER BY account_id, subject"

static const struct
{
  CtNotice notice;
  const char *nick;
  int days;
  const char *sql;
} kinds[] = {
  { CT_NOTICE_EXPIRY, "expiry", CT_PERIOD_LAST_REMINDER, UNTOLD (EXPIRING) },
  { CT_NOTICE_EXPIRY, "expiry", CT_PERIOD_FIRST_REMINDER, UNTOLD (EXPIRING) },
  { CT_NOTICE_RETIREMENT, "retirement", CT_PERIOD_FIRST_REMINDER, UNTOLD (RETIRING) },
};

/* One of them, taken out of its row. */
typedef struct
{
  char *account_id;
  char *subject;
  char *title;
  char *day;
} Due;

static void
due_free (Due *due)
{
  g_free (due->account_id);
  g_free (due->subject);
  g_free (due->title);
  g_free (due->day);
  g_free (due);
}

static GPtrArray *
find_due (CtDatabase *database, gsize kind, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) due_free);
  g_autoptr (GDateTime) end = g_date_time_add_days (now, kinds[kind].days);
  g_autofree char *from = ct_time_format (now);
  g_autofree char *until = ct_time_format (end);
  g_autofree char *days = g_strdup_printf ("%d", kinds[kind].days);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, kinds[kind].sql, days, from, until, kinds[kind].nick);

  while (ct_statement_next (statement, &failure))
    {
      Due *due = g_new0 (Due, 1);

      due->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
      due->subject = g_strdup (ct_statement_get_text (statement, "subject"));
      due->title = g_strdup (ct_statement_get_text (statement, "title"));
      due->day = g_strdup (ct_statement_get_text (statement, "day"));
      g_ptr_array_add (found, due);
    }

  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static CtMail *
write_mail (CtAccount *account, CtNotice notice, Due *due)
{
  g_autoptr (GDateTime) at = ct_time_parse (due->day);
  g_autofree char *day = g_date_time_format (at, "%-d %B %Y");
  g_autofree char *words = NULL;
  CtMail *mail;

  if (notice == CT_NOTICE_EXPIRY)
    {
      mail = ct_mail_new (account->email, account->name, "A credential is about to expire");
      words = g_strdup_printf ("“%s” expires on %s.", due->title, day);
      ct_mail_add_paragraph (mail, words);
      ct_mail_add_paragraph (mail,
                             "Look at it under Progress in CertTracker to see what renews it. "
                             "If you do that in time, there is no gap.");
    }
  else
    {
      mail = ct_mail_new (account->email, account->name, "An exam is about to be retired");
      words = g_strdup_printf ("“%s”, which you have not passed yet, can be taken until %s.",
                               due->title, day);
      ct_mail_add_paragraph (mail, words);
      ct_mail_add_paragraph (mail,
                             "If you mean to pass it, register in CertTracker soon. After that "
                             "day, look there for what takes its place.");
    }
  return mail;
}

/* Who is told late is not told again of what came before. */
static gboolean
note (CtDatabase *database, Due *due, const char *nick, GDateTime *now, GError **error)
{
  g_autofree char *written_at = ct_time_format (now);
  g_autofree char *thing = g_path_get_dirname (due->subject);
  g_autofree char *first = g_strdup_printf ("%s/%d", thing, CT_PERIOD_FIRST_REMINDER);
  const char *const subjects[] = { due->subject, first };

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (!ct_statement_run (
            ct_statement_new (database,
                              "INSERT INTO notices (account_id, notice, subject, written_at)"
                              " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                              due->account_id, nick, subjects[i], written_at),
            error))
      return FALSE;
  return TRUE;
}

static gboolean
tell (CtDatabase *database,
      gsize kind,
      Due *due,
      const char *base_uri,
      GDateTime *now,
      GError **error)
{
  g_autoptr (CtAccount) account = ct_candidate_table_get_account (database, due->account_id, error);
  g_autoptr (CtMail) mail = NULL;

  if (account == NULL)
    return FALSE;
  if (!ct_notices_is_wanted (account, kinds[kind].notice)
      || !ct_mail_address_is_valid (account->email))
    return TRUE;

  mail = write_mail (account, kinds[kind].notice, due);
  return ct_notices_send (database, account, kinds[kind].notice, mail, base_uri, now, error)
         && note (database, due, kinds[kind].nick, now, error);
}

gboolean
ct_reminders_write (CtDatabase *database, const char *base_uri, GDateTime *now, GError **error)
{
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autoptr (GPtrArray) due = find_due (database, kind, now, error);

      if (due == NULL)
        return FALSE;
      for (guint i = 0; i < due->len; i++)
        if (!tell (database, kind, g_ptr_array_index (due, i), base_uri, now, error))
          return FALSE;
    }
  return TRUE;
}
