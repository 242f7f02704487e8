/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who wants an account gets one by mail and once, employees of partner companies are
 * led to their contact, and nobody learns which addresses have an account. */
#include <string.h>

#include "exchange.h"
#include "service/enrolment/ct-enrolment.h"
#include "service/mail/ct-outbox.h"

#define ADDRESS "Nadia.Newcomer@example.org"
#define PASSWORD "a new and long one"
#define TERMS "\"terms_version\":\"2025-1\",\"privacy_version\":\"2025-1\""
#define NAMES "\"given_name\":\"Nadia\",\"family_name\":\"Newcomer\""
#define SELF "\"user_name\":\"nadia\",\"password\":\"" PASSWORD "\"," NAMES

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

static Exchange *
post (Fixture *fixture, const char *path, const char *body)
{
  return exchange_run (fixture->service, NULL, "POST", path, body, NULL);
}

static void
ask (Fixture *fixture, const char *email)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\"}", email);
  g_autoptr (Exchange) exchange = post (fixture, "/v1/enrolments", body);

  g_assert_cmpuint (exchange->status, ==, 202);
  g_assert_cmpuint (g_bytes_get_size (exchange->body), ==, 0);
}

static gpointer
answer_in_store (CtDatabase *database, gpointer data, GError **error)
{
  ct_enrolment_answer (database, data, error);
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

  ct_store_run (store, CT_STORE_WRITE, answer_in_store, now, &error);
  g_assert_no_error (error);
  GPtrArray *mails
      = ct_store_run (store, CT_STORE_READ, get_mails_in_store, (gpointer) recipient, &error);
  g_assert_no_error (error);
  return mails;
}

static char *
get_code (Fixture *fixture)
{
  ask (fixture, ADDRESS);

  g_autoptr (GPtrArray) mails = get_mails (fixture, ADDRESS);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  const char *link = strstr (text, "/enrol/");
  g_assert_nonnull (link);
  link += strlen ("/enrol/");
  return g_strndup (link, strcspn (link, "\r\n"));
}

/* @rest: members behind the code */
static Exchange *
finish (Fixture *fixture, const char *code, const char *rest)
{
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\",%s}", code, rest);

  return post (fixture, "/v1/enrolments/finish", body);
}

static Exchange *
sign_in (Fixture *fixture, const char *name)
{
  g_autofree char *body
      = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}", name, PASSWORD);

  return post (fixture, "/v1/sessions", body);
}

static void
assert_refused (Exchange *exchange, const char *pointer)
{
  exchange_assert_problem (exchange, 422, "invalid");
  JsonArray *errors
      = json_object_get_array_member (json_node_get_object (exchange->json), "errors");
  g_assert_cmpuint (json_array_get_length (errors), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (errors, 0),
                                                  "pointer"),
                   ==, pointer);
}

static void
test_new_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture);
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", code);
  g_autoptr (Exchange) known = post (fixture, "/v1/enrolments/check", body);

  g_assert_cmpuint (known->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (known, "email"), ==, ADDRESS);

  g_autoptr (Exchange) made = finish (fixture, code, SELF "," TERMS ",\"name\":\"Надя\"");
  g_assert_cmpuint (made->status, ==, 201);
  g_assert_true (
      g_regex_match_simple ("^CT-[0-9]{8}$", exchange_get_string (made, "candidate_id"), 0, 0));

  /* The address and the user name both sign in, in any case. */
  g_autoptr (Exchange) by_address = sign_in (fixture, "nadia.NEWCOMER@example.org");
  g_autoptr (Exchange) by_name = sign_in (fixture, "Nadia");
  g_assert_cmpuint (by_address->status, ==, 201);
  g_assert_cmpuint (by_name->status, ==, 201);

  /* What was accepted is recorded with its version. */
  g_autoptr (Exchange) account
      = exchange_get (fixture->service, exchange_get_string (by_name, "access_token"),
                      "/v1/account");
  g_assert_cmpstr (exchange_get_string (account, "name"), ==, "Надя");
  JsonArray *acceptances
      = json_object_get_array_member (json_node_get_object (account->json), "acceptances");
  g_assert_cmpuint (json_array_get_length (acceptances), ==, 2);
  JsonObject *first = json_array_get_object_element (acceptances, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "agreement_id"), ==, "terms");
  g_assert_cmpstr (json_object_get_string_member (first, "version"), ==, "2025-1");

  g_autoptr (Exchange) events
      = exchange_get (fixture->service, exchange_get_string (by_name, "access_token"),
                      "/v1/events");
  g_autofree char *history = json_to_string (events->json, FALSE);
  g_assert_nonnull (strstr (history, "\"kind\":\"registered\""));
  g_assert_nonnull (strstr (history, "Terms of Use, 2025-1"));
  g_assert_nonnull (strstr (history, "Privacy Notice, 2025-1"));
}

