/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/ct-certificate-keeper.h"
#include "client/ct-printout.h"
#include "client/ct-client.h"
#include "client/ct-sharing.h"
#include "model/ct-error.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define CERTIFICATE "GET /v1/credentials/k/1/certificate?paper=a4"
#define LOGINS "GET /v1/sessions?limit=500"

static const struct
{
  const char *what;
  const char *json;
} answers[] = {
  { "GET /v1/program",
    "{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"I\",\"support_email\":\"a@example.org\","
    "\"is_sample\":true}" },
  { "GET /v1/account",
    "{\"id\":\"c1\",\"candidate_id\":\"1\",\"user_name\":\"jane\",\"name\":\"Jane\","
    "\"email\":\"jane@example.org\",\"created_at\":\"2026-01-01T00:00:00Z\",\"is_partner\":"
    "false}" },
  { "GET /v1/exams?limit=500", "{\"items\":[]}" },
  { "GET /v1/achievements?limit=500", "{\"items\":[]}" },
  { "GET /v1/attempts?limit=500",
    "{\"items\":[{\"id\":\"a1\",\"exam_code\":\"e\",\"exam_title\":\"E\",\"kind\":\"exam\","
    "\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"passed\"}]}" },
  { "GET /v1/progress?limit=500", "{\"items\":[]}" },
  { "GET /v1/credentials?limit=500", "{\"items\":[]}" },
  { LOGINS, "{\"items\":[{\"id\":\"s1\",\"created_at\":\"2026-01-01T00:00:00Z\","
            "\"last_used_at\":\"2026-01-01T00:00:00Z\",\"current\":true}]}" },
  { "GET /v1/shares?limit=500", "{\"items\":[]}" },
};

typedef struct
{
  ScriptedServer *server;
  CtClient *client;
  CtCollection *all[G_N_ELEMENTS (answers)]; /* in the order of the answers */
  guint n_online;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = scripted_server_new ();
  let_sign_in (self->server);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    scripted_server_answer_json (self->server, answers[i].what, answers[i].json);

  self->client = ct_client_new (NULL);
  self->all[0] = ct_client_get_program (self->client);
  self->all[1] = ct_client_get_account (self->client);
  self->all[2] = ct_client_get_exams (self->client);
  self->all[3] = ct_client_get_achievements (self->client);
  self->all[4] = ct_client_get_attempts (self->client);
  self->all[5] = ct_client_get_progress (self->client);
  self->all[6] = ct_client_get_credentials (self->client);
  self->all[7] = ct_client_get_logins (self->client);
  self->all[8] = ct_client_get_shares (self->client);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  CtSession *session = g_object_ref (ct_client_get_session (self->client));

  sign_out_of (session);
  assert_finalized (self->client);
  assert_finalized (session);
  scripted_server_free (self->server);
}

static void
sign_in (Fixture *self)
{
  sign_in_at (ct_client_get_session (self->client), self->server);
}

static gboolean
is_busy (Fixture *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->all); i++)
    {
      if (ct_collection_is_refreshing (self->all[i]))
        return TRUE;
    }
  return FALSE;
}

/* All but the attempts. */
static gboolean
are_others_busy (Fixture *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->all); i++)
    {
      if (i != 4 && ct_collection_is_refreshing (self->all[i]))
        return TRUE;
    }
  return FALSE;
}

static void
test_follows_the_session (Fixture *self, gconstpointer data)
{
  ct_client_refresh (self->client);
  g_assert_false (is_busy (self));
  g_assert_cmpuint (scripted_server_count_all (self->server), ==, 0);

  /* Who signs in finds everything asked for. */
  sign_in (self);
  g_assert_true (is_busy (self));
  wait_until (!is_busy (self));
  for (gsize i = 0; i < G_N_ELEMENTS (self->all); i++)
    {
      CtCollectionState state = ct_collection_get_state (self->all[i]);

      g_assert_true (state == CT_COLLECTION_STATE_READY || state == CT_COLLECTION_STATE_EMPTY);
      g_assert_cmpuint (scripted_server_count (self->server, answers[i].what), ==, 1);
    }

  /* Who signs out leaves nothing on screen. */
  sign_out_of (ct_client_get_session (self->client));
  for (gsize i = 0; i < G_N_ELEMENTS (self->all); i++)
    {
      g_assert_cmpint (ct_collection_get_state (self->all[i]), ==, CT_COLLECTION_STATE_LOADING);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->all[i])), ==, 0);
    }
}

