/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: everybody in the partner record gets one account and the way into it, whatever else
 * is in the file and however often it comes; and whoever waits too long is seen. */
#include <string.h>

#include "exchange.h"
#include "service/enrolment/ct-enrolment.h"
#include "service/feed/ct-partner-import.h"
#include "service/feed/ct-partner-rule.h"
#include "service/mail/ct-outbox.h"
#include "service/recovery/ct-recovery.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-statement.h"

#define HEADER "PartnerNet ID,Company,First Name,Last Name,E-Mail,Country\r\n"
#define ANA "PN-1,\"Muestra Sistemas, S.L.\",Ana,Prueba,ana@muestra-sistemas.example.com,es\r\n"
#define TERMS "\"terms_version\":\"2025-1\",\"privacy_version\":\"2025-1\""
#define PASSWORD "a new and long one"

typedef struct
{
  RealService *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
}

static void
import (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CtPartnerReport) report
      = ct_partner_import (real_service_get_store (fixture->service), bytes, now, &error);

  g_assert_no_error (error);
  g_autofree char *said = ct_partner_report_to_text (report, "f");
  g_assert_cmpstr (said, ==, expected);
}

/* The plurals of the counts that occur. */
#define S_0 "s"
#define S_1 ""
#define S_2 "s"
#define S_8 "s"
#define S_5000 "s"

#define SAID(made, tied, changed, known, left) \
  "f: " #made " account" S_##made " made, " #tied " tied, " #changed " contact" S_##changed \
      " changed, " #known " known already, " #left " row" S_##left " left out\n"

/* What the service does after an import. */
static gpointer
invite_in_store (CtDatabase *database, gpointer data, GError **error)
{
  (void) (ct_partner_rule_invite (database, "https://example.org/", data, error)
          && ct_recovery_answer (database, data, error)
          && ct_enrolment_answer (database, data, error));
  return NULL;
}

static gpointer
get_mails_in_store (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mails (database, data, error);
}

static GPtrArray *
get_mails (Fixture *fixture, const char *recipient)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  CtStore *store = real_service_get_store (fixture->service);

  ct_store_run (store, CT_STORE_WRITE, invite_in_store, now, &error);
  g_assert_no_error (error);
  GPtrArray *mails
      = ct_store_run (store, CT_STORE_READ, get_mails_in_store, (gpointer) recipient, &error);
  g_assert_no_error (error);
  return mails;
}

static char *
get_code (CtMail *mail)
{
  g_autofree char *text = ct_mail_to_text (mail);
  const char *link = strstr (text, "https://example.org/enrol/");

  g_assert_nonnull (link);
  link += strlen ("https://example.org/enrol/");
  return g_strndup (link, strcspn (link, "\r\n"));
}

static gpointer
query_in_store (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtStatement) statement = ct_statement_new (database, data);

  return ct_statement_next (statement, error) ? g_strdup (ct_statement_get_text (statement, "x"))
                                              : NULL;
}

static char *
query (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ,
                             query_in_store, (gpointer) sql, &error);

  g_assert_no_error (error);
  return text;
}

#define assert_query(fixture, sql, expected) \
  G_STMT_START \
  { \
    g_autofree char *found = query (fixture, sql); \
    g_assert_cmpstr (found, ==, expected); \
  } \
  G_STMT_END

static guint
try_password (Fixture *fixture, const char *name)
{
  g_autofree char *body
      = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}", name, PASSWORD);
  g_autoptr (Exchange) exchange
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", body, NULL);

  return exchange->status;
}