/* An answer that is lost is given again; nobody else gets anything by the code. */
static void
test_code_is_used_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture);
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", code);
  g_autoptr (Exchange) first = finish (fixture, code, SELF "," TERMS);
  g_autoptr (Exchange) again = finish (fixture, code, SELF "," TERMS);
  g_autoptr (Exchange) other
      = finish (fixture, code,
                "\"user_name\":\"eve\",\"password\":\"" PASSWORD "\"," NAMES "," TERMS);
  g_autoptr (Exchange) check = post (fixture, "/v1/enrolments/check", body);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_cmpstr (exchange_get_string (again, "candidate_id"), ==,
                   exchange_get_string (first, "candidate_id"));
  exchange_assert_problem (other, 404, NULL);
  exchange_assert_problem (check, 404, NULL);
}

static void
test_code_expires (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture);

  real_service_pass_time (fixture->service, CT_ENROLMENT_HOURS * 3600 + 1);
  g_autoptr (Exchange) late = finish (fixture, code, SELF "," TERMS);
  exchange_assert_problem (late, 404, NULL);
}

/* Each thing that is wrong is said where it is, and does not cost the code. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *rest;
    const char *pointer;
  } cases[] = {
    { "\"password\":\"" PASSWORD "\"," NAMES "," TERMS, "#/user_name" },
    { "\"user_name\":\"ZOFIA\",\"password\":\"" PASSWORD "\"," NAMES "," TERMS, "#/user_name" },
    { "\"user_name\":\"na dia\",\"password\":\"" PASSWORD "\"," NAMES "," TERMS, "#/user_name" },
    { "\"user_name\":\"eve@example.org\",\"password\":\"" PASSWORD "\"," NAMES "," TERMS,
      "#/user_name" },
    { "\"user_name\":\"nadia\",\"password\":\"short\"," NAMES "," TERMS, "#/password" },
    { "\"user_name\":\"nadia\",\"password\":\"" PASSWORD "\",\"family_name\":\"N\"," TERMS,
      "#/given_name" },
    { "\"user_name\":\"nadia\",\"password\":\"" PASSWORD
      "\",\"given_name\":\"Надя\",\"family_name\":\"N\"," TERMS,
      "#/given_name" },
    { SELF ",\"privacy_version\":\"2025-1\"", "#/terms_version" },
    { SELF ",\"terms_version\":\"2025-1\",\"privacy_version\":\"2024-1\"", "#/privacy_version" },
    { SELF "," TERMS ",\"registration_id\":\"3199\"", "#/registration_id" },
  };
  g_autofree char *code = get_code (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Exchange) exchange = finish (fixture, code, cases[i].rest);
      assert_refused (exchange, cases[i].pointer);
      real_service_pass_time (fixture->service, 60);
    }

  g_autoptr (Exchange) made = finish (fixture, code, SELF "," TERMS);
  g_assert_cmpuint (made->status, ==, 201);
}

/* The answer is the same; the one who has the address is told that there is an account. */
static void
test_known_address (Fixture *fixture, gconstpointer data)
{
  ask (fixture, "Zofia@Example.com");

  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);
  g_assert_cmpuint (mails->len, ==, 1);
  CtMail *mail = g_ptr_array_index (mails, 0);
  g_autofree char *text = ct_mail_to_text (mail);
  g_assert_cmpstr (mail->recipient, ==, "zofia@example.com");
  g_assert_null (strstr (text, "/enrol/"));
  g_assert_nonnull (strstr (text, "/recover"));
}

static void
test_few_mails (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    {
      ask (fixture, "zofia@example.com");
      ask (fixture, i % 2 == 0 ? ADDRESS : "nadia.newcomer@EXAMPLE.org");
    }

  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);
  g_assert_cmpuint (mails->len, ==, 6);
}

/* By the domain of the address, or by the company that was chosen. */
static void
test_partner (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "{\"email\":\"ana@Mail.Muestra-Sistemas.example.com\"}",
    "{\"email\":\"ana@example.org\",\"company_id\":\"muestra-sistemas\"}",
    "{\"email\":\"ana@bsh.example.com\",\"company_id\":\"namuna-bank\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Exchange) exchange = post (fixture, "/v1/enrolments", bodies[i]);

      exchange_assert_problem (exchange, 403, "partner-company");
      g_assert_nonnull (strstr (exchange_get_string (exchange, "detail"), "partner-contact@"));
    }

  /* Whose domain only ends alike is somebody else. */
  ask (fixture, "ana@notmuestra-sistemas.example.com");
  g_autoptr (GPtrArray) mails = get_mails (fixture, NULL);
  g_assert_cmpuint (mails->len, ==, 1);
}

