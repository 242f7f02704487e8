/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: an account has several addresses, each verified by a code that was mailed to it; any
 * of them leads back in; and nobody gets at, or learns of, an address of somebody else. */
#include <string.h>

#include "exchange.h"
#include "service/mail/ct-outbox.h"
#include "service/profile/ct-emails.h"
#include "service/recovery/ct-recovery.h"

#define OTHER "home@example.org"

typedef struct
{
  RealService *service;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
}

/* An access token ends, too. */
static void
wait_seconds (Fixture *fixture, int seconds)
{
  real_service_pass_time (fixture->service, seconds);
  g_free (fixture->token);
  fixture->token = exchange_sign_in (fixture->service);
}

static Exchange *
add (Fixture *fixture, const char *address)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);
  g_autofree char *body = g_strdup_printf ("{\"address\":\"%s\"}", address);

  return exchange_run (fixture->service, fixture->token, "POST", "/v1/emails", body,
                       "Idempotency-Key", quoted, NULL);
}

/* Returns: (transfer full): the id of a new address */
static char *
add_well (Fixture *fixture, const char *address)
{
  g_autoptr (Exchange) added = add (fixture, address);

  g_assert_cmpuint (added->status, ==, 201);
  return g_strdup (exchange_get_string (added, "id"));
}

static gpointer
get_mails_in_store (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mails (database, data, error);
}

static GPtrArray *
get_mails (Fixture *fixture, const char *recipient)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *mails = ct_store_run (real_service_get_store (fixture->service), CT_STORE_READ,
                                   get_mails_in_store, (gpointer) recipient, &error);

  g_assert_no_error (error);
  return mails;
}

/* Returns: (transfer full): the code in the only mail to @recipient */
static char *
get_code (Fixture *fixture, const char *recipient)
{
  g_autoptr (GPtrArray) mails = get_mails (fixture, recipient);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  const char *code = strstr (text, "    ");

  g_assert_nonnull (code);
  return g_strndup (code + 4, 6);
}

static Exchange *
verify (Fixture *fixture, const char *id, const char *code)
{
  g_autofree char *path = g_strdup_printf ("/v1/emails/%s/verification", id);
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", code);

  return exchange_run (fixture->service, fixture->token, "POST", path, body, NULL);
}

/* Returns: (transfer full): the id of a new address that is verified */
static char *
add_verified (Fixture *fixture, const char *address)
{
  g_autofree char *id = add_well (fixture, address);
  g_autofree char *code = get_code (fixture, address);
  g_autoptr (Exchange) verified = verify (fixture, id, code);

  g_assert_cmpuint (verified->status, ==, 200);
  g_assert_nonnull (exchange_get_string (verified, "verified_at"));
  return g_steal_pointer (&id);
}

static guint
sign_in (Fixture *fixture, const char *name)
{
  g_autofree char *body = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\"}", name,
                                           real_service_get_password (fixture->service));
  g_autoptr (Exchange) exchange
      = exchange_run (fixture->service, NULL, "POST", "/v1/sessions", body, NULL);

  return exchange->status;
}

static Exchange *
remove_address (Fixture *fixture, const char *id)
{
  g_autofree char *path = g_strconcat ("/v1/emails/", id, NULL);

  return exchange_run (fixture->service, fixture->token, "DELETE", path, NULL, NULL);
}