/* Row, account, mail, user name and password: the way in. */
static void
test_invitation (Fixture *fixture, gconstpointer data)
{
  import (fixture, HEADER ANA, SAID (1, 0, 0, 0, 0));

  g_autoptr (GPtrArray) mails = get_mails (fixture, "ana@muestra-sistemas.example.com");
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *code = get_code (mails->pdata[0]);
  g_autofree char *check = g_strdup_printf ("{\"code\":\"%s\"}", code);
  g_autofree char *body
      = g_strdup_printf ("{\"code\":\"%s\",\"user_name\":\"ana\",\"password\":\"" PASSWORD
                         "\"," TERMS "}",
                         code);
  g_autoptr (Exchange) known
      = exchange_run (fixture->service, NULL, "POST", "/v1/enrolments/check", check, NULL);

  g_assert_cmpuint (known->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (known, "name"), ==, "Ana Prueba");
  g_assert_cmpstr (exchange_get_string (known, "company"), ==, "Muestra Sistemas, S.L.");

  g_autoptr (Exchange) done
      = exchange_run (fixture->service, NULL, "POST", "/v1/enrolments/finish", body, NULL);
  g_assert_cmpuint (done->status, ==, 201);
  g_assert_cmpuint (try_password (fixture, "ana"), ==, 201);
  assert_query (fixture,
                "SELECT is_partner || company || country || given_name AS x FROM accounts"
                " WHERE user_name = 'ana'",
                "1Muestra Sistemas, S.L.ESAna");

  /* The file comes again: nothing is undone, and nobody is invited twice. */
  import (fixture, HEADER ANA, SAID (0, 0, 0, 1, 0));
  g_autoptr (GPtrArray) again = get_mails (fixture, "ana@muestra-sistemas.example.com");
  g_assert_cmpuint (again->len, ==, 2); /* the second is the welcome */
  g_assert_cmpuint (try_password (fixture, "ana"), ==, 201);
}

/* Who has an account keeps it, by the address in any case. */
static void
test_tied (Fixture *fixture, gconstpointer data)
{
  import (fixture, HEADER "PN-2,beispiel-systemhaus,Zofia,W,ZOFIA@Example.COM,\r\n",
          SAID (0, 1, 0, 0, 0));
  assert_query (fixture,
                "SELECT is_partner || company || given_name AS x FROM accounts WHERE id = 'zofia'",
                "1Beispiel Systemhaus GmbHZofia");

  g_autoptr (GPtrArray) mails = get_mails (fixture, "zofia@example.com");
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (mails->pdata[0]);
  g_assert_null (strstr (text, "/enrol/"));
  import (fixture, HEADER "pn-2,beispiel-systemhaus,Zofia,W,ZOFIA@Example.COM,\r\n",
          SAID (0, 0, 0, 1, 0));
}

static void
test_bad_rows (Fixture *fixture, gconstpointer data)
{
  import (fixture,
          HEADER "PN-1,Nowhere,A,B,a1@example.org,\r\n"
                 "PN-2,Namuna Bank,A,B,a2@example.org,\r\n"
                 ",muestra-sistemas,A,B,a3@example.org,\r\n"
                 "PN-4,muestra-sistemas,,B,a4@example.org,\r\n"
                 "PN-5,muestra-sistemas,A,B,nobody,\r\n"
                 "PN-6,muestra-sistemas,A,B,a6@example.org,\r\n"
                 "pn-6,muestra-sistemas,A,B,a7@example.org,\r\n"
                 "PN-8,muestra-sistemas,A,B,A6@EXAMPLE.ORG,\r\n"
                 "PN-9,muestra-sistemas\r\n"
                 "PN-10,muestra-sistemas,愛,見本,a10@example.org,JP\r\n",
          SAID (2, 0, 0, 0, 8) "  line 2: the program's list has no company “Nowhere”\n"
                               "  line 3: “Namuna Bank” is no partner company\n"
                               "  line 4: it has no PartnerNet id\n"
                               "  line 5: it lacks a name\n"
                               "  line 6: “nobody” is no e-mail address\n"
                               "  line 8: the PartnerNet id pn-6 is on line 7 already\n"
                               "  line 9: the address A6@EXAMPLE.ORG is that of the contact pn-6\n"
                               "  line 10: it has 2 cells, the header has 6\n");
  assert_query (fixture,
                "SELECT name || coalesce (given_name, '-') AS x FROM accounts"
                " WHERE email = 'a10@example.org'",
                "愛 見本-");
}