static void
test_bad_requests (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "{}",
    "{\"email\":\"nobody\"}",
    "{\"email\":\"a@example.org\\r\\nBcc: b@example.org\"}",
    "{\"email\":\"a@example.org\",\"company_id\":\"nowhere\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Exchange) exchange = post (fixture, "/v1/enrolments", bodies[i]);
      exchange_assert_problem (exchange, 422, "invalid");
    }
}

/* "… and I have a score report": the exam is there when the account is. */
static void
test_score_report (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture);

  real_service_execute (
      fixture->service,
      "INSERT INTO unclaimed_results (id, candidate_id, given_name, family_name, exam_code,"
      " taken_at, result, score, passing_score, received_at) VALUES"
      " ('3199', 'VUE77', 'NADIA', 'NEWCOMER', '250-428', '2026-04-05T08:00:00Z', 'passed', 82,"
      " 70, '2026-04-06T06:00:00Z')");
  g_autoptr (Exchange) eve = finish (fixture, code,
                                     "\"user_name\":\"nadia\",\"password\":\"" PASSWORD
                                     "\",\"given_name\":\"Eve\",\"family_name\":\"Newcomer\"," TERMS
                                     ",\"registration_id\":\"3199\"");
  assert_refused (eve, "#/registration_id");

  g_autoptr (Exchange) made
      = finish (fixture, code, SELF "," TERMS ",\"registration_id\":\"3199\"");
  g_assert_cmpuint (made->status, ==, 201);
  g_autoptr (Exchange) session = sign_in (fixture, "nadia");
  g_autoptr (Exchange) attempts
      = exchange_get (fixture->service, exchange_get_string (session, "access_token"),
                      "/v1/attempts");
  JsonArray *items = exchange_get_items (attempts);
  g_assert_cmpuint (json_array_get_length (items), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (items, 0),
                                                  "registration_id"),
                   ==, "3199");
}

/* Numbers can be guessed, so that only some may be tried. */
static void
test_guessing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture);

  real_service_execute (
      fixture->service,
      "INSERT INTO unclaimed_results (id, candidate_id, given_name, family_name, exam_code,"
      " taken_at, result, received_at) VALUES ('3199', 'VUE77', 'NADIA', 'NEWCOMER', '250-428',"
      " '2026-04-05T08:00:00Z', 'failed', '2026-04-06T06:00:00Z')");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *rest = g_strdup_printf (SELF "," TERMS ",\"registration_id\":\"%d\"", i);
      g_autoptr (Exchange) exchange = finish (fixture, code, rest);

      assert_refused (exchange, "#/registration_id");
      real_service_pass_time (fixture->service, 60);
    }

  g_autoptr (Exchange) right
      = finish (fixture, code, SELF "," TERMS ",\"registration_id\":\"3199\"");
  assert_refused (right, "#/registration_id");
  g_autoptr (Exchange) without = finish (fixture, code, SELF "," TERMS);
  g_assert_cmpuint (without->status, ==, 201);
}

/* An account that cannot be read. */
static void
add_damaged_account (Fixture *fixture)
{
  real_service_execute (
      fixture->service,
      "INSERT INTO accounts (id, candidate_id, user_name, name, email, is_partner, created_at,"
      " password_hash) VALUES ('bad', 'bad', 'bad', 'Bad', 'bad@example.org', 0, 'never', 'x')");
  real_service_execute (
      fixture->service,
      "INSERT INTO sign_in_names (name, account_id) VALUES ('bad@example.org', 'bad')");
}

/* One that cannot be answered holds up nobody else, now or later. */
static void
test_one_fails (Fixture *fixture, gconstpointer data)
{
  add_damaged_account (fixture);
  ask (fixture, "bad@example.org");
  ask (fixture, ADDRESS);

  g_autoptr (GPtrArray) first = get_mails (fixture, NULL);
  g_assert_cmpuint (first->len, ==, 1);

  /* What was answered is not answered again with what was not. */
  g_autoptr (GPtrArray) second = get_mails (fixture, NULL);
  g_assert_cmpuint (second->len, ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/enrolment/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("new-account", test_new_account);
  ADD ("used-up", test_code_is_used_up);
  ADD ("expires", test_code_expires);
  ADD ("refusals", test_refusals);
  ADD ("known-address", test_known_address);
  ADD ("few-mails", test_few_mails);
  ADD ("partner", test_partner);
  ADD ("bad-requests", test_bad_requests);
  ADD ("score-report", test_score_report);
  ADD ("guessing", test_guessing);

  /* The service warns its people, as it should. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  ADD ("one-fails", test_one_fails);
  return g_test_run ();
}