static Exchange *
make_primary (Fixture *fixture, const char *address)
{
  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\"}", address);

  return exchange_run (fixture->service, fixture->token, "PATCH", "/v1/account", body, "If-Match",
                       exchange_get_header (account, "ETag"), NULL);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_well (fixture, OTHER);
  g_autofree char *code = get_code (fixture, OTHER);

  /* Until the code is given it is good for nothing. */
  g_assert_cmpuint (sign_in (fixture, OTHER), ==, 401);
  g_autoptr (Exchange) early = make_primary (fixture, OTHER);
  exchange_assert_problem (early, 422, "invalid");

  /* People write codes down in groups. */
  g_autofree char *grouped = g_strdup_printf ("%.3s %s", code, code + 3);
  g_autoptr (Exchange) verified = verify (fixture, id, grouped);
  g_assert_cmpuint (verified->status, ==, 200);
  g_assert_cmpuint (sign_in (fixture, "HOME@Example.org"), ==, 201);

  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/emails");
  g_assert_cmpuint (json_array_get_length (exchange_get_items (list)), ==, 2);
  g_autoptr (Exchange) unchanged
      = exchange_run (fixture->service, fixture->token, "GET", "/v1/emails", NULL, "If-None-Match",
                      exchange_get_header (list, "ETag"), NULL);
  g_assert_cmpuint (unchanged->status, ==, 304);
  g_autoptr (Exchange) stranger = exchange_get (fixture->service, NULL, "/v1/emails");
  exchange_assert_problem (stranger, 401, NULL);

  /* The main address hears of it, in case it was somebody else. */
  g_autoptr (GPtrArray) told = get_mails (fixture, "zofia@example.com");
  g_assert_cmpuint (told->len, ==, 1);

  /* Once more, since the answer may have been lost. */
  g_autoptr (Exchange) again = verify (fixture, id, code);
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_primary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_verified (fixture, OTHER);
  g_autoptr (Exchange) changed = make_primary (fixture, "HOME@example.org");
  g_autoptr (GPtrArray) told = get_mails (fixture, "zofia@example.com");

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpstr (exchange_get_string (changed, "email"), ==, OTHER);
  g_assert_nonnull (exchange_get_string (changed, "changed_at"));
  g_assert_cmpuint (told->len, ==, 2);
  g_assert_cmpuint (sign_in (fixture, "zofia@example.com"), ==, 201);

  /* It cannot be removed, the former one can, and then is nobody's. */
  g_autoptr (Exchange) refused = remove_address (fixture, id);
  exchange_assert_problem (refused, 409, NULL);

  g_autoptr (Exchange) list = exchange_get (fixture->service, fixture->token, "/v1/emails");
  JsonObject *former = json_array_get_object_element (exchange_get_items (list), 0);
  g_assert_false (json_object_get_boolean_member (former, "is_primary"));
  g_autoptr (Exchange) removed
      = remove_address (fixture, json_object_get_string_member (former, "id"));
  g_assert_cmpuint (removed->status, ==, 204);
  g_assert_cmpuint (sign_in (fixture, "zofia@example.com"), ==, 401);
  g_assert_cmpuint (sign_in (fixture, OTHER), ==, 201);

  g_autoptr (Exchange) gone
      = remove_address (fixture, json_object_get_string_member (former, "id"));
  exchange_assert_problem (gone, 404, NULL);
}

static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_well (fixture, OTHER);
  g_autofree char *code = get_code (fixture, OTHER);
  const char *wrong = g_str_equal (code, "000000") ? "000001" : "000000";

  for (int i = 0; i < CT_EMAILS_MAX_TRIES; i++)
    {
      g_autoptr (Exchange) refused = verify (fixture, id, wrong);
      exchange_assert_problem (refused, 422, "invalid");
    }

  /* Whoever guesses gets no further, even with the right one. */
  g_autoptr (Exchange) late = verify (fixture, id, code);
  exchange_assert_problem (late, 422, "invalid");
  g_assert_cmpuint (sign_in (fixture, OTHER), ==, 401);
}

static void
test_old_code (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_well (fixture, OTHER);
  g_autofree char *code = get_code (fixture, OTHER);

  wait_seconds (fixture, CT_EMAILS_CODE_MINUTES * 60 + 1);
  g_autoptr (Exchange) late = verify (fixture, id, code);
  exchange_assert_problem (late, 422, "invalid");

  /* Adding it again sends another, for the same address. */
  g_autofree char *same = add_well (fixture, "Home@Example.ORG");
  g_assert_cmpstr (same, ==, id);
  g_autofree char *fresh = get_code (fixture, "Home@Example.ORG");
  g_autoptr (Exchange) verified = verify (fixture, id, fresh);
  g_assert_cmpuint (verified->status, ==, 200);
}