/* Another company; a new address before the invitation was used, and after. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  import (fixture, HEADER ANA, SAID (1, 0, 0, 0, 0));
  g_autoptr (GPtrArray) first = get_mails (fixture, "ana@muestra-sistemas.example.com");
  g_autofree char *old_code = get_code (first->pdata[0]);

  import (fixture, HEADER "PN-1,exemple-reseaux,Ana,Prueba,ana@exemple-reseaux.example.com,fr\r\n",
          SAID (0, 0, 1, 0, 0));
  g_autoptr (GPtrArray) second = get_mails (fixture, "ana@exemple-reseaux.example.com");
  g_assert_cmpuint (second->len, ==, 1);
  g_autofree char *code = get_code (second->pdata[0]);
  g_autofree char *late = g_strdup_printf ("{\"code\":\"%s\"}", old_code);
  g_autoptr (Exchange) ended
      = exchange_run (fixture->service, NULL, "POST", "/v1/enrolments/check", late, NULL);
  exchange_assert_problem (ended, 404, NULL);

  g_autofree char *body
      = g_strdup_printf ("{\"code\":\"%s\",\"user_name\":\"ana\",\"password\":\"" PASSWORD
                         "\"," TERMS "}",
                         code);
  g_autoptr (Exchange) done
      = exchange_run (fixture->service, NULL, "POST", "/v1/enrolments/finish", body, NULL);
  g_assert_cmpuint (done->status, ==, 201);

  import (fixture, HEADER ANA, SAID (0, 0, 1, 0, 0));
  assert_query (fixture,
                "SELECT company || email || user_name AS x FROM accounts WHERE user_name = 'ana'",
                "Muestra Sistemas, S.L.ana@exemple-reseaux.example.comana");

  /* An address of somebody else is nobody's to give. */
  import (fixture, HEADER "PN-1,muestra-sistemas,Ana,Prueba,zofia@example.com,es\r\n",
          SAID (0, 0, 0, 0,
                1) "  line 2: the address zofia@example.com is that of another account\n");
}

/* Who lost the invitation asks for another as for a password. */
static void
test_lost_invitation (Fixture *fixture, gconstpointer data)
{
  import (fixture, HEADER ANA, SAID (1, 0, 0, 0, 0));
  real_service_execute (fixture->service, "DELETE FROM enrolments");
  real_service_execute (fixture->service, "UPDATE partner_contacts SET mail_id = 'gone'");
  g_autoptr (Exchange) asked
      = exchange_run (fixture->service, NULL, "POST", "/v1/recoveries",
                      "{\"name\":\"ana@muestra-sistemas.example.com\",\"forgot\":\"password\"}",
                      NULL);
  g_assert_cmpuint (asked->status, ==, 202);

  g_autoptr (GPtrArray) mails = get_mails (fixture, "ana@muestra-sistemas.example.com");
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (mails->pdata[0]);
  g_assert_nonnull (strstr (text, "/enrol/"));
}

/* 5000 rows, as CSV and as JSON. */
static void
test_thousands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new (HEADER);
  g_autoptr (GString) json = g_string_new ("[\n");

  for (int i = 0; i < 5000; i++)
    {
      g_string_append_printf (csv, "PN-%d,muestra-sistemas,A,B,a%d@example.org,es\r\n", i, i);
      g_string_append_printf (json,
                              "%s{\"partnernet_id\":\"PN-%d\",\"company\":\"muestra-sistemas\","
                              "\"given_name\":\"A\",\"family_name\":\"B\",\"email\":"
                              "\"a%d@example.org\",\"country\":\"es\"}\n",
                              i > 0 ? "," : "", i, i);
    }
  g_string_append_c (json, ']');

  gint64 began = g_get_monotonic_time ();
  import (fixture, csv->str, SAID (5000, 0, 0, 0, 0));
  import (fixture, json->str, SAID (0, 0, 0, 5000, 0));
  g_test_message ("%.1f s", (g_get_monotonic_time () - began) / 1e6);
}

/* The rule. */

typedef struct
{
  GDateTime *now;
  gboolean is_kept;
} Question;

static gpointer
report_in_store (CtDatabase *database, gpointer data, GError **error)
{
  Question *question = data;

  return ct_partner_rule_report (database, question->now, &question->is_kept, error);
}

static void
assert_report (Fixture *fixture, int hours, gboolean is_kept, const char *expected)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, hours);
  Question question = { then, FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ,
                                        report_in_store, &question, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (question.is_kept, ==, is_kept);
}