static void
test_sign_out_on_the_way (Fixture *self, gconstpointer data)
{
  guint n_requests;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    scripted_server_hold (self->server, answers[i].what);
  sign_in (self);
  n_requests = scripted_server_count_all (self->server);
  wait_until (scripted_server_count_all (self->server) > n_requests);
  sign_out_of (ct_client_get_session (self->client));
  g_assert_false (is_busy (self));

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    scripted_server_release (self->server, answers[i].what);
  handle_pending ();
  g_assert_cmpint (ct_collection_get_state (self->all[1]), ==, CT_COLLECTION_STATE_LOADING);
}

static void
on_online (CtClient *client, GParamSpec *pspec, Fixture *self)
{
  self->n_online++;
}

static gboolean
get_online (Fixture *self)
{
  gboolean online = FALSE;

  g_object_get (self->client, "online", &online, NULL);
  return online;
}

static void
test_online (Fixture *self, gconstpointer data)
{
  g_signal_connect (self->client, "notify::online", G_CALLBACK (on_online), self);
  g_assert_true (get_online (self));
  set_network_available (FALSE);
  g_assert_false (get_online (self));
  set_network_available (TRUE);
  g_assert_true (get_online (self));
  g_assert_cmpuint (self->n_online, ==, 2);

  /* A service on this computer needs no network. */
  set_network_available (FALSE);
  sign_in (self);
  g_assert_true (get_online (self));
  sign_out_of (ct_client_get_session (self->client));
  g_assert_false (get_online (self));
  g_assert_cmpuint (self->n_online, ==, 5);
  set_network_available (TRUE);
}

static void
test_network_comes_back (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (!is_busy (self));

  set_network_available (FALSE);
  g_assert_false (is_busy (self));

  set_network_available (TRUE);
  g_assert_true (is_busy (self));
  wait_until (!is_busy (self));
  g_assert_cmpuint (scripted_server_count (self->server, answers[4].what), ==, 2);
}

static void
test_tries_again (Fixture *self, gconstpointer data)
{
  scripted_server_answer (self->server, answers[4].what, 503, NULL, NULL);
  sign_in (self);
  wait_until (!is_busy (self));
  g_assert_cmpint (ct_collection_get_state (self->all[4]), ==, CT_COLLECTION_STATE_FAILED);

  /* Nobody does anything, and yet it is there after a while. */
  scripted_server_answer_json (self->server, answers[4].what, answers[4].json);
  wait_until (ct_collection_get_state (self->all[4]) == CT_COLLECTION_STATE_READY);
  wait_until (!is_busy (self));
}

/* Fails as the last one: the client tries again so many seconds after that. */
static void
assert_pause (Fixture *self, double seconds)
{
  GSource *source;
  gint64 before, at;

  scripted_server_answer (self->server, answers[4].what, 503, NULL, NULL);
  scripted_server_hold (self->server, answers[4].what);
  ct_client_refresh (self->client);
  wait_until (!are_others_busy (self));
  before = g_get_monotonic_time ();
  scripted_server_release (self->server, answers[4].what);
  wait_until (!is_busy (self));

  /* It failed between @before and now, which is some time on a slow machine. */
  source = g_main_context_find_source_by_user_data (NULL, self->client);
  g_assert_nonnull (source);
  at = g_source_get_ready_time (source);
  g_assert_cmpfloat ((at - before) / (double) G_USEC_PER_SEC, >, seconds - 2);
  g_assert_cmpfloat ((at - g_get_monotonic_time ()) / (double) G_USEC_PER_SEC, <, seconds + 2);
}

/* A service in trouble is asked less and less often, also while only a part of it is. */
static void
test_tries_less_often (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (!is_busy (self));
  assert_pause (self, 5);
  assert_pause (self, 10);
  assert_pause (self, 20);

  /* Until all is well. */
  scripted_server_answer_json (self->server, answers[4].what, answers[4].json);
  ct_client_refresh (self->client);
  wait_until (!is_busy (self));
  assert_pause (self, 5);
}

static void
on_ended (CtSession *session, GError *error, Fixture *self)
{
  self->n_online++;
}

