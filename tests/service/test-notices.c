/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: candidates are told in time, and once, of what expires or is retired; and whoever
 * does not want that is rid of it with one click (RFC 8058). */
#include <string.h>

#include "exchange.h"
#include "service/mail/ct-outbox.h"
#include "service/profile/ct-reminders.h"

typedef struct
{
  RealService *service;
  char *token;
} Fixture;

/* Whatever else the sample has is far from its end. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = real_service_new ();
  fixture->token = exchange_sign_in (fixture->service);
  real_service_execute (fixture->service, "UPDATE credentials SET expires_at = NULL");
  real_service_execute (fixture->service, "UPDATE exams SET retired_at = NULL");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  real_service_free (fixture->service);
  g_free (fixture->token);
}

static gpointer
write_in_store (CtDatabase *database, gpointer now, GError **error)
{
  ct_reminders_write (database, "https://certtracker.example.com/", now, error);
  return NULL;
}

static gpointer
get_mails_in_store (CtDatabase *database, gpointer data, GError **error)
{
  return ct_outbox_get_mails (database, NULL, error);
}

/* The notices that were written until @days from now, the last first. */
static GPtrArray *
get_notices (Fixture *fixture, int days)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (today, days);
  CtStore *store = real_service_get_store (fixture->service);
  g_autoptr (GError) error = NULL;

  ct_store_run (store, CT_STORE_WRITE, write_in_store, then, &error);
  g_assert_no_error (error);
  GPtrArray *mails = ct_store_run (store, CT_STORE_READ, get_mails_in_store, NULL, &error);
  g_assert_no_error (error);
  return mails;
}

/* Lets the newest credential of the demo's candidate, and no other, expire @days from now. */
static void
let_expire (Fixture *fixture, int days)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE credentials SET expires_at = strftime ('%%Y-%%m-%%dT%%H:%%M:%%SZ', 'now', '+%d days')"
      " WHERE id = (SELECT id FROM credentials WHERE account_id = 'zofia'"
      "   AND revoked_at IS NULL ORDER BY issued_at DESC LIMIT 1)",
      days);

  real_service_execute (fixture->service,
                        "DELETE FROM credentials WHERE account_id = 'zofia' AND id !="
                        " (SELECT id FROM credentials WHERE account_id = 'zofia'"
                        "   AND revoked_at IS NULL ORDER BY issued_at DESC LIMIT 1)");
  real_service_execute (fixture->service, sql);
}

static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  let_expire (fixture, 100);

  g_autoptr (GPtrArray) early = get_notices (fixture, 0);
  g_assert_cmpuint (early->len, ==, 0);

  g_autoptr (GPtrArray) first = get_notices (fixture, 45);
  g_assert_cmpuint (first->len, ==, 1);
  CtMail *mail = g_ptr_array_index (first, 0);
  g_autofree char *text = ct_mail_to_text (mail);
  g_assert_cmpstr (mail->recipient, ==, "zofia@example.com");
  g_assert_nonnull (strstr (text, "expires on"));
  g_assert_nonnull (strstr (text, mail->unsubscribe_uri));
  g_assert_true (
      g_str_has_prefix (mail->unsubscribe_uri, "https://certtracker.example.com/unsubscribe/"));

  /* Once, and once again when the end is near. */
  g_autoptr (GPtrArray) again = get_notices (fixture, 46);
  g_assert_cmpuint (again->len, ==, 1);
  g_autoptr (GPtrArray) last = get_notices (fixture, 90);
  g_assert_cmpuint (last->len, ==, 2);
  g_autoptr (GPtrArray) over = get_notices (fixture, 101);
  g_assert_cmpuint (over->len, ==, 2);
}

/* The mail names the day that is on the certificate, wherever the candidate lives. */
static void
test_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 12, 30, 12, 0, 0);
  CtStore *store = real_service_get_store (fixture->service);
  g_autoptr (GError) error = NULL;

  let_expire (fixture, 0);
  real_service_execute (fixture->service, "UPDATE credentials SET expires_at ="
                                          " '2026-12-31T20:00:00Z' WHERE account_id = 'zofia'");
  real_service_execute (fixture->service, "UPDATE accounts SET time_zone = 'Asia/Tokyo'");
  ct_store_run (store, CT_STORE_WRITE, write_in_store, now, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) mails
      = ct_store_run (store, CT_STORE_READ, get_mails_in_store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  g_assert_nonnull (strstr (text, "expires on 31 December 2026."));
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  let_expire (fixture, 10);

  g_autoptr (GPtrArray) mails = get_notices (fixture, 0);
  g_assert_cmpuint (mails->len, ==, 1);
}