static void
test_rule (Fixture *fixture, gconstpointer data)
{
  assert_report (fixture, 0, TRUE, "0 partner contacts: 0 accounts made, 0 tied.\n");
  import (fixture, HEADER ANA "PN-2,muestra-sistemas,Zofia,W,zofia@example.com,\r\n",
          SAID (1, 1, 0, 0, 0));

  assert_report (fixture, 0, TRUE,
                 "2 partner contacts: 1 account made, 1 tied.\n"
                 "The slowest took 0 h 00 min (pn-2); 0 took more than 24 hours.\n"
                 "1 waits for an invitation.\n");
  assert_report (fixture, 25, FALSE,
                 "2 partner contacts: 1 account made, 1 tied.\n"
                 "The slowest took 0 h 00 min (pn-2); 0 took more than 24 hours.\n"
                 "1 waits for more than 24 hours:\n"
                 "  pn-1, for 25 h 00 min: the invitation is still to be written\n");

  /* A mail server that does not take it is named. */
  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);
  g_assert_cmpuint (mails->len, ==, 2);
  real_service_execute (fixture->service,
                        "UPDATE mails SET state = 'failed', failure = 'no such mailbox'");
  assert_report (fixture, 25, FALSE,
                 "2 partner contacts: 1 account made, 1 tied.\n"
                 "The slowest took 0 h 00 min (pn-2); 0 took more than 24 hours.\n"
                 "1 waits for more than 24 hours:\n"
                 "  pn-1, for 25 h 00 min: no such mailbox\n");

  /* It went out, but too late. */
  real_service_execute (fixture->service, "UPDATE mails SET state = 'sent', failure = NULL,"
                                          " due_at = '2026-01-02T06:30:00Z'");
  real_service_execute (fixture->service,
                        "UPDATE partner_contacts SET arrived_at = '2026-01-01T00:00:00Z',"
                        " tied_at = CASE WHEN id = 'pn-2' THEN '2026-01-01T00:00:00Z' END");
  assert_report (fixture, 25, TRUE,
                 "2 partner contacts: 1 account made, 1 tied.\n"
                 "The slowest took 30 h 30 min (pn-1); 1 took more than 24 hours.\n");
}

/* As staff run it. */

static char *
run (int status, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *argument;
  char *words = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) SERVICE);
  va_start (list, status);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_autoptr (GSubprocess) process
      = g_subprocess_newv ((const char *const *) arguments->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                           &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &words, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (process) != status)
    g_error ("%s", words);
  return words;
}

static void
test_commands (Fixture *fixture, gconstpointer data)
{
  const char *directory = ct_store_get_directory (real_service_get_store (fixture->service));
  g_autofree char *path = g_build_filename (directory, "contacts.csv", NULL);

  g_assert_true (
      g_file_set_contents (path, HEADER ANA "PN-2,Nowhere,A,B,a@example.org,\r\n", -1, NULL));
  g_autofree char *first = run (1, "import-partner-contacts", path, "--data-dir", directory, NULL);
  g_assert_cmpstr (first, ==,
                   "contacts.csv: 1 account made, 0 tied, 0 contacts changed, 0 known already, "
                   "1 row left out\n"
                   "  line 3: the program's list has no company “Nowhere”\n");
  g_autofree char *rule = run (0, "partner-contacts", "--data-dir", directory, NULL);
  g_assert_nonnull (strstr (rule, "1 partner contact: 1 account made, 0 tied."));

  g_assert_true (g_file_set_contents (path, "not,a,feed\n", -1, NULL));
  g_autofree char *none = run (1, "import-partner-contacts", path, "--data-dir", directory, NULL);
  g_assert_nonnull (strstr (none, "Its first row has no column “company”."));
  g_autofree char *usage = run (2, "import-partner-contacts", NULL);
  g_autofree char *other = run (2, "partner-contacts", NULL);
}

#define ADD(name, function) \
  g_test_add ("/partner-feed/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("invitation", test_invitation);
  ADD ("tied", test_tied);
  ADD ("bad-rows", test_bad_rows);
  ADD ("changes", test_changes);
  ADD ("lost-invitation", test_lost_invitation);
  ADD ("thousands", test_thousands);
  ADD ("rule", test_rule);
  ADD ("commands", test_commands);
  return g_test_run ();
}
