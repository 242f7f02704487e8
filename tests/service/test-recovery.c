/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who forgot something gets back in by mail, once and in time; and nobody learns
 * whether there is an account. */
#include <string.h>

#include "exchange.h"
#include "service/mail/ct-outbox.h"
#include "service/recovery/ct-recovery.h"

#define NEW_PASSWORD "a new and long one"

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
ask (Fixture *fixture, const char *name, const char *forgot)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\",\"forgot\":\"%s\"}", name, forgot);
  g_autoptr (Exchange) exchange
      = exchange_run (fixture->service, NULL, "POST", "/v1/recoveries", body, NULL);

  g_assert_cmpuint (exchange->status, ==, 202);
  g_assert_cmpuint (g_bytes_get_size (exchange->body), ==, 0);
}

static gpointer
answer_in_store (CtDatabase *database, gpointer data, GError **error)
{
  ct_recovery_answer (database, data, error);
  return NULL;
}

static gpointer
get_mails_in_store (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mails (database, NULL, error);
}

/* The mails that were written, the last first. */
static GPtrArray *
get_mails (Fixture *fixture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  CtStore *store = real_service_get_store (fixture->service);

  ct_store_run (store, CT_STORE_WRITE, answer_in_store, now, &error);
  g_assert_no_error (error);
  GPtrArray *mails = ct_store_run (store, CT_STORE_READ, get_mails_in_store, NULL, &error);
  g_assert_no_error (error);
  return mails;
}

/* The code in the mail to @name. */
static char *
get_code (Fixture *fixture, const char *name)
{
  ask (fixture, name, "password");

  g_autoptr (GPtrArray) mails = get_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  const char *link = strstr (text, "/recover/");
  g_assert_nonnull (link);
  link += strlen ("/recover/");
  return g_strndup (link, strcspn (link, "\r\n"));
}

static Exchange *
finish (Fixture *fixture, const char *code, const char *password)
{
  g_autofree char *body
      = g_strdup_printf ("{\"code\":\"%s\",\"password\":\"%s\",\"end_sessions\":true}", code,
                         password);

  return exchange_run (fixture->service, NULL, "POST", "/v1/recoveries/finish", body, NULL);
}

static guint
try_password (Fixture *fixture, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}",
                                           real_service_get_user_name (fixture->service), password);
  g_autoptr (Exchange) exchange
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", body, NULL);

  return exchange->status;
}

static void
test_new_password (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = exchange_sign_in (fixture->service);
  g_autofree char *code = get_code (fixture, "ZOFIA");
  g_autoptr (Exchange) finished = finish (fixture, code, NEW_PASSWORD);

  g_assert_cmpuint (finished->status, ==, 204);
  g_assert_cmpuint (try_password (fixture, NEW_PASSWORD), ==, 201);
  g_assert_cmpuint (try_password (fixture, real_service_get_password (fixture->service)), ==, 401);

  /* Every device is out, and the candidate is told. */
  g_autoptr (Exchange) old = exchange_get (fixture->service, token, "/v1/account");
  exchange_assert_problem (old, 401, "session-ended");
  g_autoptr (GPtrArray) mails = get_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 2);
}

/* Who is signed in can see that somebody wanted in. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture, "zofia");
  g_autofree char *token = exchange_sign_in (fixture->service);
  g_autoptr (Exchange) events = exchange_get (fixture->service, token, "/v1/events");
  g_autofree char *history = json_to_string (events->json, FALSE);

  g_assert_nonnull (strstr (history, "\"recovery-asked\""));
  g_assert_null (strstr (history, code));
}

static void
test_code_is_used_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture, "zofia@example.com");
  g_autoptr (Exchange) short_one = finish (fixture, code, "too short");
  g_autoptr (Exchange) first = finish (fixture, code, NEW_PASSWORD);
  g_autoptr (Exchange) second = finish (fixture, code, "something else again");

  /* What was wrong with the password does not cost the code. */
  exchange_assert_problem (short_one, 422, "invalid");
  g_assert_cmpuint (first->status, ==, 204);
  exchange_assert_problem (second, 404, NULL);
  g_assert_cmpuint (try_password (fixture, NEW_PASSWORD), ==, 201);
}

static void
test_code_expires (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = get_code (fixture, "zofia");

  real_service_pass_time (fixture->service, CT_RECOVERY_MINUTES * 60 + 1);
  g_autoptr (Exchange) late = finish (fixture, code, NEW_PASSWORD);
  exchange_assert_problem (late, 404, NULL);
}

static void
test_user_name (Fixture *fixture, gconstpointer data)
{
  ask (fixture, "Zofia@Example.com", "user-name");

  g_autoptr (GPtrArray) mails = get_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  g_assert_nonnull (strstr (text, "    zofia\r\n"));
}

/* The answer is the same, and so is what is done until it is given. */
static void
test_unknown_name (Fixture *fixture, gconstpointer data)
{
  ask (fixture, "nobody@example.com", "password");

  g_autoptr (GPtrArray) mails = get_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 0);
}

/* Whoever asks again and again fills no mailbox. */
static void
test_few_codes (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 8; i++)
    ask (fixture, "zofia", "password");

  g_autoptr (GPtrArray) mails = get_mails (fixture);
  g_assert_cmpuint (mails->len, ==, 3);
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
  ask (fixture, "bad@example.org", "password");
  ask (fixture, "zofia", "password");

  g_autoptr (GPtrArray) first = get_mails (fixture);
  g_assert_cmpuint (first->len, ==, 1);

  /* What was answered is not answered again with what was not. */
  g_autoptr (GPtrArray) second = get_mails (fixture);
  g_assert_cmpuint (second->len, ==, 1);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "{}",
    "{\"name\":\"zofia\"}",
    "{\"name\":\"zofia\",\"forgot\":\"everything\"}",
    "{\"name\":7,\"forgot\":\"password\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Exchange) exchange
          = exchange_run (fixture->service, NULL, "POST", "/v1/recoveries", bodies[i], NULL);
      exchange_assert_problem (exchange, 422, "invalid");
    }
}

#define ADD(name, function) \
  g_test_add ("/recovery/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("new-password", test_new_password);
  ADD ("history", test_history);
  ADD ("used-up", test_code_is_used_up);
  ADD ("expires", test_code_expires);
  ADD ("user-name", test_user_name);
  ADD ("unknown-name", test_unknown_name);
  ADD ("few-codes", test_few_codes);
  ADD ("refusals", test_refusals);

  /* The service warns its people, as it should. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  ADD ("one-fails", test_one_fails);
  return g_test_run ();
}