/* The answer is as for any address; only who reads the mail learns more. */
static void
test_taken (Fixture *fixture, gconstpointer data)
{
  real_service_execute (fixture->service,
                        "INSERT INTO sign_in_names (name, account_id) SELECT 'taken@example.com',"
                        " id FROM accounts WHERE id != 'zofia' LIMIT 1");
  g_autofree char *id = add_well (fixture, "Taken@example.com");
  g_autoptr (GPtrArray) mails = get_mails (fixture, "Taken@example.com");
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  g_autoptr (Exchange) guessed = verify (fixture, id, "123456");

  g_assert_null (strstr (text, "    "));
  g_assert_nonnull (strstr (text, "belongs to another one"));
  exchange_assert_problem (guessed, 422, "invalid");
}

/* Two may have been adding it at once. */
static void
test_taken_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_well (fixture, OTHER);
  g_autofree char *code = get_code (fixture, OTHER);

  real_service_execute (fixture->service,
                        "INSERT INTO sign_in_names (name, account_id) SELECT '" OTHER "',"
                        " id FROM accounts WHERE id != 'zofia' LIMIT 1");
  g_autoptr (Exchange) refused = verify (fixture, id, code);
  exchange_assert_problem (refused, 409, NULL);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < CT_EMAILS_MAX_CODES; i++)
    {
      g_autofree char *id = add_well (fixture, OTHER);
    }
  g_autoptr (Exchange) often = add (fixture, OTHER);
  exchange_assert_problem (often, 429, "rate-limited");

  /* In an hour, but never for more than so many addresses. */
  wait_seconds (fixture, 60 * 60 + 1);
  for (int i = 2; i < CT_EMAILS_MAX; i++)
    {
      g_autofree char *address = g_strdup_printf ("a%d@example.org", i);
      g_autofree char *id = add_well (fixture, address);
    }
  g_autoptr (Exchange) many = add (fixture, "one-more@example.org");
  exchange_assert_problem (many, 422, "invalid");

  g_autoptr (Exchange) none = add (fixture, "no address");
  exchange_assert_problem (none, 422, "invalid");
}

static gpointer
answer_in_store (CtDatabase *database, gpointer data, GError **error)
{
  ct_recovery_answer (database, data, error);
  return NULL;
}

/* Who has lost the main address gets back in by another. */
static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_verified (fixture, OTHER);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (Exchange) asked
      = exchange_run (fixture->service, NULL, "POST", "/v1/recoveries",
                      "{\"name\":\"Home@EXAMPLE.org\",\"forgot\":\"password\"}", NULL);

  g_assert_cmpuint (asked->status, ==, 202);
  ct_store_run (real_service_get_store (fixture->service), CT_STORE_WRITE, answer_in_store, now,
                NULL);
  g_autoptr (GPtrArray) mails = get_mails (fixture, OTHER);
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < mails->len; i++)
    {
      g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, i));
      g_string_append (all, text);
    }
  g_assert_nonnull (strstr (all->str, "/recover/"));
}

/* Another account's are as if they were not there. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  real_service_execute (fixture->service,
                        "INSERT INTO emails (id, account_id, address, folded, is_primary, added_at)"
                        " SELECT 'theirs', id, 'x@example.net', 'x@example.net', 0, created_at"
                        " FROM accounts WHERE id != 'zofia' LIMIT 1");
  g_autoptr (Exchange) removed = remove_address (fixture, "theirs");
  g_autoptr (Exchange) verified = verify (fixture, "theirs", "123456");

  exchange_assert_problem (removed, 404, NULL);
  exchange_assert_problem (verified, 404, NULL);
}

#define ADD(name, function) g_test_add ("/emails/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("add", test_add);
  ADD ("primary", test_primary);
  ADD ("wrong-code", test_wrong_code);
  ADD ("old-code", test_old_code);
  ADD ("taken", test_taken);
  ADD ("taken-meanwhile", test_taken_meanwhile);
  ADD ("limits", test_limits);
  ADD ("recovery", test_recovery);
  ADD ("others", test_others);
  return g_test_run ();
}