static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  let_expire (fixture, 30);
  real_service_execute (
      fixture->service,
      "INSERT INTO credentials (id, account_id, number, achievement_id, title, kind, name, state,"
      " issued_at, expires_at, verification_code)"
      " SELECT 'renewed', account_id, 'N-1', achievement_id, title, kind, name, 'active',"
      " issued_at, '2199-01-01T00:00:00Z', 'AAAA-AAAA' FROM credentials WHERE account_id = "
      "'zofia'");

  g_autoptr (GPtrArray) mails = get_notices (fixture, 0);
  g_assert_cmpuint (mails->len, ==, 0);
}

static void
test_retirement (Fixture *fixture, gconstpointer data)
{
  real_service_execute (fixture->service, "DELETE FROM attempts");
  real_service_execute (
      fixture->service,
      "INSERT INTO attempts (id, account_id, exam_code, exam_title, kind, taken_at, result)"
      " VALUES ('t1', 'zofia', '250-440', 'X', 'exam', '2026-01-01T00:00:00Z', 'failed'),"
      "        ('t2', 'zofia', '250-440', 'X', 'exam', '2026-02-01T00:00:00Z', 'failed'),"
      "        ('t3', 'zofia', '250-445', 'Y', 'exam', '2026-01-01T00:00:00Z', 'failed'),"
      "        ('t4', 'zofia', '250-445', 'Y', 'exam', '2026-02-01T00:00:00Z', 'passed')");
  real_service_execute (
      fixture->service,
      "UPDATE exams SET retired_at = strftime ('%Y-%m-%dT%H:%M:%SZ', 'now', '+30 days')"
      " WHERE id IN ('250-440', '250-445', '250-428')");

  g_autoptr (GPtrArray) mails = get_notices (fixture, 0);
  g_assert_cmpuint (mails->len, ==, 1);
  g_autofree char *text = ct_mail_to_text (g_ptr_array_index (mails, 0));
  g_assert_nonnull (strstr (text, "250-440"));
}

/* What a browser or a mail reader does, with @body of @type or nothing for a look. */
static char *
visit (Fixture *fixture, const char *path, const char *type, const char *body, guint *status)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autofree char *uri = g_strconcat (real_service_get_uri (fixture->service), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", uri);
  g_autoptr (GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GError) error = NULL;

  if (sent != NULL)
    soup_message_set_request_body_from_bytes (message, type, sent);
  g_autoptr (GBytes) answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  if (*status == 200)
    g_assert_true (
        g_str_has_prefix (soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                        "Content-Security-Policy"),
                          "default-src 'none'"));
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static gboolean
is_muted (Fixture *fixture)
{
  g_autoptr (Exchange) account = exchange_get (fixture->service, fixture->token, "/v1/account");

  return json_object_has_member (json_node_get_object (account->json), "muted");
}

static void
test_unsubscribe (Fixture *fixture, gconstpointer data)
{
  guint status;

  let_expire (fixture, 70);
  g_autoptr (GPtrArray) mails = get_notices (fixture, 20);
  g_assert_cmpuint (mails->len, ==, 1);
  const char *path
      = strstr (((CtMail *) g_ptr_array_index (mails, 0))->unsubscribe_uri, "unsubscribe/");

  /* Looking does nothing: programs that check mails follow every link. */
  g_autofree char *page = visit (fixture, path, NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (page, "Unsubscribe</button>"));
  g_assert_false (is_muted (fixture));

  g_autofree char *done = visit (fixture, path, "application/x-www-form-urlencoded",
                                 "List-Unsubscribe=One-Click", &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (done, "You Are Unsubscribed"));
  g_assert_true (is_muted (fixture));
  g_autoptr (GPtrArray) later = get_notices (fixture, 60);
  g_assert_cmpuint (later->len, ==, 1);

  g_autofree char *back
      = visit (fixture, path, "application/x-www-form-urlencoded", "wanted=yes", &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_false (is_muted (fixture));

  /* Mail readers may send it as any form. */
  g_autofree char *parts
      = visit (fixture, path, "multipart/form-data; boundary=x",
               "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
               "One-Click\r\n--x--\r\n",
               &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_true (is_muted (fixture));

  g_autofree char *nothing = visit (fixture, "unsubscribe/0", NULL, NULL, &status);
  g_assert_cmpuint (status, ==, 404);
  g_assert_nonnull (strstr (nothing, "Nothing to Unsubscribe From"));
}

#define ADD(name, function) \
  g_test_add ("/notices/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  ADD ("expiry", test_expiry);
  ADD ("day", test_day);
  ADD ("late", test_late);
  ADD ("renewed", test_renewed);
  ADD ("retirement", test_retirement);
  ADD ("unsubscribe", test_unsubscribe);
  return g_test_run ();
}