static void
test_ended_elsewhere (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (!is_busy (self));
  g_signal_connect (ct_client_get_session (self->client), "ended", G_CALLBACK (on_ended), self);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    scripted_server_answer (self->server, answers[i].what, 401, "application/problem+json",
                            "{\"type\":\"urn:certtracker:session-ended\",\"status\":401}");
  ct_client_refresh (self->client);
  wait_until (self->n_online > 0);
  wait_until (!is_busy (self));

  g_assert_cmpuint (self->n_online, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->all[4])), ==, 0);
  g_assert_cmpint (ct_collection_get_state (self->all[4]), ==, CT_COLLECTION_STATE_LOADING);
}

/* Certificates. */

static GBytes *
load (Fixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *path = ct_printout_path_certificate ("k/1", CT_PAPER_A4);

  ct_client_load_printout_async (self->client, path, NULL, take_result, &result);
  return ct_client_load_printout_finish (self->client, wait_for_result (&result), error);
}

static void
assert_certificate (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load (self, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

/* It is written while nobody waits; once it is, the service is asked for news of it. */
static void
wait_until_kept (Fixture *self, const char *text)
{
  do
    assert_certificate (self, text);
  while (scripted_server_last_header (self->server, CERTIFICATE, "If-None-Match") == NULL);
}

static void
test_certificate (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (!is_busy (self));

  scripted_server_answer (self->server, CERTIFICATE, 200, "application/pdf", "%PDF-one");
  assert_certificate (self, "%PDF-one");
  g_assert_null (scripted_server_last_header (self->server, CERTIFICATE, "If-None-Match"));

  wait_until_kept (self, "%PDF-one");

  scripted_server_answer (self->server, CERTIFICATE, 200, "application/pdf", "%PDF-two");
  assert_certificate (self, "%PDF-two");
}

static void
test_certificate_without_service (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) gone = NULL;

  sign_in (self);
  wait_until (!is_busy (self));

  scripted_server_answer (self->server, CERTIFICATE, 503, NULL, NULL);
  g_assert_null (load (self, &none));
  g_assert_error (none, CT_ERROR, CT_ERROR_TRY_LATER);

  scripted_server_answer (self->server, CERTIFICATE, 200, "application/pdf", "%PDF-one");
  wait_until_kept (self, "%PDF-one");

  scripted_server_answer (self->server, CERTIFICATE, 503, NULL, NULL);
  assert_certificate (self, "%PDF-one");
  scripted_server_answer (self->server, CERTIFICATE, 200, "text/html", "<html>");
  assert_certificate (self, "%PDF-one");
  scripted_server_answer_json (self->server, CERTIFICATE, "{}");
  assert_certificate (self, "%PDF-one");

  /* But what the service says is not there is not there. */
  scripted_server_answer (self->server, CERTIFICATE, 404, NULL, NULL);
  g_assert_null (load (self, &gone));
  g_assert_error (gone, CT_ERROR, CT_ERROR_NOT_FOUND);
}

static void
test_certificate_broken (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (self);
  scripted_server_answer_json (self->server, CERTIFICATE, "{}");
  g_assert_null (load (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
}

static void
test_certificate_signed_out (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
}

#define HELD(id) \
  "{\"id\":\"" id "\",\"achievement_id\":\"e\",\"title\":\"E\",\"kind\":\"certification\"," \
  "\"number\":\"" id "\",\"verification_code\":\"V" id "\",\"name\":\"Jane\"," \
  "\"issued_at\":\"2026-01-01T00:00:00Z\",\"state\":\"active\"}"
#define CREDENTIALS "GET /v1/credentials?limit=500"
#define CERTIFICATE_OF(id) "GET /v1/credentials/" id "/certificate?paper=a4"

/* All certificates come to the offline copy without being opened, the ones that fail at the
 * next news, and those that are there are not asked for again. */
static void
test_certificates_kept (Fixture *self, gconstpointer data)
{
  CtCertificateKeeper *keeper = ct_certificate_keeper_new (self->client, CT_PAPER_A4);

  scripted_server_answer_json (self->server, CREDENTIALS,
                               "{\"items\":[" HELD ("0") "," HELD ("1") "," HELD ("2") "]}");
  scripted_server_answer (self->server, CERTIFICATE_OF ("0"), 404, NULL, NULL); /* revoked */
  scripted_server_answer (self->server, CERTIFICATE_OF ("1"), 200, "application/pdf", "%PDF-1");
  scripted_server_answer (self->server, CERTIFICATE_OF ("2"), 503, NULL, NULL);
  sign_in (self);
  wait_until (scripted_server_count (self->server, CERTIFICATE_OF ("2")) == 1);
  wait_until (!is_busy (self));
  handle_pending ();

  scripted_server_answer (self->server, CERTIFICATE_OF ("2"), 200, "application/pdf", "%PDF-2");
  scripted_server_answer_json (self->server, CREDENTIALS,
                               "{\"items\":[" HELD ("3") "," HELD ("2") "," HELD ("1") "]}");
  scripted_server_answer (self->server, CERTIFICATE_OF ("3"), 200, "application/pdf", "%PDF-3");
  ct_client_refresh (self->client);
  wait_until (scripted_server_count (self->server, CERTIFICATE_OF ("2")) == 2);
  wait_until (scripted_server_count (self->server, CERTIFICATE_OF ("3")) == 1);
  assert_finalized (keeper);
}

/* Other sessions. */

static gboolean
end_login (Fixture *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_client_end_login_async (self->client, id, NULL, take_result, &result);
  return ct_client_end_login_finish (self->client, wait_for_result (&result), error);
}

static void
test_end_login (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (self);
  wait_until (!is_busy (self));
  scripted_server_answer (self->server, "DELETE /v1/sessions/a/b", 204, NULL, NULL);
  scripted_server_answer (self->server, "DELETE /v1/sessions", 204, NULL, NULL);

  g_assert_true (end_login (self, "a/b", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_server_count (self->server, "DELETE /v1/sessions/a/b"), ==, 1);
  wait_until (!is_busy (self));
  g_assert_cmpuint (scripted_server_count (self->server, LOGINS), ==, 2);

  g_assert_true (end_login (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_server_count (self->server, "DELETE /v1/sessions"), ==, 1);

  /* One that is gone already has ended. */
  g_assert_true (end_login (self, "gone", &error));
  g_assert_no_error (error);

  scripted_server_answer (self->server, "DELETE /v1/sessions", 503, NULL, NULL);
  g_assert_false (end_login (self, NULL, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_TRY_LATER);
  wait_until (!is_busy (self));
}

/* What was asked for before does not hide what was done since. */
static void
test_is_seen_at_once (Fixture *self, gconstpointer data)
{
  static const char *const lists[] = { LOGINS, "GET /v1/shares?limit=500" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (self);
  wait_until (!is_busy (self));
  scripted_server_answer (self->server, "DELETE /v1/sessions/a", 204, NULL, NULL);
  scripted_server_answer (self->server, "DELETE /v1/shares/b", 204, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    scripted_server_hold (self->server, lists[i]);
  ct_client_refresh (self->client);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    wait_until (scripted_server_count (self->server, lists[i]) == 2);

  g_assert_true (end_login (self, "a", &error));
  g_assert_no_error (error);
  ct_sharing_withdraw_async (self->client, "b", NULL, take_result, &result);
  g_assert_true (ct_sharing_withdraw_finish (self->client, wait_for_result (&result), &error));
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    scripted_server_release (self->server, lists[i]);
  wait_until (!is_busy (self));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpuint (scripted_server_count (self->server, lists[i]), ==, 3);
}

#define TEST(name, function) \
  g_test_add ("/client/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

  TEST ("follows-the-session", test_follows_the_session);
  TEST ("sign-out-on-the-way", test_sign_out_on_the_way);
  TEST ("online", test_online);
  TEST ("network-comes-back", test_network_comes_back);
  TEST ("tries-again", test_tries_again);
  TEST ("tries-less-often", test_tries_less_often);
  TEST ("ended-elsewhere", test_ended_elsewhere);
  TEST ("certificate", test_certificate);
  TEST ("certificate/without-service", test_certificate_without_service);
  TEST ("certificate/broken", test_certificate_broken);
  TEST ("certificate/signed-out", test_certificate_signed_out);
  TEST ("certificate/kept", test_certificates_kept);
  TEST ("end-login", test_end_login);
  TEST ("is-seen-at-once", test_is_seen_at_once);

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}
