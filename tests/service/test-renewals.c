/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: whoever passed again before a credential's end has the next one from then on,
 * though nothing arrives at that moment; once, and told of it. */
#include <string.h>

#include "exchange.h"
#include "service/ct-renewals.h"
#include "service/mail/ct-outbox.h"
#include "service/store/ct-statement.h"

typedef struct
{
  RealService *service;
  char *token;
} Fixture;

#define ENDING \
  "SELECT c.id FROM credentials AS c JOIN attempts AS a" \
  " ON a.account_id = c.account_id AND a.taken_at = c.issued_at AND a.result = 'passed'" \
  " WHERE c.account_id = 'zofia' AND c.state = 'active' AND c.revoked_at IS NULL" \
  " AND c.expires_at IS NOT NULL AND a.kind = 'exam' ORDER BY c.issued_at LIMIT 1"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);
  real_service_execute (fixture->service,
                        "UPDATE credentials SET renewal_seen_at = '2020-01-01T00:00:00Z'");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
}

static gpointer
renew_in_store (CtDatabase *database, gpointer now, GError **error)
{
  ct_renewals_issue (database, now, error);
  return NULL;
}

static void
renew (Fixture *fixture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;

  ct_store_run (real_service_get_store (fixture->service), CT_STORE_WRITE, renew_in_store, now,
                &error);
  g_assert_no_error (error);
}

static gpointer
count_in_store (CtDatabase *database, gpointer sql, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (database, sql);

  g_assert_true (ct_statement_next (statement, error));
  return g_strdup (ct_statement_get_text (statement, "n"));
}

static void
assert_count (Fixture *fixture, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *n = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ,
                                     count_in_store, (gpointer) sql, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (n, ==, expected);
}

/* A credential of the candidate ended yesterday. By its evidence it would not have. */
static void
let_end (Fixture *fixture)
{
  real_service_execute (fixture->service, "CREATE TABLE ending AS " ENDING);
  real_service_execute (fixture->service,
                        "DELETE FROM credential_bases WHERE id IN (SELECT id FROM ending)");
  real_service_execute (fixture->service,
                        "UPDATE credentials SET renewal_seen_at = NULL,"
                        " expires_at = strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day')"
                        " WHERE id IN (SELECT id FROM ending)");
}

#define NEXT \
  "SELECT count (*) AS n FROM credentials AS next JOIN credentials AS old" \
  " ON next.achievement_id = old.achievement_id AND next.account_id = old.account_id" \
  " AND next.issued_at = old.expires_at WHERE old.id IN (SELECT id FROM ending)"
#define MAILS "SELECT count (*) AS n FROM mails WHERE subject = 'You have earned a credential'"
#define EVENTS \
  "SELECT count (*) AS n FROM events WHERE kind = 'credential-earned'" \
  " AND at > strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 hour')"

static void
test_passed_again (Fixture *fixture, gconstpointer data)
{
  let_end (fixture);
  real_service_execute (
      fixture->service,
      "INSERT INTO attempts (id, account_id, exam_code, exam_title, kind, taken_at, result, score,"
      " passing_score) SELECT 'again', a.account_id, a.exam_code, a.exam_title, a.kind,"
      " strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '-30 days'), 'passed', 90, 70"
      " FROM attempts AS a JOIN credentials AS c"
      " ON a.account_id = c.account_id AND a.taken_at = c.issued_at"
      " WHERE c.id IN (SELECT id FROM ending) LIMIT 1");
  assert_count (fixture, NEXT, "0");

  renew (fixture);
  assert_count (fixture, NEXT, "1");
  assert_count (fixture, MAILS, "1");
  assert_count (fixture, EVENTS, "1");

  renew (fixture);
  assert_count (fixture, NEXT, "1");
  assert_count (fixture, MAILS, "1");
}

static void
test_not_passed_again (Fixture *fixture, gconstpointer data)
{
  let_end (fixture);
  renew (fixture);
  assert_count (fixture, NEXT, "0");
  assert_count (fixture, MAILS, "0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);

  g_test_add ("/renewals/passed-again", Fixture, NULL, set_up, test_passed_again, tear_down);
  g_test_add ("/renewals/not-passed-again", Fixture, NULL, set_up, test_not_passed_again,
              tear_down);

  return g_test_run ();
}
